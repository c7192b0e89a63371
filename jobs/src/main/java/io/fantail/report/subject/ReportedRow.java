package io.fantail.report.subject;

import io.fantail.shape.Fields;
import org.jspecify.annotations.Nullable;

/** A row of the table of executions, or of that of spans; the other is null. */
public record ReportedRow(@Nullable ReportedExecution execution, @Nullable ReportedSpan span) {

  public static ReportedRow of(ReportedExecution execution) {
    return new ReportedRow(execution, null);
  }

  public static ReportedRow of(ReportedSpan span) {
    return new ReportedRow(null, span);
  }

  public static ReportedRow shape(Fields<ReportedRow> fields) {
    return new ReportedRow(
        fields.recordOrNull(ReportedRow::execution, ReportedExecution::shape),
        fields.recordOrNull(ReportedRow::span, ReportedSpan::shape));
  }
}
