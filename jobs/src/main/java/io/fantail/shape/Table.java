package io.fantail.shape;

import java.io.Serializable;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * One table of the lake, declared once: its schema, its rows, the comments that catalogs show and
 * the reference of tables come from here.
 *
 * @param name of its directory, and of its view in SQL
 * @param sentence what a row is
 * @param byDay partitioned by its column {@code day}, and so replaced day by day
 * @param fewRows small enough for one file per day
 */
public record Table(
    String name, String sentence, List<Column> columns, boolean byDay, boolean fewRows)
    implements Serializable {
  /** The column that a table is partitioned by. */
  public static final String DAY = Column.DAY;

  /** The column with the UTC hour of the day, 0 to 23, of a table that is replaced by hours. */
  public static final String HOUR = Column.HOUR;

  public Table {
    columns = List.copyOf(columns);
    Set<String> names = new HashSet<>();
    for (Column column : columns) {
      if (!names.add(column.name())) {
        throw new IllegalArgumentException(name + " has two columns " + column.name());
      }
    }
    if (byDay && !names.contains(DAY)) {
      throw new IllegalArgumentException(name + " has no column " + DAY);
    }
  }

  /** Whether rows of single hours are replaced, and not of whole days only. */
  public boolean byHour() {
    return byDay && columns.stream().anyMatch(column -> column.name().equals(HOUR));
  }

  public List<String> columnNames() {
    return columns.stream().map(Column::name).toList();
  }
}
