package io.fantail.job;

import io.fantail.job.message.ExitCode;
import io.fantail.job.option.OutputOptions;
import io.fantail.job.option.SampleOptionsMixin;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Writes a sample archive. */
@Command(
    name = "sample",
    description =
        "Writes a realistic archive of a given size to DIR/archive, and what is true of it to DIR/truth.json.")
final class SampleCommand implements Callable<Integer> {
  @Spec CommandSpec spec;
  @Mixin SampleOptionsMixin sample;
  @Mixin OutputOptions outputOptions;

  @Option(names = "--out", required = true, paramLabel = "DIR", description = "Where to write.")
  Path out;

  @Override
  public Integer call() {
    sample.writeTo(out);
    spec.commandLine().getOut().println("Archive: " + out.resolve("archive"));
    spec.commandLine().getOut().println("Truth:   " + out.resolve("truth.json"));
    return ExitCode.DONE;
  }
}
