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
    Occurrence worst = part.worst();
    return switch (part.key().kind()) {
      case EVENT_COUNT ->
          nearLimit(
              part,
              "Histories of %s come near the 25,000 events at which AWS fails an execution: %d did,"
                  + " the longest with %,.0f.",
              part.key().stateMachineName(),
              part.count(),
              worst.figure());
      case MEMORY ->
          nearLimit(
              part,
              "%s has %,.0f MB and took %,.0f: over 90 %% in %d of its invocations.",
              nameOf(part),
              worst.limit(),
              worst.figure(),
              part.count());
      case TOLERANCE ->
          nearLimit(
              part,
              "%s survives %,.0f failed items and had %,.0f: %d of its Map Runs used up 80 %% and"
                  + " more.",
              nameOf(part),
              worst.limit(),
              worst.figure(),
              part.count());
      case DATA_LIMIT ->
          warning(
              part,
              part.count(),
              null,
              worst.limit(),
              "%s was given or returned more than the 256 KiB that a state may pass on, and failed"
                  + " %d x: let it write to S3 and pass on the key.",
              nameOf(part),
              part.count());
      case FUNCTION_TIMEOUT -> nearTimeout(part, "invocations");
      case STATE_TIMEOUT -> nearTimeout(part, "attempts");
      case RETRIES_IN_VAIN -> retries(part);
    };
  }

  private static Warning nearLimit(WarningPart part, String sentence, Object... figures) {
    Occurrence worst = part.worst();
    return warning(part, part.count(), worst.figure(), worst.limit(), sentence, figures);
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
        "%s has %,.0f s and took %,.1f: %d of its %s ended in the last fifth of the time-out, %d"
            + " ran into it.",
        nameOf(part),
        limit / MILLIS_PER_SECOND,
        longest / MILLIS_PER_SECOND,
        near,
        what,
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
