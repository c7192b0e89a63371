package io.fantail.sample.model;

import io.fantail.sample.world.LambdaFunction;

/** One execution environment of a function: one log stream, one request at a time. */
public final class Sandbox {
  private final LambdaFunction function;
  private final int number;
  private final String logStream;
  private final double pace;
  private long freeAt;
  private int invocations;
  private boolean proven;

  /**
   * @param pace how many times as long everything takes in it; 1 in a healthy one
   */
  public Sandbox(LambdaFunction function, int number, String logStream, double pace) {
    this.function = function;
    this.number = number;
    this.logStream = logStream;
    this.pace = pace;
  }

  public LambdaFunction function() {
    return function;
  }

  /** Its place in the order of creation among the sandboxes of its function. */
  public int number() {
    return number;
  }

  /** {@code yyyy/MM/dd/[version]<32 hex>}. */
  public String logStream() {
    return logStream;
  }

  /** How many times as long everything takes in it. */
  public double pace() {
    return pace;
  }

  public boolean sick() {
    return pace > 1;
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
