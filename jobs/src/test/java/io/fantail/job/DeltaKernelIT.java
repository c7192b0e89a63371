package io.fantail.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.delta.kernel.Snapshot;
import io.delta.kernel.data.Row;
import io.delta.kernel.defaults.engine.DefaultEngine;
import io.delta.kernel.engine.Engine;
import io.fantail.shape.Column;
import io.fantail.shape.FieldType;
import io.fantail.shape.Table;
import io.fantail.table.Tables;
import io.fantail.table.kernel.KernelTable;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Delta Kernel reads every table as Spark does: the library without Spark that other engines read
 * Delta by, DuckDB's extension among them.
 */
class DeltaKernelIT {
  private static final Configuration HADOOP = new Configuration();
  private static final Engine KERNEL = DefaultEngine.create(HADOOP);

  static Stream<Table> tables() {
    return Tables.ALL.stream();
  }

  @ParameterizedTest
  @MethodSource("tables")
  void readsTheSameRows(Table table) throws IOException {
    List<String> wanted;
    try (LakeReader lake = LakeReader.open(EveryTable.lake())) {
      wanted =
          lake.rows("SELECT * FROM " + table.name()).stream()
              .map(row -> ofSpark(table, row))
              .sorted()
              .toList();
    }

    assertThat(wanted).isNotEmpty();
    assertThat(read(table)).isEqualTo(wanted);
  }

  /** Lists and maps are left out; DuckDB reads these. */
  private static boolean isPlain(Column column) {
    return switch (column.type()) {
      case TEXTS, COUNTS, TEXT_LIST, WHOLE_LIST -> false;
      default -> true;
    };
  }

  private static String ofSpark(Table table, org.apache.spark.sql.Row row) {
    List<@Nullable Object> values = new ArrayList<>();
    for (Column column : table.columns()) {
      if (isPlain(column)) {
        values.add(row.getAs(column.name()));
      }
    }
    return values.toString();
  }

  private static List<String> read(Table table) {
    String path = EveryTable.lake().resolve(table.name()).toString();
    Snapshot snapshot = io.delta.kernel.Table.forPath(KERNEL, path).getLatestSnapshot(KERNEL);
    assertThat(snapshot.getSchema(KERNEL).fieldNames()).isEqualTo(table.columnNames());
    List<String> rows = new ArrayList<>();
    new KernelTable(HADOOP, path, table)
        .read(table.columnNames(), row -> rows.add(ofKernel(table, row)));
    return rows.stream().sorted().toList();
  }

  private static String ofKernel(Table table, Row row) {
    List<@Nullable Object> values = new ArrayList<>();
    for (int i = 0; i < table.columns().size(); i++) {
      if (isPlain(table.columns().get(i))) {
        values.add(row.isNullAt(i) ? null : valueOf(row, i, table.columns().get(i).type()));
      }
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
      default -> row.getString(i);
    };
  }
}
