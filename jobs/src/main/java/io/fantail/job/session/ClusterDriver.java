package io.fantail.job.session;

import io.fantail.job.message.ExitCode;

/**
 * Knows whether this program is a driver that a cluster has started, as {@code --deploy-mode
 * cluster} asks for: then nobody sees what it prints, and nobody gets its exit code.
 */
public final class ClusterDriver {
  private static final String DEPLOY_MODE = "spark.submit.deployMode";

  private ClusterDriver() {}

  public static boolean isThisProgram() {
    return "cluster".equals(System.getProperty(DEPLOY_MODE));
  }

  /**
   * Ends the program. YARN knows a driver that leaves by {@code System.exit} as one that was cut
   * short; of one that throws it hands on the words to whoever submitted it.
   *
   * @param exitCode other than {@link ExitCode#DONE}
   */
  public static void end(int exitCode) {
    if (isThisProgram()) {
      throw new Failure(
          "Exit code %d: %s. Why is said in the driver's log, the stderr of its container."
              .formatted(exitCode, ExitCode.inWords(exitCode)));
    }
    System.exit(exitCode);
  }

  /** The end of a driver that did not do what it was asked for. */
  public static final class Failure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Failure(String message) {
      super(message);
    }
  }
}
