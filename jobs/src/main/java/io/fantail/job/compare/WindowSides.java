package io.fantail.job.compare;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;

import io.fantail.job.option.Window;
import io.fantail.shape.Dated;
import io.fantail.shape.Table;
import io.fantail.table.DaySet;
import io.fantail.table.Lake;
import io.fantail.table.Tables;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Executions by when they started. The two windows do not overlap. */
record WindowSides(Window base, Window against) implements Sides {
  @Override
  public String baseInWords() {
    return base.toString();
  }

  @Override
  public String againstInWords() {
    return against.toString();
  }

  /** A span's day is that of its execution; of hours the execution itself must be asked. */
  @Override
  public SidesOfLake in(Lake lake) {
    DaySet days = base.days().plus(against.days());
    Dataset<Row> executions = lake.read(Tables.EXECUTIONS, days);
    Dataset<Row> spans = lake.read(Tables.SPANS, days);
    return base.isOfWholeDays() && against.isOfWholeDays()
        ? SidesOfLake.of(executions, spans, ofDays(base), ofDays(against))
        : SidesOfLake.ofExecutions(executions, spans, startedIn(base), startedIn(against));
  }

  private static Column ofDays(Window window) {
    return col(Table.DAY)
        .geq(lit(Dated.dayOf(window.from())))
        .and(col(Table.DAY).lt(lit(Dated.dayOf(window.to()))));
  }

  private static Column startedIn(Window window) {
    return col("started_at").geq(lit(window.from())).and(col("started_at").lt(lit(window.to())));
  }

  @Override
  public boolean haveCosts() {
    return true;
  }

  @Override
  public String whatThereIs(Lake lake) {
    Row ends =
        lake.read(Tables.EXECUTIONS)
            .agg(min(Table.DAY).as("first"), max(Table.DAY).as("last"))
            .collectAsList()
            .get(0);
    return ends.isNullAt(0)
        ? "The lake has no executions at all."
        : "Its executions started from " + ends.get(0) + " to " + ends.get(1) + " (UTC).";
  }
}
