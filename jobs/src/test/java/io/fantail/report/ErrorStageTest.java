package io.fantail.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.fantail.spark.Rows;
import io.fantail.table.Tables;
import io.fantail.testing.History;
import io.fantail.testing.TableRows;
import io.fantail.testing.WithLocalSpark;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

@WithLocalSpark
class ErrorStageTest {

  @Test
  void countsExecutionsThatEndedByAnErrorAndThoseThatWentOn(SparkSession spark) {
    TableRows spans = new TableRows(Rows.schema(Tables.SPANS));
    spans.add(failure("run-1", 10, false)).add(failure("run-1", 20, true));
    spans.add(failure("run-2", 30, false)).add(failure("run-2", 40, false));
    spans.add(failure("run-3", 5, false));

    List<Row> errors = ErrorStage.errors(spans.in(spark)).collectAsList();
    assertThat(errors).hasSize(1);
    Row error = errors.get(0);
    assertThat(error.<Long>getAs("attempts")).isEqualTo(5);
    assertThat(error.<Long>getAs("executions")).isEqualTo(3);
    assertThat(error.<Long>getAs("terminal")).isEqualTo(1);
    assertThat(error.<Long>getAs("recovered")).isEqualTo(2);
    assertThat(error.<Object>getAs("first_seen")).isEqualTo(History.EPOCH.plusMillis(5));
    assertThat(error.<Object>getAs("last_seen")).isEqualTo(History.EPOCH.plusMillis(40));
    assertThat(error.<String>getAs("sample_execution_arn")).isEqualTo("run-3");
    assertThat(error.<String>getAs("sample_cause")).isEqualTo("cause at 5");
  }

  @Test
  void countsAFailureOnlyWhereItBegan(SparkSession spark) {
    Map<String, Object> around = new HashMap<>(failure("run-1", 10, false));
    around.put("failure_origin", false);
    around.put("kind", "state");

    TableRows spans =
        new TableRows(Rows.schema(Tables.SPANS)).add(failure("run-1", 10, true)).add(around);
    assertThat(ErrorStage.errors(spans.in(spark)).collectAsList())
        .singleElement()
        .returns(1L, row -> row.<Long>getAs("attempts"));
  }

  @Test
  void tellsKindsOfFailureApart(SparkSession spark) {
    TableRows spans = new TableRows(Rows.schema(Tables.SPANS));
    for (String column : List.of("state_name", "function_name", "error", "error_fingerprint")) {
      Map<String, Object> other = new HashMap<>(failure("run-1", 10, true));
      other.put(column, "another");
      spans.add(other);
    }
    Map<String, Object> child = new HashMap<>(failure("run-1", 10, true));
    child.put("is_distributed_map_child", true);
    spans.add(child);

    assertThat(ErrorStage.errors(spans.in(spark)).collectAsList()).hasSize(5);
  }

  @Test
  void takesTheStartOfAFailureWhoseEndIsUnknown(SparkSession spark) {
    Map<String, Object> open = new HashMap<>(failure("run-1", 10, true));
    open.remove("ended_at");
    open.put("started_at", History.EPOCH.plusMillis(3));

    Row error =
        ErrorStage.errors(new TableRows(Rows.schema(Tables.SPANS)).add(open).in(spark)).head();
    assertThat(error.<Object>getAs("first_seen")).isEqualTo(History.EPOCH.plusMillis(3));
  }

  @Test
  void countsEveryLambdaAttemptByTheEvidenceOfItsLink(SparkSession spark) {
    TableRows spans = new TableRows(Rows.schema(Tables.SPANS));
    for (String link : List.of("request_id", "request_id", "no_logs")) {
      spans.add(Map.of("kind", "attempt", "function_name", "charge", "link", link));
    }
    spans.add(Map.of("kind", "lambda", "function_name", "charge", "link", "request_id"));
    spans.add(Map.of("kind", "attempt"));

    TableRows executions = new TableRows(Rows.schema(Tables.EXECUTIONS));

    assertThat(LinkCoverageStage.coverage(spans.in(spark), executions.in(spark)).collectAsList())
        .extracting(
            row ->
                row.getAs("function_name") + " " + row.getAs("link") + " " + row.getAs("attempts"))
        .containsExactlyInAnyOrder("charge request_id 2", "charge no_logs 1");
  }

  private static Map<String, Object> failure(String execution, long endedAt, boolean terminal) {
    return Map.of(
        "execution_arn",
        execution,
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
        History.EPOCH.plusMillis(endedAt));
  }
}
