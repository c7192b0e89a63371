package io.fantail.look.export.speedscope;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fantail.event.Failure;
import io.fantail.look.export.Spans;
import io.fantail.look.export.Written;
import io.fantail.look.stored.StoredSpan;
import io.fantail.span.SpanKind;
import io.fantail.span.SpanStatus;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class TimeStacksTest {
  private static StoredSpan with(
      SpanKind kind, int id, int parent, long from, long to, Map<String, String> attributes) {
    return Spans.of(
        Spans.CHILD,
        kind,
        Spans.id(id),
        parent == 0 ? null : Spans.id(parent),
        from,
        to,
        SpanStatus.OK,
        Failure.NONE,
        attributes);
  }

  private static StoredSpan with(SpanKind kind, int id, int parent, long from, long to) {
    return with(kind, id, parent, from, to, Map.of());
  }

  @Test
  void theTimeOfATaskIsDividedAndAddsUp() {
    String state = "state-" + Spans.id(2);
    Map<List<String>, Long> times =
        TimeStacks.of(
            List.of(
                with(SpanKind.EXECUTION, 1, 0, 0, 1_000),
                with(SpanKind.STATE, 2, 1, 50, 950),
                with(SpanKind.ATTEMPT, 3, 2, 50, 250),
                with(SpanKind.LAMBDA, 4, 3, 100, 200),
                with(
                    SpanKind.ATTEMPT,
                    5,
                    2,
                    350,
                    950,
                    Map.of(
                        "backoff_ms", "100", "started_at", Spans.START.plusMillis(380).toString())),
                with(
                    SpanKind.LAMBDA,
                    6,
                    5,
                    600,
                    900,
                    Map.of("init_ms", "120.5", "memory_mb", "x"))));

    assertThat(times)
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                List.of("orders/Each", "other"), 100_000L,
                List.of("orders/Each", state, "retry"), 300_000L,
                List.of("orders/Each", state, "queue"), 30_000L,
                List.of("orders/Each", state, "cold_start"), 120_500L,
                List.of("orders/Each", state, "task"), 149_500L,
                List.of("orders/Each", state, "lambda"), 300_000L));
    assertThat(times.values().stream().mapToLong(Long::longValue).sum()).isEqualTo(1_000_000);
  }

  @Test
  void statesInBranchesStandBelowTheStateAround() {
    Map<List<String>, Long> times =
        TimeStacks.of(
            List.of(
                with(SpanKind.EXECUTION, 1, 0, 0, 100),
                with(SpanKind.STATE, 2, 1, 0, 100),
                with(SpanKind.BRANCH, 3, 2, 0, 100),
                with(SpanKind.STATE, 4, 3, 0, 60)));

    assertThat(times)
        .containsEntry(
            List.of("orders/Each", "state-" + Spans.id(2), "state-" + Spans.id(4), "other"),
            60_000L)
        .containsEntry(List.of("orders/Each", "state-" + Spans.id(2), "other"), 40_000L);
  }

  @Test
  void anExecutionThatRunsHasNoTimeYetAndACircleEnds() {
    assertThat(TimeStacks.of(List.of(with(SpanKind.EXECUTION, 1, 0, 0, -1)))).isEmpty();
    assertThat(TimeStacks.of(List.of())).isEmpty();
    assertThat(
            TimeStacks.of(
                List.of(
                    with(SpanKind.EXECUTION, 1, 0, 0, 10),
                    with(SpanKind.STATE, 2, 3, 0, 5),
                    with(SpanKind.STATE, 3, 2, 0, 5))))
        .containsOnlyKeys(List.of(List.of("orders/Each", "other")));
  }

  @Test
  void aFileKeepsTheRulesAlsoWithHostileNames() throws Exception {
    Map<List<String>, Long> times = new TreeMap<>(TimeStacks.STACKS);
    times.put(List.of("m", "lambda", "lambda"), 1_500L);
    times.put(List.of("m", Spans.HOSTILE, "task"), 2_500L);
    Written files = new Written();

    SpeedscopeFile.write(
        files,
        "Where time goes",
        List.of(
            new SpeedscopeFile.Profile("All children (2)", times),
            new SpeedscopeFile.Profile("None", new TreeMap<>(TimeStacks.STACKS))));

    JsonNode file = ProfileRules.check(files.text("time.speedscope.json"));
    assertThat(file.path("profiles").get(0).path("endValue").asDouble()).isEqualTo(4);
    // The state that is called as the part is another frame than the part.
    JsonNode sample = file.path("profiles").get(0).path("samples").get(1);
    assertThat(sample.get(1).asInt()).isNotEqualTo(sample.get(2).asInt());
  }
}
