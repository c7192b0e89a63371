package io.fantail.job;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The cases of containers that log lines came in, each with the same lines as its twin. */
@ExtendWith(CaseLake.class)
class LogFormCasesIT {
  @ParameterizedTest
  @ValueSource(strings = {"a05j", "a05s", "a02", "a03", "a07", "a08", "a09", "a09n", "c08"})
  void findsTheOneInvocationByItsRequestId(String name, LakeReader lake) {
    assertThat(
            lake.rows(
                """
                SELECT link, duration_ms, status FROM spans
                WHERE kind = 'lambda' AND function_name = 'fn-%s'"""
                    .formatted(name)))
        .singleElement()
        .hasToString("[request_id,200.0,ok]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"d87", "d87x", "d87t"})
  void findsTheFailureByItsTime(String name, LakeReader lake) {
    assertThat(
            lake.rows(
                """
                SELECT i.status, i.error_type, i.error_message, s.link, e.lambda_ms
                FROM lambda_invocations i
                JOIN spans s ON s.request_id = i.request_id AND s.kind = 'lambda'
                JOIN executions e ON e.execution_arn = s.execution_arn
                WHERE i.function_name = 'fn-%s'"""
                    .formatted(name)))
        .singleElement()
        .hasToString("[error,ValueError,first,time_window,200.0]");
  }

  @Test
  void takesEveryAnswerForAStreamOfItsOwn(LakeReader lake) {
    assertThat(
            lake.rows(
                """
                SELECT status, error_type, error_message FROM lambda_invocations
                WHERE function_name = 'fn-a87' ORDER BY started_at"""))
        .hasToString("[[error,ValueError,first], [error,KeyError,second]]");
  }

  @Test
  void rejectsNoneOfTheirRecords(LakeReader lake) {
    assertThat(
            lake.rows(
                """
                SELECT source_file, reason, sample FROM rejects
                WHERE source_file RLIKE
                  '/(get-log-events|tail-format-json|telemetry-array|insights|console-csv|raw-subscription-event|vector-datadog)/|/c08/'"""))
        .isEmpty();
  }
}
