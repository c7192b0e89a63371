package io.fantail.report.warning;

import io.fantail.report.subject.ExecutionKey;
import io.fantail.shape.FieldType;
import io.fantail.shape.Fields;
import io.fantail.spark.GroupKey;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What occurrences are counted together by.
 *
 * @param day UTC day on which the execution started
 * @param name of the state or the function; null for an execution, or where nothing names it
 */
record WarningKey(
    LocalDate day,
    WarningKind kind,
    String stateMachineName,
    boolean isDistributedMapChild,
    @Nullable String name) {
  private static final WarningKind[] KINDS = WarningKind.values();

  static WarningKey of(WarningKind kind, ExecutionKey execution, @Nullable String name) {
    return new WarningKey(
        execution.day(),
        kind,
        execution.stateMachineName(),
        execution.isDistributedMapChild(),
        name);
  }

  static WarningKey shape(Fields<WarningKey> fields) {
    return new WarningKey(
        fields.field(FieldType.DAY, WarningKey::day),
        fields.constant(KINDS, WarningKey::kind),
        fields.text(WarningKey::stateMachineName),
        fields.flag(WarningKey::isDistributedMapChild),
        fields.textOrNull(WarningKey::name));
  }

  /** The fields, by the columns of the table {@code warnings}. */
  static WarningKey stored(Fields<WarningKey> fields) {
    return new WarningKey(
        fields.column("day", "").field(FieldType.DAY, WarningKey::day),
        fields.column("kind", "").constant(KINDS, WarningKey::kind),
        fields.text("state_machine_name", "", WarningKey::stateMachineName),
        fields.flag("is_distributed_map_child", "", WarningKey::isDistributedMapChild),
        fields.textOrNull("name", "", WarningKey::name));
  }

  /** What sorts equal keys together, and those of one day and kind beside each other. */
  String group() {
    return GroupKey.of(day, kind, stateMachineName, isDistributedMapChild, name);
  }

  boolean isBeside(WarningKey other) {
    return kind == other.kind && day.equals(other.day);
  }
}
