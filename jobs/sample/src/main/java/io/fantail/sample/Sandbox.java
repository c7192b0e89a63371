package io.fantail.sample;

/** One execution environment of a function: one log stream, one request at a time. */
final class Sandbox {
  private final LambdaFunction function;
  private final int number;
  private final String logStream;
  private long freeAt;
  private int invocations;
  private boolean proven;

  Sandbox(LambdaFunction function, int number, String logStream) {
    this.function = function;
    this.number = number;
    this.logStream = logStream;
  }

  LambdaFunction function() {
    return function;
  }

  /** Its place in the order of creation among the sandboxes of its function. */
  int number() {
    return number;
  }

  /** {@code yyyy/MM/dd/[$LATEST]<32 hex>}. */
  String logStream() {
    return logStream;
  }

  /** Epoch milliseconds from which it may take another request. */
  long freeAt() {
    return freeAt;
  }

  int invocations() {
    return invocations;
  }

  /** Whether some attempt's request id leads here, so that the stream's function can be told. */
  boolean proven() {
    return proven;
  }

  void served(long freeAt, boolean linkedById) {
    this.freeAt = freeAt;
    this.invocations++;
    this.proven |= linkedById;
  }
}
