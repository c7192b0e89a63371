package io.fantail.job;

import io.fantail.job.item.ItemFormat;
import io.fantail.job.item.ItemReport;
import io.fantail.job.item.ItemsOfRun;
import io.fantail.job.item.RunAgain;
import io.fantail.job.message.ExitCode;
import io.fantail.job.message.JobException;
import io.fantail.job.option.LakeAddress;
import io.fantail.job.output.OutputFile;
import io.fantail.job.session.InterpretedPlans;
import io.fantail.job.session.Session;
import io.fantail.table.Tables;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Writes what has to run again. */
@Command(
    name = "failed-items",
    description =
        "Writes the items of a Map Run's children that failed, timed out, were aborted or never ran into a file that an"
            + " ItemReader takes, and says how AWS runs them again.")
final class FailedItemsCommand extends LakeCommand {
  /** So many are read sooner than code for their queries is compiled. */
  private static final long FEW_ITEMS = 50_000;

  @Mixin LakeAddress lakeAddress;

  @Option(
      names = "--map-run",
      required = true,
      paramLabel = "ARN",
      description =
          "The Map Run: its ARN, its id or the beginning of it, or its label, where no other is called so.")
  String mapRun;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "The file to write: in a folder, s3://bucket/key, hdfs://...")
  String out;

  @Option(
      names = "--format",
      defaultValue = "jsonl",
      description =
          "How the file has the items: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
  ItemFormat format;

  @Option(
      names = "--force",
      arity = "0..1",
      fallbackValue = "true",
      description = "Replace the file if it exists.")
  boolean force;

  @Override
  public Integer call() {
    try (Session session = open(lakeAddress.lake)) {
      session.checkQueryable();
      OutputFile file =
          OutputFile.at(
              "--out", out, session.spark().sparkContext().hadoopConfiguration(), force, null);
      ItemReport report = writeTo(file, session);
      print(report);
      if (report.counts().known() == 0) {
        throw new JobException(
            ExitCode.NOTHING_MATCHED, "No file was written: the content of no item is known.");
      }
      return ExitCode.DONE;
    }
  }

  private ItemReport writeTo(OutputFile file, Session session) {
    InterpretedPlans interpreted = InterpretedPlans.in(session.spark());
    try {
      if (session.lake().count(Tables.FAILED_ITEMS) > FEW_ITEMS) {
        interpreted.end();
      }
      ItemsOfRun items = ItemsOfRun.find(session.lake(), mapRun);
      ItemReport report =
          new ItemReport(
              lakeAddress.lake,
              out,
              items.mapRunArn(),
              items.counts(),
              RunAgain.of(session.lake(), items.mapRunArn()),
              session.clock().instant());
      if (report.counts().known() > 0) {
        file.write(session.run().id(), writer -> items.writeTo(writer, format));
      }
      return report;
    } finally {
      interpreted.end();
    }
  }

  private void print(ItemReport report) {
    PrintWriter print = spec.commandLine().getOut();
    if (outputOptions.json) {
      print.println(report.json());
    } else {
      report.lines().forEach(print::println);
    }
  }
}
