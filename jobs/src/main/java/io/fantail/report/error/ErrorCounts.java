package io.fantail.report.error;

import io.fantail.event.failure.MessageTemplate;
import io.fantail.shape.FieldType;
import io.fantail.shape.Fields;
import io.fantail.shape.RecordTable;
import io.fantail.shape.Shape;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How often failures of one kind occurred: a row of the table {@code errors}, or what one task
 * counted of it.
 *
 * @param attempts how often it began
 * @param retried how many of these were followed by another try
 * @param caught how many of these were caught
 * @param executions how many it occurred in
 * @param terminal how many of these it ended
 * @param sample the first occurrence
 * @param examples the first occurrences in five executions
 */
public record ErrorCounts(
    ErrorKey key,
    long attempts,
    long retried,
    long caught,
    long executions,
    long terminal,
    Instant lastSeen,
    ErrorSample sample,
    List<ErrorExample> examples) {
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
        fields.whole(ErrorCounts::retried),
        fields.whole(ErrorCounts::caught),
        fields.whole(ErrorCounts::executions),
        fields.whole(ErrorCounts::terminal),
        fields.time(ErrorCounts::lastSeen),
        fields.record(ErrorCounts::sample, ErrorSample::shape),
        fields.list(ErrorCounts::examples, ErrorExample::shape));
  }

  /** What several tasks counted under one key. */
  public static ErrorCounts sumOf(List<ErrorCounts> parts) {
    return parts.stream().reduce(ErrorCounts::and).orElseThrow();
  }

  /** Takes along what was counted of other executions. */
  ErrorCounts and(ErrorCounts others) {
    return with(others, executions + others.executions, terminal + others.terminal);
  }

  /** Takes along another occurrence in the same execution. */
  ErrorCounts andInSameExecution(ErrorCounts other) {
    return with(other, 1, Math.max(terminal, other.terminal));
  }

  private ErrorCounts with(ErrorCounts other, long ofExecutions, long ofTerminal) {
    return new ErrorCounts(
        key,
        attempts + other.attempts,
        retried + other.retried,
        caught + other.caught,
        ofExecutions,
        ofTerminal,
        lastSeen.isBefore(other.lastSeen) ? other.lastSeen : lastSeen,
        sample.orEarlier(other.sample),
        ErrorExample.earliestOf(examples, other.examples));
  }

  /** How many executions it did not end. */
  public long recovered() {
    return executions - terminal;
  }

  /** What all occurrences say, as far as the first may be stored; null where that says nothing. */
  public @Nullable String messageTemplate() {
    return MessageTemplate.of(key.error(), sample.cause());
  }

  private static void columns(Fields<ErrorCounts> fields) {
    fields.record(ErrorCounts::key, Shape.writtenOnly(ErrorKey::columns));
    fields.textOrNull(
        "message_template",
        "What they say, of the innermost cause, with <id>, <number>, <value>, <path>, <address>"
            + " and <time> for what differs; null where the first says nothing or payloads are not"
            + " kept.",
        ErrorCounts::messageTemplate);
    fields.whole(
        "attempts",
        "How often it began: each attempt, or what else failed by itself, counts once.",
        ErrorCounts::attempts);
    fields.whole(
        "retried",
        "After how many of these the state, or the Map or Parallel around it, was tried again.",
        ErrorCounts::retried);
    fields.whole(
        "caught",
        "How many of these were the last try and caught by their state or one around it.",
        ErrorCounts::caught);
    fields.whole("executions", "How many executions it occurred in.", ErrorCounts::executions);
    fields.whole("terminal", "How many of these executions it ended.", ErrorCounts::terminal);
    fields.whole(
        "recovered",
        "How many of them it did not end: retried, caught, or without consequence.",
        ErrorCounts::recovered);
    fields.time("first_seen", "When it first occurred.", one -> one.sample.seenAt());
    fields.time("last_seen", "When it last occurred.", ErrorCounts::lastSeen);
    fields.record(ErrorCounts::sample, Shape.writtenOnly(ErrorSample::columns));
    fields
        .column("examples", "The first five executions that it occurred in, the earliest first.")
        .field(
            FieldType.TEXT_LIST,
            one -> one.examples.stream().map(ErrorExample::executionArn).toList());
    fields
        .column("example_span_ids", "The span that failed first in each of the examples.")
        .field(
            FieldType.TEXT_LIST, one -> one.examples.stream().map(ErrorExample::spanId).toList());
  }
}
