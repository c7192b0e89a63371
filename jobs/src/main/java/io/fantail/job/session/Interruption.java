package io.fantail.job.session;

import io.fantail.job.message.WritingCommands;
import java.io.PrintWriter;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.hadoop.service.launcher.IrqHandler;
import org.apache.spark.sql.SparkSession;
import scala.Option;

/**
 * Ends the program when somebody stops it, by Ctrl-C or as a scheduler does, and says in one line
 * what that leaves.
 */
public final class Interruption {
  /** A shell reports of a program that a signal ended 128 and the number of the signal. */
  public static final int BY_CTRL_C = 130;

  static final int BY_SCHEDULER = 143;

  /** Once this is true, whatever fails does so because of it, and need not be told. */
  private static final AtomicBoolean STOPPED = new AtomicBoolean();

  private Interruption() {}

  /** Watches the whole program from now on. */
  public static void watch(PrintWriter err, String command) {
    watch(IrqHandler.CONTROL_C, BY_CTRL_C, err, command);
    watch(IrqHandler.SIGTERM, BY_SCHEDULER, err, command);
  }

  private static void watch(String signal, int exitCode, PrintWriter err, String command) {
    new IrqHandler(
            signal,
            interrupt -> {
              if (STOPPED.compareAndSet(false, true)) {
                err.println(message(command));
                silenceSpark();
                System.exit(exitCode);
              } else {
                // Whoever asks twice does not want to wait for what Spark tidies up.
                Runtime.getRuntime().halt(exitCode);
              }
            })
        .bind();
  }

  /** Whether somebody has stopped the program. */
  public static boolean happened() {
    return STOPPED.get();
  }

  /** Says what a stopped command leaves. */
  public static String message(String command) {
    if (WritingCommands.NAMES.contains(command)) {
      return "Stopped. " + WritingCommands.SAFE + " Run the same command again.";
    }
    return command.equals("sample")
        ? "Stopped. The sample is not complete: run the same command again."
        : "Stopped. Nothing was changed.";
  }

  /** Keeps Spark from complaining of every task that ends with it. */
  private static void silenceSpark() {
    Option<SparkSession> session = SparkSession.getDefaultSession();
    if (session.isDefined()) {
      session.get().sparkContext().setLogLevel("OFF");
    }
  }
}
