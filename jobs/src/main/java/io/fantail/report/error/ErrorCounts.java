package io.fantail.report.error;

import io.fantail.shape.Fields;
import io.fantail.shape.RecordTable;
import io.fantail.shape.Shape;
import java.time.Instant;
import java.util.List;

/**
 * How often failures of one kind occurred: a row of the table {@code errors}, or what one task
 * counted of it.
 *
 * @param attempts how often it began
 * @param executions how many it occurred in
 * @param terminal how many of these it ended
 * @param sample the first occurrence
 */
public record ErrorCounts(
    ErrorKey key,
    long attempts,
    long executions,
    long terminal,
    Instant lastSeen,
    ErrorSample sample) {
  public static final RecordTable<ErrorCounts> TABLE =
      RecordTable.report(
          "errors",
          "A day of one failure: where it began, how often, and whether it ended executions.",
          Shape.writtenOnly(ErrorCounts::columns),
          "The UTC day on which the execution started.");

  public static ErrorCounts shape(Fields<ErrorCounts> fields) {
    return new ErrorCounts(
        fields.record(ErrorCounts::key, ErrorKey::shape),
        fields.whole(ErrorCounts::attempts),
        fields.whole(ErrorCounts::executions),
        fields.whole(ErrorCounts::terminal),
        fields.time(ErrorCounts::lastSeen),
        fields.record(ErrorCounts::sample, ErrorSample::shape));
  }

  /** What several tasks counted under one key. */
  public static ErrorCounts sumOf(List<ErrorCounts> parts) {
    return parts.stream().reduce(ErrorCounts::and).orElseThrow();
  }

  /** The same under a key that tells less. */
  ErrorCounts of(ErrorKey wider) {
    return new ErrorCounts(wider, attempts, executions, terminal, lastSeen, sample);
  }

  /** Takes along what was counted of other executions. */
  ErrorCounts and(ErrorCounts others) {
    return new ErrorCounts(
        key,
        attempts + others.attempts,
        executions + others.executions,
        terminal + others.terminal,
        lastSeen.isBefore(others.lastSeen) ? others.lastSeen : lastSeen,
        sample.orEarlier(others.sample));
  }

  /** Takes along another occurrence in the same execution. */
  ErrorCounts andInSameExecution(ErrorCounts other) {
    ErrorCounts both = and(other);
    return new ErrorCounts(
        key, both.attempts, 1, Math.max(terminal, other.terminal), both.lastSeen, both.sample);
  }

  /** How many executions it did not end. */
  public long recovered() {
    return executions - terminal;
  }

  private static void columns(Fields<ErrorCounts> fields) {
    fields.record(ErrorCounts::key, Shape.writtenOnly(ErrorKey::columns));
    fields.whole(
        "attempts",
        "How often it began: each attempt, or what else failed by itself, counts once.",
        ErrorCounts::attempts);
    fields.whole("executions", "How many executions it occurred in.", ErrorCounts::executions);
    fields.whole("terminal", "How many of these executions it ended.", ErrorCounts::terminal);
    fields.whole(
        "recovered",
        "How many of them it did not end: retried, caught, or without consequence.",
        ErrorCounts::recovered);
    fields.time("first_seen", "When it first occurred.", one -> one.sample.seenAt());
    fields.time("last_seen", "When it last occurred.", ErrorCounts::lastSeen);
    fields.record(ErrorCounts::sample, Shape.writtenOnly(ErrorSample::columns));
  }
}
