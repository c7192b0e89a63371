package io.fantail.job.option;

import io.fantail.job.message.ExitCode;
import io.fantail.job.message.JobException;
import io.fantail.report.cost.Prices;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Takes the prices that costs are made of: all or none. */
public final class PriceOptions {
  private static final String PER_TRANSITION = "--price-per-transition";
  private static final String PER_GB_SECOND = "--price-per-gb-second";
  private static final String PER_REQUEST = "--price-per-request";

  @Option(
      names = PER_TRANSITION,
      paramLabel = "PRICE",
      description =
          "What AWS charges for a state transition of a Standard workflow. With the other two prices, map_runs has"
              + " costs; without, they are null.")
  @Nullable Double perTransition;

  @Option(
      names = PER_GB_SECOND,
      paramLabel = "PRICE",
      description = "What AWS charges for a GB-second of Lambda.")
  @Nullable Double perGbSecond;

  @Option(
      names = PER_REQUEST,
      paramLabel = "PRICE",
      description = "What AWS charges for a request of Lambda.")
  @Nullable Double perRequest;

  /**
   * Returns null where there are none.
   *
   * @throws JobException when some are missing, or are no prices
   */
  public @Nullable Prices prices() {
    boolean areGiven =
        new AllOrNone()
            .with(PER_TRANSITION, perTransition)
            .with(PER_GB_SECOND, perGbSecond)
            .with(PER_REQUEST, perRequest)
            .areGiven(
                (given, missing) ->
                    "A cost takes all three prices, and "
                        + missing
                        + " is missing; 0 leaves it out.");
    return areGiven
        ? new Prices(
            checked(PER_TRANSITION, Objects.requireNonNull(perTransition)),
            checked(PER_GB_SECOND, Objects.requireNonNull(perGbSecond)),
            checked(PER_REQUEST, Objects.requireNonNull(perRequest)))
        : null;
  }

  private static double checked(String option, double price) {
    if (!(price >= 0) || Double.isInfinite(price)) {
      throw new JobException(ExitCode.USAGE, option + " is no price: " + price);
    }
    return price;
  }
}
