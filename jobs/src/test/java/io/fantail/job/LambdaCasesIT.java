package io.fantail.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the log lines of Lambda say, in the cases in which they were read wrongly. */
@ExtendWith(CaseLake.class)
class LambdaCasesIT {
  private static final String FRAME = "File \"/var/task/app.py\", line 3, in handler";

  @ParameterizedTest
  @ValueSource(strings = {"e01", "e02", "e03", "e05"})
  void readsThePythonErrorWhateverItsLevelIsCalled(String name, LakeReader lake) {
    assertThat(invocations(name, lake)).containsExactly("[error,ValueError,bad," + FRAME + "]");
  }

  @Test
  void linksByTimeWhereTheHistoryNamesNoRequest(LakeReader lake) {
    assertThat(links("e05", lake)).containsExactly("[time_window]");
    assertThat(links("e02", lake)).containsExactly("[request_id]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"e20", "e21"})
  void readsTheErrorOfGoBehindAnyFlagsOfItsLogger(String name, LakeReader lake) {
    assertThat(invocations(name, lake)).containsExactly("[error,errorString,no stock,null]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"d65", "b05"})
  void countsNoColdStartThatNobodyWaitedFor(String name, LakeReader lake) {
    assertThat(
            lake.rows(
                "SELECT DISTINCT cold_start FROM lambda_invocations WHERE function_name = 'fn-"
                    + name
                    + "'"))
        .hasToString("[[false]]");
    assertThat(
            lake.rows(
                "SELECT DISTINCT cold_start_ms FROM executions WHERE state_machine_name = 'sm-"
                    + name
                    + "'"))
        .hasToString("[[0.0]]");
    assertThat(
            lake.rows(
                "SELECT DISTINCT cold_start FROM spans WHERE kind IN ('attempt', 'lambda')"
                    + " AND state_machine_name = 'sm-"
                    + name
                    + "'"))
        .hasToString("[[false]]");
  }

  @Test
  void takesNoImpossibleFigureForOne(@TempDir Path folder) {
    Path lakeFolder = folder.resolve("lake");
    Commands.succeed(
        "run", "--archive", CaseLake.folder("reliability/lamnum"), "--lake", lakeFolder);

    try (LakeReader lake = LakeReader.open(lakeFolder)) {
      assertThat(
              lake.rows(
                  "SELECT right(request_id, 6), duration_ms, billed_ms, memory_mb, max_memory_mb,"
                      + " init_ms, cold_start FROM lambda_invocations ORDER BY request_id"))
          .extracting(Object::toString)
          .containsExactly(
              "[000000,null,100.0,128,60,null,false]",
              "[000001,null,100.0,128,60,null,false]",
              "[000002,null,100.0,128,60,null,false]",
              "[000003,null,100.0,128,60,null,false]",
              "[000004,null,100.0,128,60,null,false]",
              "[000005,null,100.0,128,60,null,false]",
              "[000006,null,100.0,128,60,null,false]",
              "[000007,null,100.0,128,60,null,false]",
              "[000008,0.0,100.0,128,60,null,false]",
              "[000009,null,100.0,128,60,null,false]",
              "[000000,10.0,null,null,null,null,false]",
              "[000001,10.0,null,null,null,null,false]");
      assertThat(lake.number("SELECT count(*) FROM rejects")).isZero();
      assertThat(
              lake.number(
                  "SELECT count(*) FROM executions WHERE isnan(lambda_gb_seconds)"
                      + " OR lambda_gb_seconds > 1 OR lambda_gb_seconds < 0"))
          .isZero();
    }
  }

  private static List<String> invocations(String name, LakeReader lake) {
    return texts(
        lake,
        "SELECT status, error_type, error_message, error_stack_line FROM lambda_invocations"
            + " WHERE function_name = 'fn-"
            + name
            + "'");
  }

  private static List<String> links(String name, LakeReader lake) {
    return texts(
        lake, "SELECT link FROM spans WHERE kind = 'lambda' AND function_name = 'fn-" + name + "'");
  }

  private static List<String> texts(LakeReader lake, String sql) {
    return lake.rows(sql).stream().map(Object::toString).toList();
  }
}
