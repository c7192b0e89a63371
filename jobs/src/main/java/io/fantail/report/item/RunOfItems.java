package io.fantail.report.item;

import io.fantail.report.subject.ReportedSpan;
import io.fantail.shape.FieldType;
import io.fantail.shape.Fields;
import io.fantail.span.SpanAttributes;
import io.fantail.span.SpanStatus;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What tells of a Map Run which of its items run again.
 *
 * @param day UTC day on which its parent started
 * @param isRedrivable whether AWS redrives it; null where nobody knows
 * @param redrives as many as are known of
 * @param allBegan whether every child began, by the last that is known of it
 */
record RunOfItems(LocalDate day, @Nullable Boolean isRedrivable, int redrives, boolean allBegan) {

  static RunOfItems of(ReportedSpan mapRun) {
    Map<String, String> attributes = mapRun.attributes();
    String redrivable = attributes.get(SpanAttributes.REDRIVABLE);
    boolean succeeded = mapRun.status() == SpanStatus.OK;
    // A Map Run that succeeded is not redriven, whatever it tolerated.
    Boolean isRedrivable =
        succeeded ? Boolean.FALSE : redrivable == null ? null : Boolean.valueOf(redrivable);
    return new RunOfItems(
        mapRun.execution().day(),
        isRedrivable,
        Math.max(
            count(attributes, SpanAttributes.REDRIVES),
            count(attributes, SpanAttributes.REPORTED_REDRIVES)),
        succeeded || "0".equals(attributes.get(SpanAttributes.PENDING_CHILDREN)));
  }

  private static int count(Map<String, String> attributes, String name) {
    return Integer.parseInt(attributes.getOrDefault(name, "0"));
  }

  /** Puts together what two tasks know of the same Map Run. */
  RunOfItems and(RunOfItems other) {
    return Boolean.TRUE.equals(isRedrivable) || other.isRedrivable == null ? this : other;
  }

  static RunOfItems shape(Fields<RunOfItems> fields) {
    return new RunOfItems(
        fields.field(FieldType.DAY, RunOfItems::day),
        fields.fieldOrNull(FieldType.FLAG, RunOfItems::isRedrivable),
        fields.integer(RunOfItems::redrives),
        fields.flag(RunOfItems::allBegan));
  }
}
