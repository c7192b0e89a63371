package io.fantail.job;

import io.delta.kernel.data.ColumnVector;
import io.delta.kernel.data.MapValue;
import io.delta.kernel.data.Row;
import io.fantail.shape.Column;
import io.fantail.shape.FieldType;
import io.fantail.shape.Table;
import io.fantail.table.kernel.KernelTable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.function.BiFunction;
import org.apache.hadoop.conf.Configuration;

/**
 * The rows of a table as text. Delta Kernel reads them, which plans nothing and starts no job:
 * tests that compare whole lakes spend a tenth of their time otherwise.
 */
final class KernelRows {
  private static final Configuration HADOOP = new Configuration();

  private KernelRows() {}

  /** All of them, sorted; none where there is no such table. */
  static List<String> of(Path lake, Table table, Set<String> withoutColumns) {
    Path folder = lake.resolve(table.name());
    if (!Files.exists(folder.resolve("_delta_log"))) {
      return List.of();
    }
    List<Column> columns =
        table.columns().stream().filter(column -> !withoutColumns.contains(column.name())).toList();
    List<String> rows = new ArrayList<>();
    new KernelTable(HADOOP, folder.toString(), table)
        .read(columns.stream().map(Column::name).toList(), row -> rows.add(text(columns, row)));
    rows.sort(null);
    return rows;
  }

  private static String text(List<Column> columns, Row row) {
    StringJoiner values = new StringJoiner(" | ");
    for (int i = 0; i < columns.size(); i++) {
      values.add(String.valueOf(row.isNullAt(i) ? null : valueOf(row, i, columns.get(i).type())));
    }
    return values.toString();
  }

  private static Object valueOf(Row row, int i, FieldType type) {
    return switch (type) {
      case FLAG -> row.getBoolean(i);
      case INTEGER -> row.getInt(i);
      case WHOLE -> row.getLong(i);
      case NUMBER, DURATION -> row.getDouble(i);
      case TIME -> Instant.EPOCH.plus(row.getLong(i), ChronoUnit.MICROS);
      case DAY -> LocalDate.ofEpochDay(row.getInt(i));
      case TEXTS -> map(row.getMap(i), ColumnVector::getString);
      case COUNTS -> map(row.getMap(i), ColumnVector::getLong);
      case TEXT_LIST -> list(row.getArray(i).getElements(), ColumnVector::getString);
      case WHOLE_LIST -> list(row.getArray(i).getElements(), ColumnVector::getLong);
      case TEXT, SPAN_ID -> row.getString(i);
    };
  }

  private static <V> Map<String, V> map(MapValue map, BiFunction<ColumnVector, Integer, V> value) {
    Map<String, V> entries = new TreeMap<>();
    for (int i = 0; i < map.getSize(); i++) {
      entries.put(map.getKeys().getString(i), value.apply(map.getValues(), i));
    }
    return entries;
  }

  private static <V> List<V> list(
      ColumnVector elements, BiFunction<ColumnVector, Integer, V> element) {
    List<V> list = new ArrayList<>();
    for (int i = 0; i < elements.getSize(); i++) {
      list.add(element.apply(elements, i));
    }
    return list;
  }
}
