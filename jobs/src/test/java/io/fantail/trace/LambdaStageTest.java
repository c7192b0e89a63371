package io.fantail.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.fantail.span.InvocationRows;
import io.fantail.span.SpanIds;
import io.fantail.testing.History;
import io.fantail.testing.LocalSpark;
import io.fantail.testing.TableRows;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LocalSpark.class)
class LambdaStageTest {
  private static final int ATTEMPTS = 200;

  @Test
  void derivesTheSameSpanIdAsPlainJava(SparkSession spark) {
    Random random = new Random(7);
    TableRows attempts = new TableRows(SpanRows.SCHEMA);
    TableRows invocations = new TableRows(InvocationRows.SCHEMA);
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < ATTEMPTS; i++) {
      String spanId = SpanIds.high("attempt " + i);
      String requestId = new UUID(random.nextLong(), random.nextLong()).toString();
      attempts.add(attempt(spanId, Map.of("request_id", requestId)));
      for (int run = 1; run <= 1 + i % 3; run++) {
        invocations.add(
            Map.of("request_id", requestId, "invocation_attempt", run, "status", "success"));
        expected.add(SpanIds.ofLambda(spanId, requestId, run));
      }
    }

    List<Row> linked = linkedByRequestId(attempts.in(spark), invocations.in(spark)).collectAsList();
    assertThat(linked).hasSize(ATTEMPTS + expected.size());
    assertThat(linked)
        .filteredOn(row -> row.<String>getAs("kind").equals("lambda"))
        .extracting(row -> row.<String>getAs("span_id"))
        .containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void emitsAnAttemptOnceHoweverOftenItsFunctionRan(SparkSession spark) {
    TableRows attempts = new TableRows(SpanRows.SCHEMA);
    attempts
        .add(attempt("a", Map.of("request_id", "r1")))
        .add(attempt("b", Map.of("request_id", "r2")));
    TableRows invocations = new TableRows(InvocationRows.SCHEMA);
    for (int run = 1; run <= 3; run++) {
      invocations.add(Map.of("request_id", "r1", "invocation_attempt", run, "status", "error"));
    }

    List<Row> linked = linkedByRequestId(attempts.in(spark), invocations.in(spark)).collectAsList();
    assertThat(linked)
        .extracting(row -> row.getAs("kind") + " " + row.getAs("span_id") + " " + row.getAs("link"))
        .filteredOn(text -> text.startsWith("attempt"))
        .containsExactlyInAnyOrder("attempt a request_id", "attempt b no_logs");
    assertThat(linked)
        .filteredOn(row -> row.getAs("kind").equals("lambda"))
        .hasSize(3)
        .allMatch(row -> row.getAs("parent_span_id").equals("a"))
        .allMatch(row -> row.getAs("status").equals("error"));
  }

  @Test
  void linksByTimeOnlyWhatNoOtherAttemptClaims(SparkSession spark) {
    TableRows attempts = new TableRows(SpanRows.SCHEMA);
    attempts.add(attempt("clear", timed(100, 200))).add(attempt("claimed", timed(300, 400)));
    attempts.add(attempt("one", timed(500, 600))).add(attempt("two", timed(510, 590)));
    TableRows claiming = new TableRows(SpanRows.SCHEMA);
    claiming.add(attempt("claimer", Map.of("request_id", "r2", "function_name", "charge")));
    TableRows invocations = new TableRows(InvocationRows.SCHEMA);
    invocations.add(invocation("r1", 150)).add(invocation("r2", 350)).add(invocation("r3", 550));

    List<Row> linked =
        LambdaStage.linked(
                attempts.in(spark),
                LambdaStage.matchesByTime(
                    attempts.in(spark), claiming.in(spark), invocations.in(spark)))
            .collectAsList();
    assertThat(linked)
        .extracting(row -> row.getAs("kind") + " " + row.getAs("name") + " " + row.getAs("link"))
        .containsExactlyInAnyOrder(
            "attempt clear time_window",
            "lambda charge time_window",
            "attempt claimed no_logs",
            "attempt one ambiguous",
            "attempt two ambiguous");
  }

  private static Dataset<Row> linkedByRequestId(Dataset<Row> attempts, Dataset<Row> invocations) {
    return LambdaStage.linked(attempts, LambdaStage.matchesByRequestId(attempts, invocations));
  }

  private static Map<String, Object> timed(long startedAt, long endedAt) {
    return Map.of("function_name", "charge", "started_at", at(startedAt), "ended_at", at(endedAt));
  }

  private static Map<String, Object> attempt(String spanId, Map<String, ?> more) {
    Map<String, Object> columns = new TreeMap<>(more);
    columns.put("span_id", spanId);
    columns.put("name", spanId);
    columns.put("kind", "attempt");
    columns.put("link", "no_logs");
    return columns;
  }

  private static Map<String, Object> invocation(String requestId, long startedAt) {
    return Map.of(
        "request_id",
        requestId,
        "invocation_attempt",
        1,
        "function_name",
        "charge",
        "log_stream",
        "stream of " + requestId,
        "started_at",
        at(startedAt),
        "status",
        "success");
  }

  private static Instant at(long millis) {
    return History.EPOCH.plusMillis(millis);
  }
}
