package io.fantail.job.check;

import io.fantail.shape.Column;
import io.fantail.shape.FieldType;
import io.fantail.shape.Table;
import io.fantail.table.Tables;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What rules can be about. */
enum CheckedTable {
  LATENCY(
      Tables.LATENCY.columns(),
      List.of("day", "kind", "state_machine_name", "name", "is_distributed_map_child")),
  MAP_RUNS(Tables.MAP_RUNS.columns(), List.of("day", "state_name", "map_run_arn")),
  ERRORS(
      Tables.ERRORS.columns(),
      List.of("day", "state_machine_name", "state_name", "function_name", "error", "fingerprint")),
  LINK_COVERAGE(Tables.LINK_COVERAGE.columns(), List.of("day", "subject", "function_name", "link")),
  /** Made of other tables; see {@link CompletenessRows}. */
  COMPLETENESS(CompletenessRows.COLUMNS, List.of("day"));

  private static final Set<FieldType> NUMBERS =
      Set.of(FieldType.INTEGER, FieldType.WHOLE, FieldType.NUMBER, FieldType.DURATION);

  private static final Set<FieldType> COMPARABLE =
      Set.of(
          FieldType.INTEGER,
          FieldType.WHOLE,
          FieldType.NUMBER,
          FieldType.DURATION,
          FieldType.TEXT,
          FieldType.FLAG,
          FieldType.DAY);

  @SuppressWarnings("ImmutableEnumChecker") // lists that nobody changes
  private final List<Column> columns;

  @SuppressWarnings("ImmutableEnumChecker")
  private final List<String> identity;

  CheckedTable(List<Column> columns, List<String> identity) {
    this.columns = columns;
    this.identity = identity;
  }

  /** The table of a name; null where rules are about no such table. */
  static @Nullable CheckedTable named(String name) {
    return Arrays.stream(values())
        .filter(table -> table.tableName().equals(name))
        .findFirst()
        .orElse(null);
  }

  static List<String> names() {
    return Arrays.stream(values()).map(CheckedTable::tableName).toList();
  }

  String tableName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The table as it is stored; null where it is not. */
  @Nullable Table stored() {
    return switch (this) {
      case LATENCY -> Tables.LATENCY;
      case MAP_RUNS -> Tables.MAP_RUNS;
      case ERRORS -> Tables.ERRORS;
      case LINK_COVERAGE -> Tables.LINK_COVERAGE;
      case COMPLETENESS -> null;
    };
  }

  /** The columns by which people tell its rows apart. */
  List<String> identity() {
    return identity;
  }

  /** Those that can have limits. */
  List<String> numbers() {
    return namesOf(NUMBERS);
  }

  /** Those that rows can be chosen by. */
  List<String> comparable() {
    return namesOf(COMPARABLE);
  }

  private List<String> namesOf(Set<FieldType> types) {
    return columns.stream()
        .filter(column -> types.contains(column.type()))
        .map(Column::name)
        .toList();
  }

  /** The type of a column, which there must be. */
  FieldType typeOf(String name) {
    return columns.stream()
        .filter(column -> column.name().equals(name))
        .findFirst()
        .orElseThrow()
        .type();
  }
}
