package io.fantail.job.message;

/** Names what a command returns to whoever called it; a scheduler decides by it. */
public final class ExitCode {
  public static final int DONE = 0;
  public static final int FAILED = 1;
  public static final int USAGE = 2;
  public static final int NOTHING_MATCHED = 4;

  private ExitCode() {}
}
