package io.fantail.job.output;

import io.fantail.job.session.ClusterDriver;
import io.fantail.job.session.Session;
import io.fantail.job.summary.Summary;
import io.fantail.job.summary.SummaryPrinter;
import java.io.PrintWriter;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * The summary of a command as a file of the lake, where the driver runs somewhere on a cluster and
 * what it prints lies in a log that is hard to find.
 */
public final class DriverReport {
  /** No table is called so, and none begins with a line. */
  private static final String FOLDER = "_runs";

  /** The names of the files are in the order of time. */
  private static final DateTimeFormatter STARTED =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  private DriverReport() {}

  /**
   * Writes it, on a cluster only: anywhere else whoever gave the command has what it printed.
   *
   * @param err where its address is said
   */
  public static void write(Summary summary, Session session, boolean asJson, PrintWriter err) {
    if (!ClusterDriver.isThisProgram()) {
      return;
    }
    String runId = session.run().id();
    String address =
        String.join(
            "/",
            session.lake().uri(),
            FOLDER,
            STARTED.format(session.run().startedAt()) + "-" + runId + (asJson ? ".json" : ".txt"));
    OutputFile.at(
            "the report",
            address,
            session.spark().sparkContext().hadoopConfiguration(),
            false,
            null)
        .write(
            runId,
            out -> {
              PrintWriter printed = new PrintWriter(out);
              SummaryPrinter.print(summary, printed, asJson);
              printed.flush();
            });
    err.println("Report: " + address);
  }
}
