package io.fantail.report.error;

import static org.assertj.core.api.Assertions.assertThat;

import io.fantail.report.subject.ReportedSpan;
import io.fantail.testing.ColumnValues;
import io.fantail.testing.History;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ErrorTallyTest {

  @Test
  void countsExecutionsThatEndedByAnErrorAndThoseThatWentOn() {
    List<ErrorCounts> errors =
        counted(
            List.of(
                failure("run-1", 10, false),
                failure("run-1", 20, true),
                failure("run-2", 30, false),
                failure("run-2", 40, false),
                failure("run-3", 5, false)));

    assertThat(errors).hasSize(1);
    assertThat(ColumnValues.of(errors.get(0), ErrorCounts.TABLE.shape()))
        .containsEntry("attempts", 5L)
        .containsEntry("executions", 3L)
        .containsEntry("terminal", 1L)
        .containsEntry("recovered", 2L)
        .containsEntry("first_seen", History.EPOCH.plusMillis(5))
        .containsEntry("last_seen", History.EPOCH.plusMillis(40))
        .containsEntry("sample_execution_arn", "run-3")
        .containsEntry("sample_cause", "cause at 5")
        .containsEntry("message_template", "cause at <number>")
        .containsEntry("examples", List.of("run-3", "run-1", "run-2"))
        .containsEntry("example_span_ids", List.of("run-3 5", "run-1 10", "run-2 30"));
  }

  @Test
  void showsTheEarliestFiveExecutionsWhoeverCountedThem() {
    List<Map<String, Object>> failures = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      failures.add(failure("run-" + i, 100 + i / 2, false));
      failures.add(failure("run-" + i, 50 - i / 2, false));
    }
    List<String> expected = List.of("run-8", "run-6", "run-7", "run-4", "run-5");

    for (int seed = 0; seed < 20; seed++) {
      Collections.shuffle(failures, new Random(seed));
      List<ErrorCounts> parts = new ArrayList<>();
      for (int from = 0; from < failures.size(); from += 3) {
        parts.addAll(counted(failures.subList(from, from + 3)));
      }
      assertThat(ColumnValues.of(ErrorCounts.sumOf(parts), ErrorCounts.TABLE.shape()))
          .containsEntry("examples", expected);
    }
  }

  @Test
  void storesNoTemplateOfWhatIsNotKept() {
    Map<String, Object> silent = new HashMap<>(failure("run-1", 10, true));
    silent.remove("cause");

    assertThat(ColumnValues.of(counted(List.of(silent)).get(0), ErrorCounts.TABLE.shape()))
        .containsEntry("message_template", null)
        .containsEntry("fingerprint", "f00");
  }

  @Test
  void countsAFailureOnlyWhereItBegan() {
    Map<String, Object> around = new HashMap<>(failure("run-1", 10, false));
    around.put("failure_origin", false);
    around.put("kind", "state");

    assertThat(counted(List.of(failure("run-1", 10, true), around)))
        .singleElement()
        .returns(1L, ErrorCounts::attempts);
  }

  @Test
  void tellsKindsOfFailureApart() {
    List<Map<String, Object>> failures = new ArrayList<>();
    for (String column : List.of("state_name", "function_name", "error", "error_fingerprint")) {
      Map<String, Object> other = new HashMap<>(failure("run-1", 10, true));
      other.put(column, "another");
      failures.add(other);
    }
    Map<String, Object> child = new HashMap<>(failure("run-1", 10, true));
    child.put("is_distributed_map_child", true);
    failures.add(child);

    assertThat(counted(failures)).hasSize(5);
  }

  @Test
  void takesTheStartOfAFailureWhoseEndIsUnknown() {
    Map<String, Object> open = new HashMap<>(failure("run-1", 10, true));
    open.remove("ended_at");
    open.put("started_at", History.EPOCH.plusMillis(3));

    assertThat(counted(List.of(open)).get(0).sample().seenAt())
        .isEqualTo(History.EPOCH.plusMillis(3));
  }

  @Test
  void showsThoseThatEndedMostExecutionsFirst() {
    WorstErrors worst = new WorstErrors();
    List<Map<String, Object>> failures = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      for (int times = 0; times <= i; times++) {
        Map<String, Object> failure = new HashMap<>(failure("run-" + times, 10 + i, true));
        failure.put("error", "Error " + i);
        failure.put("error_fingerprint", "f" + i);
        failures.add(failure);
      }
    }
    counted(failures).forEach(worst::add);

    assertThat(worst.found())
        .hasSize(12)
        .extracting(error -> error.key().error() + " " + error.terminal())
        .startsWith("Error 19 20", "Error 18 19")
        .endsWith("Error 8 9");
  }

  @Test
  void forgetsTheRarestOfVeryManyKinds() {
    WorstErrors worst = new WorstErrors();
    ErrorCounts often = counted(List.of(failure("run-1", 10, true))).get(0);
    Map<String, Object> rare = new HashMap<>(failure("run-1", 10, false));
    for (int i = 0; i < 30_000; i++) {
      rare.put("error", "Error " + i);
      worst.add(counted(List.of(rare)).get(0));
      if (i % 10_000 == 0) {
        worst.add(often);
      }
    }

    assertThat(worst.found()).hasSize(12);
    assertThat(worst.found().get(0).key().error()).isEqualTo("Boom");
    assertThat(worst.found().get(0).terminal()).isEqualTo(3);
  }

  private static List<ErrorCounts> counted(List<Map<String, Object>> failures) {
    Map<String, List<ReportedSpan>> byExecution =
        failures.stream()
            .map(failure -> ColumnValues.read(failure, ReportedSpan::shape))
            .collect(Collectors.groupingBy(span -> span.execution().executionArn()));
    ErrorTally tally = new ErrorTally();
    byExecution.values().forEach(tally::add);
    return List.copyOf(tally.counted());
  }

  private static Map<String, Object> failure(String execution, long endedAt, boolean terminal) {
    return new HashMap<>(
        Map.of(
            "execution_arn",
            execution,
            "span_id",
            execution + " " + endedAt,
            "kind",
            "attempt",
            "state_name",
            "Charge",
            "error",
            "Boom",
            "cause",
            "cause at " + endedAt,
            "error_fingerprint",
            "f00",
            "failure_origin",
            true,
            "terminal",
            terminal,
            "ended_at",
            History.EPOCH.plusMillis(endedAt)));
  }
}
