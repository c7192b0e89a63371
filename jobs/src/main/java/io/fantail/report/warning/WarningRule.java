package io.fantail.report.warning;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Says of what was counted under one key whether it is worth a warning, and in which words. */
final class WarningRule {
  private static final double NEAR_TIMEOUT = 0.8;

  /** Fewer retried states may have failed by chance. */
  private static final int FEWEST_RETRIED = 5;

  private static final double MILLIS_PER_SECOND = 1_000;

  private WarningRule() {}

  /** Null where there is nothing to warn of. */
  static @Nullable Warning of(WarningPart part) {
    return switch (part.key().kind()) {
      case EVENT_COUNT ->
          nearLimit(
              part,
              "%d executions of %s have a history near the 25,000 events at which AWS fails an"
                  + " execution: the longest has %,.0f.",
              part.key().stateMachineName());
      case MEMORY ->
          nearLimit(
              part,
              "%d invocations of %s took over 90 %% of the function's memory: at most %,.0f MB.",
              nameOf(part));
      case DATA_LIMIT ->
          warning(
              part,
              part.count(),
              null,
              part.worst().limit(),
              "%d times %s was given or returned more than the 256 KiB that a state may pass on:"
                  + " let it write to S3 and pass on the key.",
              part.count(),
              nameOf(part));
      case FUNCTION_TIMEOUT -> nearTimeout(part, "invocations");
      case STATE_TIMEOUT -> nearTimeout(part, "attempts");
      case TOLERANCE ->
          nearLimit(
              part,
              "%d Map Runs of %s used up 80 %% and more of the failed items that they survive: the"
                  + " worst had %,.0f.",
              nameOf(part));
      case RETRIES_IN_VAIN -> retries(part);
    };
  }

  private static Warning nearLimit(WarningPart part, String sentence, String of) {
    Occurrence worst = part.worst();
    return warning(
        part,
        part.count(),
        worst.figure(),
        worst.limit(),
        sentence,
        part.count(),
        of,
        worst.figure());
  }

  /**
   * A time-out is known from what ran into it. What took longer and ended well had another one,
   * before or after a deployment: then none is known.
   */
  private static @Nullable Warning nearTimeout(WarningPart part, String what) {
    double limit = part.limit();
    double longest = part.worst().figure();
    if (limit == 0 || longest < NEAR_TIMEOUT * limit || longest > limit) {
      return null;
    }
    long near = Math.max(1, part.durationsOf(millis -> millis >= NEAR_TIMEOUT * limit));
    return warning(
        part,
        near,
        longest,
        limit,
        "%d %s of %s ended in the last fifth of the time-out of %,.0f s, the latest after %,.1f s;"
            + " %d ran into it.",
        near,
        what,
        nameOf(part),
        limit / MILLIS_PER_SECOND,
        longest / MILLIS_PER_SECOND,
        part.count());
  }

  private static @Nullable Warning retries(WarningPart part) {
    return part.count() < FEWEST_RETRIED || part.refuted() > 0
        ? null
        : warning(
            part,
            part.count(),
            part.worst().figure(),
            null,
            "%s was retried %d times, up to attempt %.0f, and failed each time in the end: the"
                + " retries only took time.",
            nameOf(part),
            part.count(),
            part.worst().figure());
  }

  private static String nameOf(WarningPart part) {
    String name = part.key().name();
    return name == null ? "what nothing names" : name;
  }

  @SuppressWarnings("AnnotateFormatMethod") // the sentences stand above
  private static Warning warning(
      WarningPart part,
      long count,
      @Nullable Double figure,
      @Nullable Double limit,
      String sentence,
      Object... figures) {
    return new Warning(
        part.key(),
        count,
        figure,
        limit,
        part.worst().executionArn(),
        String.format(Locale.ROOT, sentence, figures));
  }
}
