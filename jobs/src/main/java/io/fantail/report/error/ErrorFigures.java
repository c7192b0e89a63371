package io.fantail.report.error;

import io.fantail.event.failure.MessageTemplate;
import io.fantail.shape.Fields;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * What a summary says of failures of one kind, over all days and state machines.
 *
 * @param attempts how often it began
 * @param executions how many it occurred in
 * @param terminal how many of these it ended
 * @param firstSeen the first occurrence, of which the next two are
 * @param cause what it says; null where that is nothing or payloads are not kept
 */
public record ErrorFigures(
    ErrorKey key,
    long attempts,
    long executions,
    long terminal,
    Instant firstSeen,
    String executionArn,
    @Nullable String cause) {
  private static final Comparator<ErrorFigures> FIRST =
      Comparator.comparing(ErrorFigures::firstSeen).thenComparing(ErrorFigures::executionArn);

  static ErrorFigures of(ErrorCounts counts) {
    ErrorSample sample = counts.sample();
    return new ErrorFigures(
        ofAnyMachine(counts.key()),
        counts.attempts(),
        counts.executions(),
        counts.terminal(),
        sample.seenAt(),
        sample.executionArn(),
        sample.cause());
  }

  private static ErrorKey ofAnyMachine(ErrorKey key) {
    return new ErrorKey(
        LocalDate.EPOCH,
        "",
        key.stateName(),
        key.functionName(),
        key.error(),
        key.fingerprint(),
        key.isDistributedMapChild());
  }

  /** The fields, by the columns of the table {@code errors}. */
  public static ErrorFigures shape(Fields<ErrorFigures> fields) {
    return new ErrorFigures(
        fields.record(ErrorFigures::key, ErrorFigures::shapeOfKey),
        fields.whole("attempts", "", ErrorFigures::attempts),
        fields.whole("executions", "", ErrorFigures::executions),
        fields.whole("terminal", "", ErrorFigures::terminal),
        fields.time("first_seen", "", ErrorFigures::firstSeen),
        fields.text("sample_execution_arn", "", ErrorFigures::executionArn),
        fields.textOrNull("sample_cause", "", ErrorFigures::cause));
  }

  private static ErrorKey shapeOfKey(Fields<ErrorKey> fields) {
    return new ErrorKey(
        LocalDate.EPOCH,
        "",
        fields.textOrNull("state_name", "", ErrorKey::stateName),
        fields.textOrNull("function_name", "", ErrorKey::functionName),
        fields.textOrNull("error", "", ErrorKey::error),
        fields.textOrNull("fingerprint", "", ErrorKey::fingerprint),
        fields.flag("is_distributed_map_child", "", ErrorKey::isDistributedMapChild));
  }

  /** Takes along what was counted on other days or of other state machines. */
  ErrorFigures and(ErrorFigures other) {
    ErrorFigures first = FIRST.compare(this, other) <= 0 ? this : other;
    return new ErrorFigures(
        key,
        attempts + other.attempts,
        executions + other.executions,
        terminal + other.terminal,
        first.firstSeen,
        first.executionArn,
        first.cause);
  }

  /** How many executions it did not end. */
  public long recovered() {
    return executions - terminal;
  }

  /** What all occurrences say, as far as the first may be stored; null where that says nothing. */
  public @Nullable String messageTemplate() {
    return MessageTemplate.of(key.error(), cause);
  }
}
