package io.fantail.job.summary;

import static org.assertj.core.api.Assertions.assertThat;

import io.fantail.job.step.ReportSummary;
import io.fantail.report.overview.ExecutionTally;
import io.fantail.report.subject.ReportedExecution;
import io.fantail.testing.ColumnValues;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ScreenTest {
  private static String screen(ExecutionTally executions) {
    StringWriter text = new StringWriter();
    PrintWriter out = new PrintWriter(text);
    new Screen(ReportSummary.of(executions.summary()), null, "lake", out, 80).print();
    out.flush();
    return text.toString();
  }

  @Test
  void saysInALineEachWhereNothingIsSlowAndNothingFailed() {
    assertThat(screen(new ExecutionTally()))
        .isEqualTo(
            """
            0 children in 0 Map Runs

            SLOW     No child of a Map Run has ended: nothing is known to be slow.

            FAILS    Nothing failed.
            """);
  }

  @Test
  void namesParentsThatFailedAndTheTime() {
    ExecutionTally executions = new ExecutionTally();
    Map<String, Object> parent =
        Map.of(
            "execution_arn",
            "arn:aws:states:eu-west-1:1:execution:nightly:one",
            "status",
            "TIMED_OUT",
            "started_at",
            Instant.parse("2026-08-24T23:58:00Z"),
            "ended_at",
            Instant.parse("2026-08-25T00:03:00Z"));
    executions.add(ColumnValues.read(parent, ReportedExecution::shape));

    assertThat(screen(executions))
        .startsWith("2026-08-24 23:58 to 2026-08-25 00:03 UTC · 0 children in 0 Map Runs\n")
        .contains("\n  TIMED_OUT  nightly:one  (a parent)\n");
  }

  @Test
  void wrapsSentencesToTheScreen() {
    StringWriter text = new StringWriter();
    PrintWriter out = new PrintWriter(text);
    new Paragraphs(out, 40).begin("WHY", "One word follows the other ".repeat(9).strip());
    out.flush();

    assertThat(Arrays.asList(text.toString().split("\n", -1)))
        .allMatch(line -> line.length() <= 40)
        .hasSizeGreaterThan(8);
    assertThat(text.toString().replaceAll("\\s+", " ").strip())
        .isEqualTo("WHY " + "One word follows the other ".repeat(9).strip());
  }

  @Test
  void writesFiguresAlike() {
    assertThat(Wording.time(235.4)).isEqualTo("235 ms");
    assertThat(Wording.time(9_999)).isEqualTo("9,999 ms");
    assertThat(Wording.time(12_000)).isEqualTo("12.0 s");
    assertThat(Wording.time(852_000)).isEqualTo("14.2 min");
    assertThat(Wording.times(7.26)).isEqualTo("7.3 ×");
    assertThat(Wording.percent(0.614)).isEqualTo("61 %");
    assertThat(Wording.count(1, "child", "children")).isEqualTo("1 child");
    assertThat(Wording.count(2_000, "child", "children")).isEqualTo("2,000 children");
  }
}
