package io.fantail.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.fantail.shape.Column;
import io.fantail.shape.FieldType;
import io.fantail.view.View;
import io.fantail.view.Views;
import java.nio.file.Path;
import java.sql.Array;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.assertj.core.data.Offset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import scala.collection.Seq;

/** The files of {@code conf/sql} in the engines that are here: Spark and DuckDB. */
class EngineFilesIT {
  /** Of a figure; engines add up in different orders. */
  private static final double SHARE = 1e-9;

  /** How far the hours since a run may lie apart that two engines count one after the other. */
  private static final Offset<Double> HOURS = Offset.offset(0.5);

  private static String figures(List<Column> columns) {
    return columns.stream().filter(EngineFilesIT::isFigure).map(Column::name).toList().toString();
  }

  private static boolean isFigure(Column column) {
    return column.type() == FieldType.NUMBER;
  }

  /** The rows of a view: what is no figure, as one text, and the figures in order. */
  private static Map<String, List<@Nullable Double>> keyed(
      View view, List<List<@Nullable Object>> rows) {
    Map<String, List<@Nullable Double>> keyed = new TreeMap<>();
    for (List<@Nullable Object> row : rows) {
      List<@Nullable Object> key = new ArrayList<>();
      List<@Nullable Double> figures = new ArrayList<>();
      for (int i = 0; i < row.size(); i++) {
        if (isFigure(view.columns().get(i))) {
          figures.add((Double) row.get(i));
        } else {
          key.add(row.get(i));
        }
      }
      assertThat(keyed.put(key.toString(), figures)).as("two rows of " + key).isNull();
    }
    return keyed;
  }

  /** What Spark answers over its own tables, made known to its catalog by glue.sql. */
  private static Map<String, List<List<@Nullable Object>>> answersOfSpark(
      Path lake, boolean isAnsi) {
    SparkSession spark = SharedSpark.newSession();
    spark.conf().set("spark.sql.ansi.enabled", isAnsi);
    Map<String, List<List<@Nullable Object>>> answers = new TreeMap<>();
    try {
      EngineFile.of("glue.sql", lake).statements().forEach(spark::sql);
      for (View view : Views.ALL) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (Row row : spark.sql("SELECT * FROM fantail_spark." + view.name()).collectAsList()) {
          List<@Nullable Object> values = new ArrayList<>();
          for (int i = 0; i < row.size(); i++) {
            Object value = row.get(i);
            values.add(value instanceof Seq<?> ? row.getList(i) : value);
          }
          rows.add(values);
        }
        answers.put(view.name(), rows);
      }
    } finally {
      spark.sql("USE default");
      spark.sql("DROP DATABASE IF EXISTS fantail_spark CASCADE");
    }
    return answers;
  }

  private static List<List<@Nullable Object>> answerOfDuckDb(Statement duckDb, View view)
      throws SQLException {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    try (ResultSet result = duckDb.executeQuery("SELECT * FROM " + view.name())) {
      List<String> names = new ArrayList<>();
      for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
        names.add(result.getMetaData().getColumnName(i));
      }
      assertThat(names)
          .containsExactlyElementsOf(view.columns().stream().map(Column::name).toList());
      while (result.next()) {
        List<@Nullable Object> values = new ArrayList<>();
        for (int i = 1; i <= names.size(); i++) {
          values.add(inTheWordsOfSpark(result.getObject(i)));
        }
        rows.add(values);
      }
    }
    return rows;
  }

  private static @Nullable Object inTheWordsOfSpark(@Nullable Object value) throws SQLException {
    if (value instanceof OffsetDateTime time) {
      return time.toInstant();
    }
    return value instanceof Array list ? Arrays.asList((Object[]) list.getArray()) : value;
  }

  @Test
  void answerInDuckDbRowByRowWhatTheyAnswerInSpark() throws SQLException {
    Path lake = EveryTable.lake();
    Map<String, List<List<@Nullable Object>>> ofSpark = answersOfSpark(lake, false);

    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement duckDb = connection.createStatement()) {
      for (String statement : EngineFile.of("duckdb-files.sql", lake).statements()) {
        duckDb.execute(statement);
      }
      for (View view : Views.ALL) {
        Map<String, List<@Nullable Double>> wanted =
            keyed(view, ofSpark.getOrDefault(view.name(), List.of()));
        Map<String, List<@Nullable Double>> found = keyed(view, answerOfDuckDb(duckDb, view));
        assertThat(wanted).as(view.name()).isNotEmpty();
        assertThat(found.keySet()).as(view.name()).isEqualTo(wanted.keySet());
        wanted.forEach((key, figures) -> assertClose(view, key, found.get(key), figures));
      }
    }
  }

  /** As Spark 4 is unless it is told otherwise: what cannot be computed is an error, not a null. */
  @Test
  void answerTheSameWhereSparkKeepsToTheStandard() {
    Path lake = EveryTable.lake();
    Map<String, List<List<@Nullable Object>>> lenient = answersOfSpark(lake, false);
    Map<String, List<List<@Nullable Object>>> ansi = answersOfSpark(lake, true);

    for (View view : Views.ALL) {
      Map<String, List<@Nullable Double>> wanted =
          keyed(view, lenient.getOrDefault(view.name(), List.of()));
      Map<String, List<@Nullable Double>> found =
          keyed(view, ansi.getOrDefault(view.name(), List.of()));
      assertThat(found.keySet()).as(view.name()).isEqualTo(wanted.keySet());
      wanted.forEach((key, figures) -> assertClose(view, key, found.get(key), figures));
    }
  }

  private static void assertClose(
      View view,
      String key,
      @Nullable List<@Nullable Double> found,
      List<@Nullable Double> wanted) {
    assertThat(found).as(key).hasSameSizeAs(wanted);
    for (int i = 0; i < wanted.size(); i++) {
      Double figure = wanted.get(i);
      String place = figures(view.columns()) + " " + i + " of " + view.name() + " " + key;
      if (figure == null || found == null) {
        assertThat(found).as(place).isNotNull();
        assertThat(found == null ? null : found.get(i)).as(place).isNull();
      } else {
        Offset<Double> offset =
            view.name().equals("freshness") ? HOURS : Offset.offset(SHARE * (1 + Math.abs(figure)));
        assertThat(found.get(i)).as(place).isCloseTo(figure, offset);
      }
    }
  }

  @Test
  void areInSparkTheSameWithAndWithoutGlue() {
    Path lake = Path.of("/lake");
    List<String> ofGlue = EngineFile.of("glue.sql", lake).statements();

    assertThat(ofGlue.subList(2, ofGlue.size()))
        .isEqualTo(EngineFile.of("spark.sql", lake).statements());
  }

  @Test
  void haveTheSameViewsForDuckDbWithAndWithoutItsExtension() {
    Path lake = Path.of("/lake");
    List<String> ofExtension =
        EngineFile.of("duckdb.sql", lake).statements().stream()
            .filter(statement -> !statement.contains("delta"))
            .toList();
    List<String> ofFiles =
        EngineFile.of("duckdb-files.sql", lake).statements().stream()
            .filter(statement -> statement.contains(" VIEW ") && !statement.contains("FROM query("))
            .map(statement -> statement.replace(" TEMP VIEW ", " VIEW "))
            .toList();

    assertThat(ofFiles).hasSameSizeAs(Views.ALL).isEqualTo(ofExtension);
  }
}
