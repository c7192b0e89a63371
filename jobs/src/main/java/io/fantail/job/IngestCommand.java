package io.fantail.job;

import io.fantail.job.option.ArchiveOptions;
import io.fantail.job.option.LakeOptions;
import io.fantail.job.option.OutputOptions;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The first step of the main job. */
@Command(
    name = "ingest",
    description = "Reads the archive into events, lambda_invocations and rejects.")
final class IngestCommand implements Callable<Integer> {
  @Spec CommandSpec spec;
  @Mixin ArchiveOptions archiveOptions;
  @Mixin LakeOptions lakeOptions;
  @Mixin OutputOptions outputOptions;

  private final Clock clock;

  IngestCommand(Clock clock) {
    this.clock = clock;
  }

  @Override
  public Integer call() {
    return new MainJob(clock, spec.commandLine())
        .ingest(archiveOptions, lakeOptions, outputOptions);
  }
}
