package io.fantail.job.option;

import io.fantail.job.message.ExitCode;
import io.fantail.job.message.JobException;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Takes how reports are made. */
public final class ReportOptions {
  /** The children of a sample are held in memory, some kilobyte each. */
  private static final int MOST_SPANS = 1_000_000;

  @Mixin PriceOptions prices = new PriceOptions();

  @Option(
      names = "--sample-spans",
      paramLabel = "N",
      defaultValue = "" + ReportSettings.USUAL_SAMPLE_SPANS,
      description =
          "How many spans the children have together that trace_samples chooses of a Map Run. The slowest 20, the last"
              + " and some 50 others are chosen however few these are; 0 chooses none."
              + " Default: ${DEFAULT-VALUE}.")
  int sampleSpans;

  /**
   * What was asked for.
   *
   * @throws JobException when prices are missing, or numbers are none that can be
   */
  public ReportSettings settings() {
    if (sampleSpans < 0 || sampleSpans > MOST_SPANS) {
      throw new JobException(
          ExitCode.USAGE, "--sample-spans is not between 0 and " + MOST_SPANS + ": " + sampleSpans);
    }
    return new ReportSettings(prices.prices(), sampleSpans);
  }
}
