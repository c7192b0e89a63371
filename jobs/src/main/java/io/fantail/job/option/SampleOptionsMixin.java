package io.fantail.job.option;

import io.fantail.job.message.ExitCode;
import io.fantail.job.message.JobException;
import io.fantail.sample.SampleArchive;
import io.fantail.sample.options.ChildType;
import io.fantail.sample.options.LambdaLogFormat;
import io.fantail.sample.options.Layout;
import io.fantail.sample.options.SampleOptions;
import io.fantail.sample.truth.SampleTruth;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Takes the options that say how large a sample archive is, and of what shape. */
public final class SampleOptionsMixin {
  @Option(
      names = "--children",
      paramLabel = "N",
      defaultValue = "2000",
      description = "Child executions over the three Map Runs. Default: ${DEFAULT-VALUE}.")
  int children;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "The same seed writes the same bytes. Default: ${DEFAULT-VALUE}.")
  long seed;

  @Option(
      names = "--layout",
      defaultValue = "export",
      description =
          "How the archive was made: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
  Layout layout;

  @Option(
      names = "--lambda-logs",
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = "Lambda's log format: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
  LambdaLogFormat lambdaLogs;

  @Option(
      names = "--child-type",
      defaultValue = "standard",
      description =
          "Workflow type of the children: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
  ChildType childType;

  /**
   * Writes the sample archive and its truth.
   *
   * @throws JobException when the options allow no sample, or the folder cannot be written
   */
  public SampleTruth writeTo(Path folder) {
    try {
      SampleOptions options =
          SampleOptions.of(children, seed)
              .withLayout(layout)
              .withLambdaLogFormat(lambdaLogs)
              .withChildType(childType);
      return SampleArchive.write(options, folder);
    } catch (IllegalArgumentException impossible) {
      throw new JobException(ExitCode.USAGE, String.valueOf(impossible.getMessage()), impossible);
    } catch (IOException failure) {
      throw new JobException(
          ExitCode.FAILED,
          "The sample cannot be written to " + folder + ": " + failure.getMessage(),
          failure);
    }
  }
}
