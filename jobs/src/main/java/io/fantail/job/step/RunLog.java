package io.fantail.job.step;

import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.map;

import io.fantail.job.option.ReadRequest;
import io.fantail.job.session.Run;
import io.fantail.job.session.Session;
import io.fantail.job.session.Together;
import io.fantail.job.session.Version;
import io.fantail.shape.FieldType;
import io.fantail.shape.Table;
import io.fantail.spark.Rows;
import io.fantail.table.Tables;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
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

  /** Adds a row for a command that read archives, and wrote these tables. */
  public void add(ReadRequest request, Account account, Rewritten rewritten, List<Table> tables) {
    add(request.archives(), account.figures(), rewritten, tables);
  }

  /** Adds a row for a command that read no archive, and wrote these tables. */
  public void add(Rewritten rewritten, List<Table> tables) {
    add(List.of(), Map.of(), rewritten, tables);
  }

  private void add(
      List<String> archives, Map<String, Object> figures, Rewritten rewritten, List<Table> tables) {
    Run run = session.run();
    Map<String, @Nullable Object> row = new HashMap<>(figures);
    row.put("run_id", run.id());
    row.put("command", run.command());
    row.put("version", Version.NUMBER);
    row.put("started_at", run.startedAt());
    row.put("ended_at", session.clock().instant());
    row.put("archives", archives.toArray(String[]::new));
    row.put("rewritten_hours", arrayOf(rewritten.hourRanges()));
    row.put("rewritten_days", arrayOf(rewritten.dayRanges()));
    StructType schema = Rows.schema(Tables.RUNS);
    Object[] values = Arrays.stream(schema.fieldNames()).map(row::get).toArray();
    Map<String, Long> stepMillis = new LinkedHashMap<>();
    session.progress().stepTimes().forEach((step, time) -> stepMillis.put(step, time.toMillis()));
    // A row takes no map of Java's.
    session
        .lake()
        .append(
            Tables.RUNS,
            session
                .spark()
                .createDataFrame(List.of(RowFactory.create(values)), schema)
                .withColumn("step_times", mapOf(stepMillis, FieldType.COUNTS))
                .withColumn("options", mapOf(run.options(), FieldType.TEXTS))
                .withColumn("table_rows", mapOf(rowsOf(tables), FieldType.COUNTS)));
  }

  private static String @Nullable [] arrayOf(@Nullable List<String> texts) {
    return texts == null ? null : texts.toArray(String[]::new);
  }

  private Map<String, Long> rowsOf(List<Table> tables) {
    List<Long> counts = Together.map(tables, session.lake()::count);
    Map<String, Long> rows = new LinkedHashMap<>();
    for (int i = 0; i < counts.size(); i++) {
      rows.put(tables.get(i).name(), counts.get(i));
    }
    return rows;
  }

  private static Column mapOf(Map<String, ?> values, FieldType type) {
    Column[] entries =
        values.entrySet().stream()
            .flatMap(entry -> Stream.of(lit(entry.getKey()), lit(entry.getValue())))
            .toArray(Column[]::new);
    return entries.length == 0 ? lit(null).cast(type.sql()) : map(entries);
  }
}
