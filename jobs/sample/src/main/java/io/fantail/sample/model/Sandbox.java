package io.fantail.sample.model;

import io.fantail.sample.world.LambdaFunction;

/** One execution environment of a function: one log stream, one request at a time. */
public final class Sandbox {
  private final LambdaFunction function;
  private final int number;
  private final String logStream;
  private long freeAt;
  private int invocations;
  private boolean proven;

  public Sandbox(LambdaFunction function, int number, String logStream) {
    this.function = function;
    this.number = number;
    this.logStream = logStream;
  }

  public LambdaFunction function() {
    return function;
  }

  /** Its place in the order of creation among the sandboxes of its function. */
  public int number() {
    return number;
  }

  /** {@code yyyy/MM/dd/[$LATEST]<32 hex>}. */
  public String logStream() {
    return logStream;
  }

  /** Epoch milliseconds from which it may take another request. */
  public long freeAt() {
    return freeAt;
  }

  public int invocations() {
    return invocations;
  }

  /** Whether some attempt's request id leads here, so that the stream's function can be told. */
  public boolean proven() {
    return proven;
  }

  public void served(long freeAt, boolean linkedById) {
    this.freeAt = freeAt;
    this.invocations++;
    this.proven |= linkedById;
  }
}
