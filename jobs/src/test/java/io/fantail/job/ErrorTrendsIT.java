package io.fantail.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.fantail.view.View;
import io.fantail.view.Views;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The view {@code error_trends} over rows that are given, and over those of the cases. */
@ExtendWith(CaseLake.class)
class ErrorTrendsIT {

  @Test
  void tellsWhatIsNewGoneGrownAndShrunk() {
    SparkSession spark = SharedSpark.newSession();
    spark
        .sql(
            """
            SELECT DATE '2026-08-23' + day AS day, 'execution' AS kind, 'shop' AS state_machine_name,
              false AS is_distributed_map_child, n AS count, 0L AS unfinished
            FROM VALUES (0, 1000L), (1, 1000L), (2, 4000L), (5, 10L) AS t(day, n)""")
        .createOrReplaceTempView("latency");
    spark
        .sql(
            """
            SELECT DATE '2026-08-23' + day AS day, 'shop' AS state_machine_name,
              CAST(NULL AS STRING) AS state_name, 'charge' AS function_name, error,
              error AS fingerprint, false AS is_distributed_map_child, n AS attempts,
              concat(error, ' ', day) AS message_template, concat('arn ', day) AS sample_execution_arn,
              CAST(NULL AS STRING) AS console_url
            FROM VALUES (0, 'Steady', 100L), (1, 'Steady', 110L), (2, 'Steady', 430L),
              (0, 'Gone', 7L), (1, 'New', 7L), (0, 'Grows', 10L), (1, 'Grows', 30L),
              (0, 'Chance', 1L), (1, 'Chance', 3L), (1, 'Shrinks', 100L), (2, 'Shrinks', 100L),
              (5, 'Steady', 1L) AS t(day, error, n)""")
        .createOrReplaceTempView("errors");

    assertThat(
            trends(spark.sql("SELECT * FROM (" + view().sql() + ")").collectAsList(), "2026-08-23"))
        .containsExactly(
            "Chance 1 0 unknown", "Gone 7 0 unknown", "Grows 10 0 unknown", "Steady 100 0 unknown");
    List<Row> all = spark.sql(view().sql()).collectAsList();
    assertThat(trends(all, "2026-08-24"))
        .containsExactly(
            "Chance 3 1 same",
            "Gone 0 7 gone",
            "Grows 30 10 grown",
            "New 7 0 new",
            "Shrinks 100 0 new",
            "Steady 110 100 same");
    assertThat(trends(all, "2026-08-25"))
        .containsExactly(
            "Chance 0 3 gone",
            "Grows 0 30 gone",
            "New 0 7 gone",
            "Shrinks 100 100 shrunk",
            "Steady 430 110 same");
    assertThat(trends(all, "2026-08-26")).as("on which nothing ran").isEmpty();
    assertThat(trends(all, "2026-08-28")).containsExactly("Steady 1 0 unknown");
    assertThat(
            all.stream()
                .filter(row -> row.getAs("trend").equals("gone"))
                .map(
                    row -> row.getAs("message_template") + " " + row.getAs("sample_execution_arn")))
        .contains("Gone 0 arn 0");
  }

  private static View view() {
    return Views.ALL.stream()
        .filter(view -> view.name().equals("error_trends"))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> trends(List<Row> rows, String day) {
    return rows.stream()
        .filter(row -> row.getAs("day").toString().equals(day))
        .map(
            row ->
                row.getAs("error")
                    + " "
                    + row.getAs("attempts")
                    + " "
                    + row.getAs("attempts_day_before")
                    + " "
                    + row.getAs("trend"))
        .sorted()
        .toList();
  }

  @Test
  void hasTheColumnsThatItDeclares(LakeReader lake) {
    List<Row> rows = lake.answer("SELECT * FROM error_trends");

    assertThat(rows).isNotEmpty();
    assertThat(Arrays.asList(rows.get(0).schema().fieldNames()))
        .isEqualTo(view().columns().stream().map(column -> column.name()).toList());
    assertThat(rows.get(0).schema().fields())
        .extracting(field -> field.dataType().sql())
        .isEqualTo(view().columns().stream().map(column -> column.type().sql()).toList());
  }

  @Test
  void hasEveryRowOfErrors(LakeReader lake) {
    assertThat(
            lake.answer("SELECT count(*), sum(attempts) FROM error_trends WHERE trend != 'gone'"))
        .isEqualTo(lake.answer("SELECT count(*), sum(attempts) FROM errors"));
  }

  @Test
  void errorsSaysWhatItCounts(LakeReader lake) {
    assertThat(
            lake.answer(
                """
                SELECT * FROM errors WHERE size(examples) != least(5, executions)
                  OR size(examples) != size(example_span_ids) OR retried + caught > attempts
                  OR examples[0] != sample_execution_arn
                  OR (message_template IS NULL AND length(trim(sample_cause)) > 0)"""))
        .isEmpty();
    assertThat(lake.answer("SELECT sum(retried) > 0, count(console_url) > 0 FROM errors"))
        .singleElement()
        .hasToString("[true,true]");
  }
}
