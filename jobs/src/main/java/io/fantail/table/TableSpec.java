package io.fantail.table;

import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.types.StructType;

/**
 * One table of the lake.
 *
 * @param name of its directory, and of its view in SQL
 * @param byDay partitioned by {@code day}, and so replaced day by day
 * @param fewRows small enough for one file per day
 */
public record TableSpec(String name, StructType schema, boolean byDay, boolean fewRows) {
  public static final String DAY = "day";

  public List<String> columns() {
    return Arrays.asList(schema.fieldNames());
  }
}
