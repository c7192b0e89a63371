package io.fantail.report.tail.child;

import static org.assertj.core.api.Assertions.assertThat;

import io.fantail.report.subject.ReportedExecution;
import io.fantail.report.subject.ReportedSpan;
import io.fantail.report.trait.Factor;
import io.fantail.report.trait.Trait;
import io.fantail.testing.ColumnValues;
import io.fantail.testing.History;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChildReadingTest {
  private static TailChild child(Map<String, ?> execution, List<Map<String, ?>> spans) {
    Map<String, Object> columns = new HashMap<>();
    columns.put("execution_arn", "child");
    columns.put("is_distributed_map_child", true);
    columns.put("map_run_arn", "run");
    columns.put("active_ms", 100.0);
    columns.put("ended_at", History.EPOCH);
    columns.putAll(execution);
    return Objects.requireNonNull(
        ChildReading.of(
            ColumnValues.read(columns, ReportedExecution::shape),
            spans.stream().map(span -> ColumnValues.read(span, ReportedSpan::shape)).toList()));
  }

  private static List<Trait> traitsOf(List<Map<String, ?>> attempts) {
    return child(
            Map.of(),
            attempts.stream()
                .<Map<String, ?>>map(
                    attempt -> {
                      Map<String, Object> columns = new HashMap<>(attempt);
                      columns.put("kind", "attempt");
                      columns.put("state_name", "Work");
                      return columns;
                    })
                .toList())
        .allTraits();
  }

  @Test
  void readsWhichSandboxAndVersionServedIt() {
    Map<String, String> attributes =
        Map.of(
            "log_stream",
            "2026/08/24/[7]ab",
            "function_version",
            "7",
            "tenant_id",
            "blue",
            "memory_mb",
            "512",
            "max_memory_mb",
            "480");
    Map<String, Object> lambda =
        Map.of(
            "kind",
            "lambda",
            "state_name",
            "Work",
            "parent_span_id",
            "a1",
            "attributes",
            attributes);
    Map<String, Object> attempt =
        Map.of(
            "kind",
            "attempt",
            "state_name",
            "Work",
            "span_id",
            "a1",
            "attempt",
            1,
            "cold_start",
            true,
            "link",
            "request_id");
    Map<String, Object> second =
        Map.of(
            "kind",
            "attempt",
            "state_name",
            "Work",
            "span_id",
            "a2",
            "attempt",
            2,
            "link",
            "no_logs");
    Map<String, Object> another =
        Map.of(
            "kind",
            "lambda",
            "state_name",
            "Work",
            "parent_span_id",
            "a2",
            "attributes",
            Map.of("log_stream", "that of a retry", "function_version", "8"));

    assertThat(child(Map.of(), List.of(another, lambda, second, attempt)).allTraits())
        .containsExactlyInAnyOrder(
            new Trait(Factor.LOG_STREAM, "2026/08/24/[7]ab"),
            new Trait(Factor.FUNCTION_VERSION, "7"),
            new Trait(Factor.TENANT, "blue"),
            Trait.of(Factor.MEMORY),
            Trait.of(Factor.COLD_START));
  }

  @ParameterizedTest
  @ValueSource(strings = {"no_logs", "ambiguous"})
  void saysWhereNoLogTells(String link) {
    assertThat(traitsOf(List.of(Map.of("link", link, "attempt", 1))))
        .containsExactly(Trait.of(Factor.UNLINKED));
  }

  @ParameterizedTest
  @ValueSource(strings = {"request_id", "time_window", "xray_trace", "not_invoked"})
  void doesNotSaySoOtherwise(String link) {
    assertThat(traitsOf(List.of(Map.of("link", link, "attempt", 1)))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Lambda.TooManyRequestsException",
        "DynamoDB.ProvisionedThroughputExceededException",
        "DynamoDb.ThrottlingException",
        "S3.SlowDownException",
        "Sfn.RequestLimitExceeded",
        "Sqs.RequestThrottled",
        "Kms.LimitExceededException"
      })
  void tellsThrottlesByTheirNames(String error) {
    assertThat(traitsOf(List.of(Map.of("status", "error", "error", error))))
        .containsExactly(Trait.of(Factor.THROTTLE));
  }

  @ParameterizedTest
  @ValueSource(strings = {"States.Timeout", "States.HeartbeatTimeout", "Sandbox.Timedout"})
  void tellsTimeoutsByTheirNames(String error) {
    assertThat(traitsOf(List.of(Map.of("status", "error", "error", error))))
        .containsExactly(Trait.of(Factor.TIMEOUT));
  }

  @Test
  void callsAnErrorARetryWhereAnotherAttemptFollowed() {
    Map<String, Object> failed = Map.of("status", "error", "error", "ValueError");
    Map<String, Object> second = Map.of("attributes", Map.of("backoff_ms", "1000"));
    assertThat(traitsOf(List.of(failed, second)))
        .containsExactly(new Trait(Factor.RETRY, "ValueError"));
    assertThat(traitsOf(List.of(failed))).isEmpty();
  }

  @Test
  void takesTheLongestVisitToAState() {
    List<Map<String, ?>> spans =
        List.of(
            Map.of("kind", "state", "state_name", "Work", "active_ms", 10.0),
            Map.of(
                "kind",
                "state",
                "state_name",
                "Work",
                "active_ms",
                30.0,
                "attributes",
                Map.of("caught_error", "Oops")),
            Map.of("kind", "state", "state_name", "Choose", "active_ms", 1.0),
            Map.of("kind", "attempt", "state_name", "Work"));
    TailChild child = child(Map.of(), spans);

    assertThat(child.visits())
        .containsExactly(
            new StateVisit(
                "Work", Duration.ofMillis(30), List.of(new Trait(Factor.CAUGHT_ERROR, "Oops"))));
    assertThat(child.spans()).isEqualTo(4);
  }

  @Test
  void readsWhatHoldsForTheWholeChild() {
    Map<String, Object> parts =
        Map.of(
            "item_key_prefix",
            "in/",
            "queue_ms",
            11.0,
            "cold_start_ms",
            0.0,
            "lambda_ms",
            89.0,
            "task_ms",
            0.0,
            "retry_ms",
            0.0,
            "wait_ms",
            0.0,
            "map_ms",
            0.0,
            "other_ms",
            0.0);
    assertThat(child(parts, List.of()).traits())
        .containsExactly(new Trait(Factor.ITEM_KEY_PREFIX, "in/"), Trait.of(Factor.QUEUE));
  }
}
