package io.fantail.job.option;

import io.fantail.job.message.ExitCode;
import io.fantail.job.message.JobException;
import io.fantail.report.cost.Prices;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Takes the prices that costs are made of: all or none. */
public final class PriceOptions {
  @Option(
      names = "--price-per-transition",
      paramLabel = "PRICE",
      description =
          "What AWS charges for a state transition of a Standard workflow. With the other two prices, map_runs has"
              + " costs; without, they are null.")
  @Nullable Double perTransition;

  @Option(
      names = "--price-per-gb-second",
      paramLabel = "PRICE",
      description = "What AWS charges for a GB-second of Lambda.")
  @Nullable Double perGbSecond;

  @Option(
      names = "--price-per-request",
      paramLabel = "PRICE",
      description = "What AWS charges for a request of Lambda.")
  @Nullable Double perRequest;

  /**
   * Returns null where there are none.
   *
   * @throws JobException when some are missing, or are no prices
   */
  public @Nullable Prices prices() {
    Map<String, @Nullable Double> given = new LinkedHashMap<>();
    given.put("--price-per-transition", perTransition);
    given.put("--price-per-gb-second", perGbSecond);
    given.put("--price-per-request", perRequest);
    if (given.values().stream().allMatch(Objects::isNull)) {
      return null;
    }
    given.forEach(PriceOptions::check);
    return new Prices(
        Objects.requireNonNull(perTransition),
        Objects.requireNonNull(perGbSecond),
        Objects.requireNonNull(perRequest));
  }

  private static void check(String option, @Nullable Double price) {
    if (price == null) {
      throw new JobException(
          ExitCode.USAGE,
          "A cost takes all three prices, and " + option + " is missing; 0 leaves it out.");
    }
    if (!(price >= 0) || price.isInfinite()) {
      throw new JobException(ExitCode.USAGE, option + " is no price: " + price);
    }
  }
}
