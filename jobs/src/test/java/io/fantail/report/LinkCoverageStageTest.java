package io.fantail.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.fantail.spark.Rows;
import io.fantail.table.Tables;
import io.fantail.testing.TableRows;
import io.fantail.testing.WithLocalSpark;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

@WithLocalSpark
class LinkCoverageStageTest {
  private static final LocalDate NEXT_DAY = TableRows.DAY.plusDays(1);

  @Test
  void countsAttemptsChildrenAndEventsOfEachDayApart(SparkSession spark) {
    TableRows spans = new TableRows(Rows.schema(Tables.SPANS));
    spans.add(Map.of("kind", "attempt", "function_name", "charge", "link", "request_id"));
    spans.add(Map.of("kind", "attempt", "function_name", "charge", "link", "request_id"));
    spans.add(Map.of("kind", "attempt", "link", "no_logs"));
    TableRows executions = new TableRows(Rows.schema(Tables.EXECUTIONS));
    executions.add(Map.of("event_count", 10L, "missing_events", 2L));
    executions.add(Map.of("parent_link", "context"));
    executions.add(child("describe_execution", TableRows.DAY));
    executions.add(child("ambiguous", TableRows.DAY));
    executions.add(child("ambiguous", NEXT_DAY));

    List<Row> rows =
        LinkCoverageStage.coverage(spans.in(spark), executions.in(spark)).collectAsList();
    assertThat(rows)
        .extracting(LinkCoverageStageTest::line)
        .containsExactlyInAnyOrder(
            "2026-03-01 lambda_attempt charge request_id 2 of 2",
            "2026-03-01 lambda_attempt null no_logs 1 of 1",
            "2026-03-01 map_run_child null describe_execution 0 of 1",
            "2026-03-01 map_run_child null ambiguous 0 of 1",
            "2026-03-02 map_run_child null ambiguous 0 of 1",
            "2026-03-01 nested_execution null context 0 of 1",
            "2026-03-01 event null seen 0 of 20",
            "2026-03-01 event null missing 0 of 4",
            "2026-03-02 event null seen 0 of 5",
            "2026-03-02 event null missing 0 of 1");
    assertThat(rows.stream().mapToLong(row -> row.<Long>getAs("attempts")).sum()).isEqualTo(3);
  }

  private static Map<String, Object> child(String link, LocalDate day) {
    return Map.of(
        "is_distributed_map_child",
        true,
        "map_run_link",
        link,
        "event_count",
        5L,
        "missing_events",
        1L,
        "day",
        day);
  }

  private static String line(Row row) {
    return "%s %s %s %s %d of %d"
        .formatted(
            row.getAs("day"),
            row.getAs("subject"),
            row.getAs("function_name"),
            row.getAs("link"),
            row.<Long>getAs("attempts"),
            row.<Long>getAs("total"));
  }
}
