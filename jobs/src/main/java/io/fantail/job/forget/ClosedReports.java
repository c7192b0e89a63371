package io.fantail.job.forget;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.exists;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;

import io.fantail.job.forget.TableCleaning.Cleaned;
import io.fantail.shape.FieldType;
import io.fantail.shape.Table;
import io.fantail.table.DaySet;
import io.fantail.table.Lake;
import io.fantail.table.LinkedDays;
import io.fantail.table.Tables;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Reports of days that cannot be made again, because retention has deleted what they are made of:
 * there the rows go that name an execution which is forgotten.
 */
record ClosedReports(Lake lake, Forgotten forgotten) {
  /** Cleans the reports of these days, or only counts. */
  List<Cleaned> clean(DaySet days, boolean isDry) {
    List<Cleaned> cleaned = new ArrayList<>();
    if (days.isEmpty()) {
      return cleaned;
    }
    List<String> arns = forgotten.list(Forgotten.EXECUTION);
    for (Table table : Tables.ALL) {
      if (table.byDay() && !table.byHour() && lake.hasDays(table, days)) {
        Column names = names(table, arns);
        Dataset<Row> naming = lake.read(table, days).filter(names).persist();
        long count = naming.count();
        if (count > 0) {
          DaySet touched = DaySet.NONE.plus(LinkedDays.of(naming));
          cleaned.add(new Cleaned(table, count, 0));
          if (!isDry) {
            lake.replaceDays(table, lake.read(table, touched).filter(not(names)), touched);
          }
        }
        naming.unpersist();
      }
    }
    return cleaned;
  }

  private static Column names(Table table, List<String> arns) {
    Column names = lit(false);
    for (io.fantail.shape.Column column : table.columns()) {
      if (column.type() == FieldType.TEXT && column.name().endsWith("execution_arn")) {
        names = names.or(coalesce(col(column.name()).isInCollection(arns), lit(false)));
      } else if (column.type() == FieldType.TEXT_LIST && column.name().equals("examples")) {
        names = names.or(exists(col(column.name()), arn -> arn.isInCollection(arns)));
      }
    }
    return names;
  }
}
