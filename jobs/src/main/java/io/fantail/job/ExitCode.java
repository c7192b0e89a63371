package io.fantail.job;

/** What a command returns to whoever called it; a scheduler decides by it. */
final class ExitCode {
  static final int DONE = 0;
  static final int FAILED = 1;
  static final int USAGE = 2;
  static final int GATE_BROKEN = 3;
  static final int NOTHING_MATCHED = 4;

  private ExitCode() {}
}
