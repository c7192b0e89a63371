package io.fantail.job;

import io.fantail.job.message.ExitCode;
import io.fantail.job.message.JobException;
import io.fantail.job.option.ArchiveOptions;
import io.fantail.job.option.LakeOptions;
import io.fantail.job.option.OutputOptions;
import io.fantail.job.option.SampleOptionsMixin;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows on a sample what the main job does. */
@Command(
    name = "demo",
    description =
        "Writes a sample archive, runs the main job on it, prints the report and where everything is.")
final class DemoCommand implements Callable<Integer> {
  @Spec CommandSpec spec;
  @Mixin SampleOptionsMixin sample;
  @Mixin OutputOptions outputOptions;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "fantail-demo",
      description =
          "Where archive and tables go; a former demo there is replaced. Default: ${DEFAULT-VALUE}.")
  Path out;

  private final Clock clock;

  DemoCommand(Clock clock) {
    this.clock = clock;
  }

  @Override
  public Integer call() {
    PrintWriter err = spec.commandLine().getErr();
    removeFormerDemo();
    err.println("Writing a sample archive to " + out.resolve("archive"));
    sample.writeTo(out);
    ArchiveOptions archive = new ArchiveOptions();
    archive.archives = List.of(out.resolve("archive").toString());
    archive.payloadLimit = 4096;
    LakeOptions lake = new LakeOptions();
    lake.lake = out.resolve("lake").toString();
    lake.lookbackDays = 1;
    int exitCode = new MainJob(clock, spec.commandLine()).run("demo", archive, lake, outputOptions);
    if (!outputOptions.json) {
      PrintWriter print = spec.commandLine().getOut();
      print.println();
      print.println("The archive:      " + out.resolve("archive"));
      print.println("What is true:     " + out.resolve("truth.json"));
      print.println(
          "Ask it something: jobs/fantail query --lake "
              + out.resolve("lake")
              + " \"SELECT name, is_distributed_map_child, count, p50_ms, p99_ms FROM latency"
              + " WHERE kind = 'state' ORDER BY p99_ms DESC\"");
    }
    return exitCode;
  }

  /** Only what a demo has written: a folder without its truth is someone else's. */
  private void removeFormerDemo() {
    Path truth = out.resolve("truth.json");
    if (!Files.exists(truth)) {
      return;
    }
    try {
      removeTree(out.resolve("archive"));
      removeTree(out.resolve("lake"));
      Files.delete(truth);
    } catch (IOException | UncheckedIOException failure) {
      throw new JobException(
          ExitCode.FAILED,
          "The former demo in " + out + " cannot be removed: " + failure.getMessage(),
          failure);
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
