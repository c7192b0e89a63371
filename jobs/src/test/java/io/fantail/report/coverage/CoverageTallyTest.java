package io.fantail.report.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import io.fantail.report.subject.ReportedExecution;
import io.fantail.report.subject.ReportedSpan;
import io.fantail.testing.ColumnValues;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CoverageTallyTest {
  private static final LocalDate NEXT_DAY = ColumnValues.DAY.plusDays(1);

  private final CoverageTally tally = new CoverageTally();

  @Test
  void countsAttemptsChildrenAndEventsOfEachDayApart() {
    span(Map.of("kind", "attempt", "function_name", "charge", "link", "request_id"));
    span(Map.of("kind", "attempt", "function_name", "charge", "link", "request_id"));
    span(Map.of("kind", "attempt", "link", "no_logs"));
    execution(Map.of("event_count", 10L, "missing_events", 2L));
    execution(Map.of("parent_link", "context"));
    execution(child("describe_execution", ColumnValues.DAY));
    execution(child("ambiguous", ColumnValues.DAY));
    execution(child("ambiguous", NEXT_DAY));

    assertThat(lines())
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
  }

  @Test
  void countsEveryLambdaAttemptByTheEvidenceOfItsLink() {
    for (String link : List.of("request_id", "request_id", "no_logs")) {
      span(Map.of("kind", "attempt", "function_name", "charge", "link", link));
    }
    span(Map.of("kind", "lambda", "function_name", "charge", "link", "request_id"));
    span(Map.of("kind", "attempt"));

    assertThat(lines())
        .containsExactlyInAnyOrder(
            "2026-03-01 lambda_attempt charge request_id 2 of 2",
            "2026-03-01 lambda_attempt charge no_logs 1 of 1");
  }

  @Test
  void namesTheFunctionsWithMostAttemptsWithoutLogs() {
    CoverageSummary summary = new CoverageSummary();
    for (int i = 0; i < 5; i++) {
      for (int times = 0; times <= i; times++) {
        span(Map.of("kind", "attempt", "function_name", "f" + i, "link", "no_logs"));
      }
    }
    span(Map.of("kind", "attempt", "function_name", "charge", "link", "request_id"));
    span(Map.of("kind", "attempt", "function_name", "charge", "link", "ambiguous"));
    span(Map.of("kind", "attempt", "function_name", "charge", "link", "not_invoked"));
    tally.counted().forEach(summary::add);

    assertThat(summary.functionsWithoutLogs()).containsExactly("f4", "f3", "f2");
    assertThat(summary.attemptsWithoutLogs()).hasSize(5);
    assertThat(summary.invokedAttempts()).isEqualTo(17);
    assertThat(summary.linkedAttempts()).isEqualTo(1);
  }

  private void span(Map<String, Object> columns) {
    tally.add(ColumnValues.read(columns, ReportedSpan::shape));
  }

  private void execution(Map<String, Object> columns) {
    tally.add(ColumnValues.read(columns, ReportedExecution::shape));
  }

  private List<String> lines() {
    return tally.counted().stream().map(CoverageTallyTest::line).toList();
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

  private static String line(LinkCoverage counted) {
    Map<String, @Nullable Object> row = ColumnValues.of(counted, LinkCoverage.TABLE.shape());
    return "%s %s %s %s %s of %s"
        .formatted(
            counted.key().day(),
            row.get("subject"),
            row.get("function_name"),
            row.get("link"),
            row.get("attempts"),
            row.get("total"));
  }
}
