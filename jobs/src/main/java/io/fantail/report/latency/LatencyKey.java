package io.fantail.report.latency;

import io.fantail.report.subject.ReportedSpan;
import io.fantail.shape.FieldType;
import io.fantail.shape.Fields;
import io.fantail.span.SpanKind;
import io.fantail.spark.GroupKey;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What percentiles are told apart by.
 *
 * @param day UTC day on which the execution started
 */
public record LatencyKey(
    LocalDate day,
    SpanKind kind,
    String stateMachineName,
    @Nullable String name,
    boolean isDistributedMapChild) {
  private static final SpanKind[] KINDS = SpanKind.values();

  static LatencyKey of(ReportedSpan span) {
    return new LatencyKey(
        span.execution().day(),
        span.kind(),
        span.execution().stateMachineName(),
        span.name(),
        span.execution().isDistributedMapChild());
  }

  static LatencyKey shape(Fields<LatencyKey> fields) {
    return new LatencyKey(
        fields.field(FieldType.DAY, LatencyKey::day),
        fields.constant(KINDS, LatencyKey::kind),
        fields.text(LatencyKey::stateMachineName),
        fields.textOrNull(LatencyKey::name),
        fields.flag(LatencyKey::isDistributedMapChild));
  }

  /** The fields of any day, by the columns of the table {@code latency}. */
  static LatencyKey stored(Fields<LatencyKey> fields) {
    return new LatencyKey(
        LocalDate.EPOCH,
        fields.column("kind", "").constant(KINDS, LatencyKey::kind),
        fields.text("state_machine_name", "", LatencyKey::stateMachineName),
        fields.textOrNull("name", "", LatencyKey::name),
        fields.flag("is_distributed_map_child", "", LatencyKey::isDistributedMapChild));
  }

  /** Lists the columns but the day. */
  static void columns(Fields<LatencyKey> fields) {
    fields
        .column("kind", "What was timed: execution, state, attempt or lambda.")
        .constant(KINDS, LatencyKey::kind);
    fields.text(
        "state_machine_name", "The state machine that ran it.", LatencyKey::stateMachineName);
    fields.textOrNull(
        "name",
        "Of an execution the state machine, with /label where it is a child; of a state and an"
            + " attempt the state; of an invocation the function, null where nothing names it.",
        LatencyKey::name);
    fields.flag(
        "is_distributed_map_child",
        "Whether the execution was started by a Distributed Map.",
        LatencyKey::isDistributedMapChild);
  }

  /** What sorts equal keys together. */
  public String group() {
    return GroupKey.of(day, kind, stateMachineName, name, isDistributedMapChild);
  }

  /** The same of all days. */
  LatencyKey ofAnyDay() {
    return new LatencyKey(LocalDate.EPOCH, kind, stateMachineName, name, isDistributedMapChild);
  }
}
