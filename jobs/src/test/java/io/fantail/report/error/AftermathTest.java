package io.fantail.report.error;

import static org.assertj.core.api.Assertions.assertThat;

import io.fantail.report.error.Aftermath.Outcome;
import io.fantail.report.subject.ReportedSpan;
import io.fantail.testing.ColumnValues;
import io.fantail.testing.History;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class AftermathTest {
  private static final Map<String, String> NOTHING = Map.of();
  private static final Map<String, String> CAUGHT = Map.of("caught_error", "Boom");

  @Test
  void isAnotherTryWhereAnAttemptOfTheSameStateFollows() {
    List<ReportedSpan> spans =
        List.of(
            span("state", "work", "run", "ok", NOTHING),
            attempt("first", "work", 0, 1),
            attempt("second", "work", 0, 2),
            attempt("redriven", "work", 1, 1),
            attempt("of another state", "other", 0, 3));

    assertThat(outcomes(spans, "first", "second", "redriven"))
        .containsExactly(Outcome.RETRIED, Outcome.NEITHER, Outcome.NEITHER);
  }

  @Test
  void isACatchOfTheStateItself() {
    List<ReportedSpan> spans =
        List.of(
            span("state", "work", "run", "ok", CAUGHT),
            attempt("first", "work", 0, 1),
            attempt("last", "work", 0, 2));

    assertThat(outcomes(spans, "first", "last", "work"))
        .containsExactly(Outcome.RETRIED, Outcome.CAUGHT, Outcome.CAUGHT);
  }

  @Test
  void isACatchOfWhateverTheFailureWentUpTo() {
    List<ReportedSpan> spans =
        List.of(
            span("state", "map", "run", "ok", CAUGHT),
            span("iteration", "item", "map", "error", NOTHING),
            span("state", "work", "item", "error", NOTHING),
            attempt("last", "work", 0, 1),
            span("iteration", "good item", "map", "ok", NOTHING),
            span("state", "retried", "good item", "ok", NOTHING),
            attempt("overcome", "retried", 0, 1));

    assertThat(outcomes(spans, "last", "overcome"))
        .containsExactly(Outcome.CAUGHT, Outcome.NEITHER);
  }

  @Test
  void isAnotherTryOfTheMapAroundIt() {
    Map<String, String> twice = new HashMap<>(CAUGHT);
    twice.put("tries", "2");
    List<ReportedSpan> spans =
        List.of(
            span("state", "map", "run", "ok", twice),
            span("iteration", "former", "map", "error", NOTHING),
            span("state", "work", "former", "error", NOTHING),
            attempt("at first", "work", 0, 1),
            span("iteration", "later", "map", "error", Map.of("try", "2")),
            span("state", "again", "later", "error", NOTHING),
            attempt("at last", "again", 0, 1));

    assertThat(outcomes(spans, "at first", "at last", "map"))
        .containsExactly(Outcome.RETRIED, Outcome.CAUGHT, Outcome.CAUGHT);
  }

  @Test
  void isAnotherMapRunOfTheSameState() {
    List<ReportedSpan> spans =
        List.of(
            span("state", "map", "run", "error", NOTHING),
            span("map_run", "1", "map", "error", NOTHING),
            span("map_run", "22", "map", "error", NOTHING));

    assertThat(outcomes(spans, "1", "22")).containsExactly(Outcome.RETRIED, Outcome.NEITHER);
  }

  private static List<Outcome> outcomes(List<ReportedSpan> spans, String... failed) {
    Aftermath aftermath = new Aftermath(spans);
    return List.of(failed).stream()
        .map(id -> spans.stream().filter(span -> span.spanId().equals(id)).findFirst())
        .map(span -> aftermath.of(span.orElseThrow()))
        .toList();
  }

  private static ReportedSpan attempt(String id, String state, int redriveCount, int number) {
    return read(
        Map.of(
            "kind",
            "attempt",
            "span_id",
            id,
            "parent_span_id",
            state,
            "redrive_count",
            redriveCount,
            "attempt",
            number,
            "status",
            "error"));
  }

  private static ReportedSpan span(
      String kind, String id, String parent, String status, Map<String, String> attributes) {
    return read(
        Map.of(
            "kind",
            kind,
            "span_id",
            id,
            "parent_span_id",
            parent,
            "status",
            status,
            "started_at",
            History.EPOCH.plusSeconds(id.length()),
            "attributes",
            new TreeMap<>(attributes)));
  }

  private static ReportedSpan read(Map<String, Object> columns) {
    return ColumnValues.read(columns, ReportedSpan::shape);
  }
}
