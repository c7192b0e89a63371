package io.fantail.table;

import io.fantail.shape.Table;
import io.fantail.spark.Rows;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * One table of the lake.
 *
 * @param name of its directory, and of its view in SQL
 * @param sentence what a row is; null where that is not declared yet
 * @param byDay partitioned by {@code day}, and so replaced day by day
 * @param fewRows small enough for one file per day
 */
public record TableSpec(
    String name, @Nullable String sentence, StructType schema, boolean byDay, boolean fewRows) {
  public static final String DAY = Table.DAY;

  public TableSpec(String name, StructType schema, boolean byDay, boolean fewRows) {
    this(name, null, schema, byDay, fewRows);
  }

  public static TableSpec of(Table table) {
    return new TableSpec(
        table.name(), table.sentence(), Rows.schema(table), table.byDay(), table.fewRows());
  }

  public List<String> columns() {
    return Arrays.asList(schema.fieldNames());
  }
}
