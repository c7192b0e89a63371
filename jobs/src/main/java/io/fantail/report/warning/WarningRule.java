package io.fantail.report.warning;

import io.fantail.event.ExecutionArn;
import io.fantail.span.MapRun;
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
  static @Nullable Warning of(WarningSum sum) {
    Occurrence worst = sum.worst();
    return switch (sum.key().kind()) {
      case EVENT_COUNT ->
          nearLimit(
              sum,
              "Histories of %s come near the 25,000 events at which AWS fails an execution: %d did,"
                  + " the longest with %,.0f.",
              sum.key().stateMachineName(),
              sum.count(),
              worst.figure());
      case MEMORY ->
          nearLimit(
              sum,
              "%s has %,.0f MB and took %,.0f: over 90 %% in %d of its invocations.",
              nameOf(sum),
              worst.limit(),
              worst.figure(),
              sum.count());
      case TOLERANCE ->
          nearLimit(
              sum,
              "%s survives %,.0f failed items and had %,.0f: %d of its Map Runs used up 80 %% and"
                  + " more.",
              nameOf(sum),
              worst.limit(),
              worst.figure(),
              sum.count());
      case PAYLOAD ->
          nearLimit(
              sum,
              "%s was given or returned %,.0f of the %,.0f bytes that a state may pass on, and over"
                  + " 80 %% of them %d x: let it write to S3 and pass on the key.",
              payloadOf(sum),
              worst.figure(),
              worst.limit(),
              sum.count());
      case DATA_LIMIT -> dataLimit(sum);
      case FUNCTION_TIMEOUT -> nearTimeout(sum, "invocations");
      case STATE_TIMEOUT -> nearTimeout(sum, "attempts");
      case EXECUTION_TIMEOUT -> nearTimeout(sum, "executions");
      case HEARTBEAT -> nearHeartbeat(sum);
      case SAME_ITEM -> sameItem(sum);
      case RETRIES_IN_VAIN -> retries(sum);
    };
  }

  /** The size of what AWS refused no history tells; but what the state was given may be large. */
  private static Warning dataLimit(WarningSum sum) {
    double given = sum.worst().figure();
    return warning(
        sum,
        sum.count(),
        given > 0 ? (Double) given : null,
        sum.worst().limit(),
        "%s was given or returned more than the 256 KiB that a state may pass on, and failed"
            + " %d x%s: let it write to S3 and pass on the key.",
        nameOf(sum),
        sum.count(),
        given > 0 ? String.format(Locale.ROOT, ", with %,.0f bytes at hand", given) : "");
  }

  private static String payloadOf(WarningSum sum) {
    String state = sum.key().name();
    return state == null ? sum.key().stateMachineName() : state;
  }

  private static @Nullable Warning sameItem(WarningSum sum) {
    ItemsGivenTwice.Found found = sum.sameItems();
    if (found == null) {
      return null;
    }
    WarningKey key = sum.key();
    String label = MapRun.nameOf(String.valueOf(key.name()));
    return new Warning(
        new WarningKey(
            key.day(), key.kind(), key.stateMachineName(), key.isDistributedMapChild(), label),
        found.items(),
        (double) found.mostChildren(),
        null,
        found.executionArns().get(0),
        String.format(
            Locale.ROOT,
            "%s gave the same items to several of its children %,d x, such as to %s and to %s: what"
                + " these do is done more than once.",
            label,
            found.items(),
            nameOf(found.executionArns().get(0)),
            nameOf(found.executionArns().get(1))));
  }

  private static String nameOf(String executionArn) {
    ExecutionArn parts = ExecutionArn.parse(executionArn);
    return parts == null ? executionArn : parts.name();
  }

  private static Warning nearLimit(WarningSum sum, String sentence, Object... figures) {
    Occurrence worst = sum.worst();
    return warning(sum, sum.count(), worst.figure(), worst.limit(), sentence, figures);
  }

  /**
   * A time-out is known from what ran into it. What took longer and ended well had another one,
   * before or after a deployment: then none is known.
   */
  private static @Nullable Warning nearTimeout(WarningSum sum, String what) {
    if (sum.near() > 0) {
      return nearTimeout(sum, what, sum.near(), sum.worst().limit());
    }
    double limit = sum.limit();
    double longest = sum.worst().figure();
    if (limit == 0 || longest < NEAR_TIMEOUT * limit || longest > limit) {
      return null;
    }
    long near = Math.max(1, sum.durationsOf(millis -> millis >= NEAR_TIMEOUT * limit));
    return nearTimeout(sum, what, near, limit);
  }

  private static Warning nearTimeout(WarningSum sum, String what, long near, double limit) {
    double longest = sum.worst().figure();
    return warning(
        sum,
        near,
        longest,
        limit,
        "%s has %,.0f s and took %,.1f: %d of its %s ended in the last fifth of the time-out, %d"
            + " ran into it.",
        timedOf(sum),
        limit / MILLIS_PER_SECOND,
        longest / MILLIS_PER_SECOND,
        near,
        what,
        sum.count());
  }

  private static String timedOf(WarningSum sum) {
    WarningKey key = sum.key();
    if (key.kind() != WarningKind.EXECUTION_TIMEOUT) {
      return nameOf(sum);
    }
    return key.isDistributedMapChild()
        ? "A child of " + key.stateMachineName()
        : key.stateMachineName();
  }

  /** Heartbeats leave no event; but who takes longer than one lasts must give some. */
  private static @Nullable Warning nearHeartbeat(WarningSum sum) {
    return sum.near() == 0 || sum.refuted() > 0
        ? null
        : warning(
            sum,
            sum.near(),
            sum.worst().figure(),
            sum.worst().limit(),
            "%s must give a sign every %,.0f s and took %,.1f: %d of its attempts ended in the last"
                + " fifth before the first was due, %d came too late.",
            nameOf(sum),
            sum.worst().limit() / MILLIS_PER_SECOND,
            sum.worst().figure() / MILLIS_PER_SECOND,
            sum.near(),
            sum.count());
  }

  private static @Nullable Warning retries(WarningSum sum) {
    return sum.count() < FEWEST_RETRIED || sum.refuted() > 0
        ? null
        : warning(
            sum,
            sum.count(),
            sum.worst().figure(),
            null,
            "%s was retried %d times, up to attempt %.0f, and failed each time in the end: the"
                + " retries only took time.",
            nameOf(sum),
            sum.count(),
            sum.worst().figure());
  }

  private static String nameOf(WarningSum sum) {
    String name = sum.key().name();
    return name == null ? "what nothing names" : name;
  }

  @SuppressWarnings("AnnotateFormatMethod") // the sentences stand above
  private static Warning warning(
      WarningSum sum,
      long count,
      @Nullable Double figure,
      @Nullable Double limit,
      String sentence,
      Object... figures) {
    return new Warning(
        sum.key(),
        count,
        figure,
        limit,
        sum.worst().executionArn(),
        String.format(Locale.ROOT, sentence, figures));
  }
}
