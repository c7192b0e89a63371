package io.fantail.job.change;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;

import io.fantail.shape.Slot;
import io.fantail.shape.Table;
import io.fantail.table.HourSet;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;

/** The hour that a table has a row in, as a number. */
public final class StoredHour {
  static final String HOUR = "stored_hour";

  private StoredHour() {}

  /** The hours in which a table has these rows. */
  public static HourSet hoursOfRows(Dataset<Row> rows) {
    return hoursOf(rows.select(hourOf()));
  }

  /** The hours since 1970 of a row; the first of its day where a former version wrote none. */
  static Column hourOf() {
    return expr("datediff(" + Table.DAY + ", DATE '1970-01-01')")
        .cast(DataTypes.LongType)
        .multiply(24)
        .plus(coalesce(col(Table.HOUR), lit(0)));
  }

  /** The hours that a column of numbers names. */
  static HourSet hoursOf(Dataset<Row> numbers) {
    List<Slot> slots =
        numbers.distinct().collectAsList().stream()
            .map(row -> Slot.ofNumber(row.getLong(0)))
            .toList();
    return HourSet.of(slots);
  }
}
