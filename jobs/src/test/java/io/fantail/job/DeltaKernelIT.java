package io.fantail.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.delta.kernel.Snapshot;
import io.delta.kernel.defaults.engine.DefaultEngine;
import io.delta.kernel.engine.Engine;
import io.fantail.shape.FieldType;
import io.fantail.shape.Table;
import io.fantail.table.Tables;
import java.util.List;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Delta Kernel reads every table as Spark does: the library without Spark that other engines read
 * Delta by, DuckDB's extension among them.
 */
class DeltaKernelIT {
  private static final Engine KERNEL = DefaultEngine.create(new Configuration());

  static Stream<Table> tables() {
    return Tables.ALL.stream();
  }

  @ParameterizedTest
  @MethodSource("tables")
  void readsTheSameRows(Table table) {
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

  private static String ofSpark(Table table, Row row) {
    StringJoiner values = new StringJoiner(" | ");
    for (int i = 0; i < row.size(); i++) {
      values.add(
          String.valueOf(row.isNullAt(i) ? null : valueOf(row, i, table.columns().get(i).type())));
    }
    return values.toString();
  }

  private static Object valueOf(Row row, int i, FieldType type) {
    return switch (type) {
      case TEXTS, COUNTS -> new TreeMap<>(row.getJavaMap(i));
      case TEXT_LIST, WHOLE_LIST -> row.getList(i);
      default -> row.get(i);
    };
  }

  private static List<String> read(Table table) {
    String path = EveryTable.lake().resolve(table.name()).toString();
    Snapshot snapshot = io.delta.kernel.Table.forPath(KERNEL, path).getLatestSnapshot(KERNEL);
    assertThat(snapshot.getSchema(KERNEL).fieldNames()).isEqualTo(table.columnNames());
    return KernelRows.of(EveryTable.lake(), table, Set.of());
  }
}
