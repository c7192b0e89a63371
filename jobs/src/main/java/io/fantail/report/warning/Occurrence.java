package io.fantail.report.warning;

import io.fantail.shape.FieldType;
import io.fantail.shape.Fields;
import java.util.Comparator;

/**
 * A figure that came near a limit, and the execution in which it did.
 *
 * @param limit 0 where it is not known
 */
record Occurrence(double figure, double limit, String executionArn) {
  /** What is told of a known limit goes before what is not. */
  private static final Comparator<Occurrence> WORST_FIRST =
      Comparator.comparing(Occurrence::hasLimit)
          .thenComparingDouble(Occurrence::closeness)
          .reversed()
          .thenComparing(Occurrence::executionArn);

  static Occurrence shape(Fields<Occurrence> fields) {
    return new Occurrence(
        fields.field(FieldType.NUMBER, Occurrence::figure),
        fields.field(FieldType.NUMBER, Occurrence::limit),
        fields.text(Occurrence::executionArn));
  }

  Occurrence orWorse(Occurrence other) {
    return WORST_FIRST.compare(this, other) <= 0 ? this : other;
  }

  boolean hasLimit() {
    return limit > 0;
  }

  /** The share of the limit, or the figure where no limit is known. */
  private double closeness() {
    return limit > 0 ? figure / limit : figure;
  }
}
