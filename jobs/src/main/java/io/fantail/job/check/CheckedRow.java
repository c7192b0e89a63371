package io.fantail.job.check;

import io.fantail.shape.Fields;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row that breaks a rule.
 *
 * @param identity what tells it from other rows of its table: the values of {@link
 *     CheckedTable#identity}, "" for null
 * @param beyond how far its value lies beyond the limits
 * @param exampleArn an execution, or a Map Run, that shows it; null where none is known
 */
record CheckedRow(List<String> identity, double value, double beyond, @Nullable String exampleArn) {
  static final Comparator<CheckedRow> WORST_FIRST =
      Comparator.comparingDouble(CheckedRow::beyond)
          .reversed()
          .thenComparing(row -> row.identity.toString());

  static CheckedRow shape(Fields<CheckedRow> fields) {
    return new CheckedRow(
        fields.textList(CheckedRow::identity),
        fields.number(CheckedRow::value),
        fields.number(CheckedRow::beyond),
        fields.textOrNull(CheckedRow::exampleArn));
  }

  CheckedRow withExample(@Nullable String arn) {
    return new CheckedRow(identity, value, beyond, arn);
  }
}
