package io.fantail.job.message;

/** Ends a command with a message for a person: what happened, why, what to do. */
public final class JobException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int exitCode;

  /**
   * @param exitCode of {@link ExitCode}
   * @param message whole sentences, printed as they are
   */
  public JobException(int exitCode, String message) {
    super(message);
    this.exitCode = exitCode;
  }

  public JobException(int exitCode, String message, Throwable cause) {
    super(message, cause);
    this.exitCode = exitCode;
  }

  public int exitCode() {
    return exitCode;
  }
}
