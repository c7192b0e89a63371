package io.fantail.job.message;

/** Names what a command returns to whoever called it; a scheduler decides by it. */
public final class ExitCode {
  public static final int DONE = 0;
  public static final int FAILED = 1;

  /** The options cannot be followed, or the archive does not exist. */
  public static final int USAGE = 2;

  /** All was done, and what was found breaks a gate: {@code --fail-on}, {@code --rules}. */
  public static final int GATE_BROKEN = 3;

  /** Nothing is there to read, or nothing of the dates that were asked for. */
  public static final int NOTHING_MATCHED = 4;

  /** Another job holds the lake, or took it from this one. */
  public static final int LAKE_HELD = 5;

  private ExitCode() {}

  /** Says what one other than {@link #DONE} means, as the middle of a sentence. */
  public static String inWords(int exitCode) {
    return switch (exitCode) {
      case USAGE -> "the options cannot be followed, or the archive does not exist";
      case GATE_BROKEN -> "a gate is broken";
      case NOTHING_MATCHED -> "there is nothing to read";
      case LAKE_HELD -> "another job holds the lake";
      default -> "it failed";
    };
  }
}
