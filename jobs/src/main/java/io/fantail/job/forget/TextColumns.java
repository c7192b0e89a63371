package io.fantail.job.forget;

import io.fantail.shape.Column;
import io.fantail.shape.FieldType;
import io.fantail.shape.Table;
import java.util.List;
import java.util.Set;

/** The columns of a table that may hold what somebody put in: all texts that may be missing. */
final class TextColumns {
  private static final Set<String> NAMES_OF_OBJECTS = Set.of("source_file", "path");

  private TextColumns() {}

  static List<String> of(Table table) {
    return table.columns().stream()
        .filter(column -> column.type() == FieldType.TEXT && column.nullable())
        .map(Column::name)
        .filter(name -> !NAMES_OF_OBJECTS.contains(name))
        .toList();
  }

  /** Columns in which each value has a name. */
  static List<String> mapsOf(Table table) {
    return table.columns().stream()
        .filter(column -> column.type() == FieldType.TEXTS)
        .map(Column::name)
        .toList();
  }

  static Column text(String name) {
    return Column.of(name, FieldType.TEXT, "A text.");
  }
}
