package io.fantail.job;

import io.fantail.job.message.ExitCode;
import io.fantail.job.message.JobException;
import io.fantail.job.option.ArchiveOptions;
import io.fantail.job.option.LakeOptions;
import io.fantail.job.option.ReadRequest;
import io.fantail.job.option.ReportSettings;
import io.fantail.job.option.SampleOptionsMixin;
import io.fantail.job.session.BeforeSpark;
import io.fantail.job.session.Session;
import io.fantail.job.step.ListingStep;
import io.fantail.table.lease.LeaseLog;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows on a sample what the main job does. */
@Command(
    name = "demo",
    description =
        "Writes a sample archive, runs the main job on it, prints the report and where everything is.")
final class DemoCommand extends LakeCommand {
  @Mixin SampleOptionsMixin sample;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "fantail-demo",
      description =
          "Where archive and tables go; a former demo there is replaced. Default: ${DEFAULT-VALUE}.")
  Path out;

  @Override
  public Integer call() {
    PrintWriter err = spec.commandLine().getErr();
    String lake = out.resolve("lake").toString();
    try (BeforeSpark before = beforeSpark(lake);
        Session session = before.start()) {
      session.hold(List.of(), Duration.ZERO, false);
      removeFormerDemo();
      err.println("Writing a sample archive to " + out.resolve("archive"));
      sample.writeTo(out);
      ReadRequest request =
          CommandLine.populateCommand(
                  new ArchiveOptions(), "--archive", out.resolve("archive").toString())
              .request(CommandLine.populateCommand(new LakeOptions(), "--lake", lake));
      ListingStep listing = new ListingStep(before, request, true);
      listing.look();
      print(new MainJob(session, ReportSettings.USUAL).run(request, listing.take()), session);
    }
    if (!outputOptions.json) {
      PrintWriter print = spec.commandLine().getOut();
      print.println();
      print.println("The archive:      " + out.resolve("archive"));
      print.println("What is true:     " + out.resolve("truth.json"));
      print.println(
          "Ask it something: jobs/fantail query --lake "
              + lake
              + " \"SELECT name, is_distributed_map_child, count, p50_ms, p99_ms FROM latency"
              + " WHERE kind = 'state' ORDER BY p99_ms DESC\"");
    }
    return ExitCode.DONE;
  }

  /** Removes only what a demo has written: a folder without its truth is someone else's. */
  private void removeFormerDemo() {
    Path truth = out.resolve("truth.json");
    if (!Files.exists(truth)) {
      return;
    }
    try {
      removeTree(out.resolve("archive"));
      removeTables(out.resolve("lake"));
      Files.delete(truth);
    } catch (IOException | UncheckedIOException failure) {
      throw new JobException(
          ExitCode.FAILED,
          "The former demo in " + out + " cannot be removed: " + failure.getMessage(),
          failure);
    }
  }

  /** All but the lease, which this demo holds. */
  private static void removeTables(Path lake) throws IOException {
    try (Stream<Path> folders = Files.list(lake)) {
      for (Path folder : folders.filter(path -> !path.endsWith(LeaseLog.FOLDER)).toList()) {
        removeTree(folder);
      }
    }
  }

  private static void removeTree(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
