package io.fantail.job.option;

import io.fantail.job.message.ExitCode;
import io.fantail.job.message.JobException;
import io.fantail.sample.SampleArchive;
import io.fantail.sample.options.ChildType;
import io.fantail.sample.options.FanOut;
import io.fantail.sample.options.LambdaLogFormat;
import io.fantail.sample.options.Layout;
import io.fantail.sample.options.Plant;
import io.fantail.sample.options.SampleOptions;
import io.fantail.sample.truth.SampleTruth;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Takes the options that say how large a sample archive is, and of what shape. */
public final class SampleOptionsMixin {
  @Option(
      names = "--children",
      paramLabel = "N",
      defaultValue = "2000",
      description = "Child executions over all Map Runs. Default: ${DEFAULT-VALUE}.")
  int children;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "The same seed writes the same bytes. Default: ${DEFAULT-VALUE}.")
  long seed;

  @Option(
      names = "--starts-at",
      paramLabel = "TIME",
      description = "When the first parent execution starts. Default: 2026-08-24T02:00:00Z.")
  Instant startsAt = SampleOptions.DEFAULT_STARTS_AT;

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

  @Option(
      names = "--map-runs",
      paramLabel = "N",
      description =
          "Map Runs of ProcessOrders that the children are divided over, within an hour, instead of three of three kinds."
              + " Default with --plant or --run-effect: "
              + FanOut.USUAL_MAP_RUNS
              + ".")
  @Nullable Integer mapRuns;

  @Option(
      names = "--run-effect",
      paramLabel = "SHARE",
      defaultValue = "0",
      description =
          "How much Map Runs differ: each one's durations are multiplied by exp(normal x SHARE). Default: ${DEFAULT-VALUE}.")
  double runEffect;

  @Option(
      names = "--plant",
      paramLabel = "CAUSE",
      split = ",",
      converter = PlantConverter.class,
      description =
          "What to plant, for truth.json to tell: ${COMPLETION-CANDIDATES}. May be given more than once.")
  List<Plant> plants = new ArrayList<>();

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
              .withChildType(childType)
              .withFanOut(fanOut())
              .withStartsAt(startsAt);
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

  private FanOut fanOut() {
    if (mapRuns == null && runEffect == 0 && plants.isEmpty()) {
      return FanOut.NONE;
    }
    int asked = mapRuns == null ? FanOut.USUAL_MAP_RUNS : mapRuns;
    return new FanOut(asked, runEffect, Set.copyOf(plants));
  }

  /** Reads the name of a plant as it is printed, with or without blanks around it. */
  static final class PlantConverter implements ITypeConverter<Plant> {
    @Override
    public Plant convert(String word) {
      for (Plant plant : Plant.values()) {
        if (plant.toString().equalsIgnoreCase(word.strip())) {
          return plant;
        }
      }
      throw new TypeConversionException(
          "'"
              + word.strip()
              + "' cannot be planted; what can is "
              + Arrays.toString(Plant.values()));
    }
  }
}
