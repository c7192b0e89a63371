package io.fantail.sample.options;

import java.util.Locale;

/**
 * A cause that a sample can hold, so that what a report concludes can be compared with the truth.
 */
public enum Plant {
  /** One sandbox takes four times as long for whatever it runs. */
  SICK_SANDBOX("log_stream", 4, 0),
  /** One of two versions, which serves three children in ten of every Map Run, is slower. */
  SLOW_VERSION("function_version", 1.75, 0),
  /** Three children in a hundred wait for a new sandbox, whose init takes a second longer. */
  COLD_STARTS("cold_start", 1, 1_000),
  /** Within one minute of one Map Run children are throttled twice, and retried with backoff. */
  THROTTLE_BURST("throttle", 1, 3_000),
  /** Five items in a hundred have ten times the bytes, and take ten times as long. */
  LARGE_ITEMS("item_bytes", 10, 0),
  /** One Map Run takes four times as long for whatever it runs. */
  SLOW_RUN("map_run", 4, 0),
  /**
   * Children of a second Map fail in {@code error_families} ways, each failure with its own ids.
   */
  ERROR_FAMILIES("error", 1, 0);

  private final String factor;
  private final double times;
  private final int addedMillis;

  Plant(String factor, double times, int addedMillis) {
    this.factor = factor;
    this.times = times;
    this.addedMillis = addedMillis;
  }

  /** What the table {@code tail_factors} calls it. */
  public String factor() {
    return factor;
  }

  /** How many times as long a function runs. */
  public double times() {
    return times;
  }

  /** About how many milliseconds are added to a child. */
  public int addedMillis() {
    return addedMillis;
  }

  /** Its name as it is asked for: {@code sick-sandbox}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
