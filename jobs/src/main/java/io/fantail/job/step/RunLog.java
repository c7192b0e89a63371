package io.fantail.job.step;

import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.map;

import io.fantail.job.session.Run;
import io.fantail.job.session.Session;
import io.fantail.job.session.Together;
import io.fantail.job.session.Version;
import io.fantail.shape.Table;
import io.fantail.spark.Rows;
import io.fantail.table.Lake;
import io.fantail.table.Tables;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** Writes what a command did into the table {@code runs}, once it is done. */
public final class RunLog {
  private final Session session;

  public RunLog(Session session) {
    this.session = session;
  }

  /** Adds a row for a command that read archives and wrote these tables. */
  public void add(List<String> archives, Account account, List<Table> tables) {
    add(archives, account.figures(), tables);
  }

  /** Adds a row for a command that read no archive and wrote these tables. */
  public void add(List<Table> tables) {
    add(List.of(), Map.of(), tables);
  }

  private void add(List<String> archives, Map<String, Object> figures, List<Table> tables) {
    Run run = session.run();
    Map<String, @Nullable Object> row = new HashMap<>(figures);
    row.put("run_id", run.id());
    row.put("command", run.command());
    row.put("version", Version.NUMBER);
    row.put("started_at", run.startedAt());
    row.put("ended_at", session.clock().instant());
    row.put("archives", archives.toArray(String[]::new));
    StructType schema = Rows.schema(Tables.RUNS);
    Object[] values = Arrays.stream(schema.fieldNames()).map(row::get).toArray();
    // A row takes no map of Java's.
    session
        .lake()
        .append(
            Tables.RUNS,
            session
                .spark()
                .createDataFrame(List.of(RowFactory.create(values)), schema)
                .withColumn("table_rows", rowsOf(tables)));
  }

  private Column rowsOf(List<Table> tables) {
    Lake lake = session.lake();
    List<Long> counts = Together.map(tables, lake::count);
    Column[] entries = new Column[2 * counts.size()];
    for (int i = 0; i < counts.size(); i++) {
      entries[2 * i] = lit(tables.get(i).name());
      entries[2 * i + 1] = lit(counts.get(i));
    }
    return map(entries);
  }
}
