package io.fantail.job;

/** Ends a command with a message for a person: what happened, why, what to do. */
final class JobException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int exitCode;

  JobException(int exitCode, String message) {
    super(message);
    this.exitCode = exitCode;
  }

  JobException(int exitCode, String message, Throwable cause) {
    super(message, cause);
    this.exitCode = exitCode;
  }

  int exitCode() {
    return exitCode;
  }
}
