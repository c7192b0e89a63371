package io.fantail.report.item;

import io.fantail.report.subject.ReportedExecution;
import io.fantail.shape.FieldType;
import io.fantail.shape.Fields;
import io.fantail.span.ExecutionStatus;
import io.fantail.spark.GroupKey;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What one task knows of failed items: whether a Map Run can be redriven, how a child of it ended,
 * or what its spans show; the others are null.
 *
 * @param mapRunArn null for a child whose Map Run is not known
 * @param executionArn null for a Map Run
 * @param isRedrivable whether the Map Run is; null where nobody knows
 */
public record ItemPart(
    @Nullable String mapRunArn,
    @Nullable String executionArn,
    @Nullable Boolean isRedrivable,
    @Nullable Outcome outcome,
    @Nullable ChildFailure failure) {

  /**
   * How a child ended, by the table {@code executions}.
   *
   * @param items that it took; null where nothing says it
   */
  record Outcome(LocalDate day, ExecutionStatus status, @Nullable Integer items) {
    private static final ExecutionStatus[] STATUSES = ExecutionStatus.values();

    static Outcome shape(Fields<Outcome> fields) {
      return new Outcome(
          fields.field(FieldType.DAY, Outcome::day),
          fields.constant(STATUSES, Outcome::status),
          fields.integerOrNull(Outcome::items));
    }
  }

  static ItemPart of(String mapRunArn, @Nullable Boolean isRedrivable) {
    return new ItemPart(mapRunArn, null, isRedrivable, null, null);
  }

  static ItemPart of(ReportedExecution child) {
    return new ItemPart(
        child.mapRunArn(),
        child.key().executionArn(),
        null,
        new Outcome(child.key().day(), child.status(), child.items().count()),
        null);
  }

  static ItemPart of(@Nullable String mapRunArn, String executionArn, ChildFailure failure) {
    return new ItemPart(mapRunArn, executionArn, null, null, failure);
  }

  public static ItemPart shape(Fields<ItemPart> fields) {
    return new ItemPart(
        fields.textOrNull(ItemPart::mapRunArn),
        fields.textOrNull(ItemPart::executionArn),
        fields.fieldOrNull(FieldType.FLAG, ItemPart::isRedrivable),
        fields.recordOrNull(ItemPart::outcome, Outcome::shape),
        fields.recordOrNull(ItemPart::failure, ChildFailure::shape));
  }

  /** The key by which parts are sorted: a Map Run before its children, a child's parts together. */
  public String sortKey() {
    return GroupKey.of(mapRunArn, executionArn);
  }
}
