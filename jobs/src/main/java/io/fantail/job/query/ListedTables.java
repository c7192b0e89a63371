package io.fantail.job.query;

import io.fantail.shape.Table;
import io.fantail.table.Tables;
import io.fantail.view.View;
import io.fantail.view.Views;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Answers {@code SHOW TABLES}: all tables and views, and what a row of each is. */
final class ListedTables {
  private static final StructType SCHEMA =
      new StructType()
          .add("tableName", DataTypes.StringType)
          .add("kind", DataTypes.StringType)
          .add("a_row_is", DataTypes.StringType);

  private ListedTables() {}

  /**
   * The list.
   *
   * @param like names with {@code *} for any characters, and {@code |} between several, as {@code
   *     SHOW TABLES LIKE} takes them
   */
  static Dataset<Row> of(SparkSession spark, String like) {
    List<Row> rows = new ArrayList<>();
    for (Table table : Tables.ALL) {
      rows.add(RowFactory.create(table.name(), "table", table.sentence()));
    }
    for (View view : Views.ALL) {
      rows.add(RowFactory.create(view.name(), "view", view.sentence()));
    }
    Pattern pattern = pattern(like);
    return spark.createDataFrame(
        rows.stream()
            .filter(row -> pattern.matcher(row.getString(0)).matches())
            .sorted(Comparator.comparing(row -> row.getString(0)))
            .toList(),
        SCHEMA);
  }

  private static Pattern pattern(String like) {
    StringBuilder regex = new StringBuilder();
    for (String one : like.toLowerCase(Locale.ROOT).split("[|]", -1)) {
      regex.append(regex.length() == 0 ? "" : "|");
      regex.append(Pattern.quote(one.strip()).replace("*", "\\E.*\\Q").replace("%", "\\E.*\\Q"));
    }
    return Pattern.compile(regex.toString());
  }
}
