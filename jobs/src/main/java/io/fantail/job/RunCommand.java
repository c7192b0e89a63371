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

/** The main job. */
@Command(
    name = "run",
    description =
        "The main job: reads the archive, rebuilds the traces, writes tables and reports.")
final class RunCommand implements Callable<Integer> {
  @Spec CommandSpec spec;
  @Mixin ArchiveOptions archiveOptions;
  @Mixin LakeOptions lakeOptions;
  @Mixin OutputOptions outputOptions;

  private final Clock clock;

  RunCommand(Clock clock) {
    this.clock = clock;
  }

  @Override
  public Integer call() {
    MainJob job = new MainJob(clock, spec.commandLine());
    return job.run("run", archiveOptions, lakeOptions, outputOptions);
  }
}
