package io.fantail.report.warning;

import io.fantail.shape.FieldType;
import io.fantail.shape.Fields;
import io.fantail.shape.RecordTable;
import io.fantail.shape.Shape;
import java.time.LocalDate;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * A row of the table {@code warnings}.
 *
 * @param count how often it occurred
 * @param figure the worst of these, in the unit of the kind; null where it is not known
 * @param limit that the figure came near; null where there is none
 */
public record Warning(
    WarningKey key,
    long count,
    @Nullable Double figure,
    @Nullable Double limit,
    String exampleExecutionArn,
    String sentence) {
  private static final WarningKind[] KINDS = WarningKind.values();
  private static final WarningSubject[] SUBJECTS = WarningSubject.values();

  public static final RecordTable<Warning> TABLE =
      RecordTable.report(
          "warnings",
          "A day of something that is about to break, or broke for want of a warning.",
          Shape.writtenOnly(Warning::columns),
          "The UTC day on which the execution started.");

  /** The closest to its limit first, then the most frequent. */
  static final Comparator<Warning> WORST_FIRST =
      Comparator.comparing(Warning::share, Comparator.nullsFirst(Comparator.<Double>naturalOrder()))
          .thenComparingLong(Warning::count)
          .reversed()
          .thenComparing(one -> one.key.group());

  public static Warning shape(Fields<Warning> fields) {
    return new Warning(
        fields.record(Warning::key, WarningKey::shape),
        fields.whole(Warning::count),
        fields.fieldOrNull(FieldType.NUMBER, Warning::figure),
        fields.fieldOrNull(FieldType.NUMBER, Warning::limit),
        fields.text(Warning::exampleExecutionArn),
        fields.text(Warning::sentence));
  }

  /** The fields, by the columns of the table {@code warnings}. */
  public static Warning stored(Fields<Warning> fields) {
    return new Warning(
        fields.record(Warning::key, WarningKey::stored),
        fields.whole("count", "", Warning::count),
        fields.numberOrNull("figure", "", Warning::figure),
        fields.numberOrNull("figure_limit", "", Warning::limit),
        fields.text("example_execution_arn", "", Warning::exampleExecutionArn),
        fields.text("sentence", "", Warning::sentence));
  }

  private static void columns(Fields<Warning> fields) {
    fields
        .column(
            "kind",
            "What is near: event_count, payload, data_limit, memory, function_timeout, state_timeout,"
                + " heartbeat, execution_timeout, tolerance; or same_item, retries_in_vain.")
        .constant(KINDS, one -> one.key.kind());
    fields
        .column("subject", "What it is about: execution, state, function or map_run.")
        .constant(SUBJECTS, one -> one.key.kind().subject());
    fields.text(
        "state_machine_name", "The state machine that ran it.", one -> one.key.stateMachineName());
    fields.flag(
        "is_distributed_map_child",
        "Whether the execution was started by a Distributed Map.",
        one -> one.key.isDistributedMapChild());
    fields.textOrNull(
        "name",
        "The state, of a Map Run its Map state or its label, or the function; null where the subject is the execution, or nothing names it.",
        one -> one.key.name());
    fields.whole(
        "count",
        "How many executions, failures, invocations, attempts, retried states or items it is true of.",
        Warning::count);
    fields.numberOrNull(
        "figure", "The worst of these, in the unit; null where it is not known.", Warning::figure);
    fields.numberOrNull(
        "figure_limit", "The limit that it came near; null where there is none.", Warning::limit);
    fields.text(
        "unit",
        "That of both: events, bytes, MB, ms, items, children or attempts.",
        one -> one.key.kind().unit());
    fields.numberOrNull(
        "share",
        "The figure as a share of the limit, from 0 to 1; null without both.",
        Warning::share);
    fields.text(
        "example_execution_arn",
        "The execution of the worst of these; of a tolerance the parent of the Map Run.",
        Warning::exampleExecutionArn);
    fields.text("sentence", "The same in words.", Warning::sentence);
  }

  /** The UTC day on which the executions started. */
  public LocalDate day() {
    return key.day();
  }

  /** The share of the limit; null where one of both is not known. */
  public @Nullable Double share() {
    return figure == null || limit == null ? null : figure / limit;
  }
}
