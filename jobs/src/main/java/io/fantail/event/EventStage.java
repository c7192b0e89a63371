package io.fantail.event;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.length;
import static org.apache.spark.sql.functions.lit;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.LongAccumulator;

/** Makes the events of all copies in all containers one set: each event of each execution once. */
public final class EventStage {
  public static final String DAY = "day";

  /** {@link EventRows} and {@code day}, the UTC day on which the execution started. */
  public static final StructType SCHEMA = EventRows.SCHEMA.add(DAY, DataTypes.DateType, false);

  static final String FRESH = "fresh";

  private EventStage() {}

  /**
   * Of every event the copy that holds most, sorted by execution and id.
   *
   * @param events read now, as {@link EventRows}
   * @param known the events of the table that may belong to the same executions, as {@link #SCHEMA}
   * @param duplicates gains the number of copies among {@code events} that were left out
   */
  public static Dataset<Row> distinct(
      Dataset<Row> events, Dataset<Row> known, LongAccumulator duplicates) {
    Dataset<Row> all =
        events
            .withColumn(FRESH, lit(true))
            .unionByName(known.drop(DAY).withColumn(FRESH, lit(false)));
    return byExecution(all, mostPayloadFirst(), col("source_file"))
        .mapPartitions(new DistinctEventRows(duplicates), Encoders.row(SCHEMA));
  }

  /**
   * All events of an execution in one partition, in the order of their ids; then by {@code
   * further}.
   */
  public static Dataset<Row> byExecution(Dataset<Row> events, Column... further) {
    Column[] order = new Column[further.length + 2];
    order[0] = col(EventRows.EXECUTION_ARN);
    order[1] = col(EventRows.EVENT_ID);
    System.arraycopy(further, 0, order, 2, further.length);
    return events.repartition(col(EventRows.EXECUTION_ARN)).sortWithinPartitions(order);
  }

  private static Column mostPayloadFirst() {
    return coalesce(length(col("input")), lit(0))
        .plus(coalesce(length(col("output")), lit(0)))
        .plus(coalesce(length(col("details")), lit(0)))
        .desc();
  }
}
