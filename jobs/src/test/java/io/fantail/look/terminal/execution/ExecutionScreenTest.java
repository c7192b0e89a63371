package io.fantail.look.terminal.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.fantail.look.stored.StoredExecution;
import io.fantail.look.stored.StoredSpan;
import io.fantail.look.stored.TimeParts;
import io.fantail.look.terminal.Cells;
import io.fantail.look.terminal.Ink;
import io.fantail.look.terminal.Paper;
import io.fantail.look.waterfall.SpanOf;
import io.fantail.look.waterfall.Waterfall;
import io.fantail.span.ExecutionStatus;
import io.fantail.span.SpanKind;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ExecutionScreenTest {
  private static final String MAP_RUN =
      "arn:aws:states:eu-west-1:444455556666:mapRun:order-fanout/ProcessOrd1:9f";

  @Test
  void drawsAttemptsWaitsAndTheirInvocations() {
    List<StoredSpan> spans =
        List.of(
            SpanOf.kind(SpanKind.EXECUTION, "e", "m").at(0, 12_000).critical(12_000).span(),
            SpanOf.kind(SpanKind.STATE, "s", "e").at(4, 11_996).critical(11_992).span(),
            SpanOf.kind(SpanKind.ATTEMPT, "a1", "s")
                .attempt(1)
                .at(4, 3_079)
                .critical(3_075)
                .failed("States.Timeout")
                .span(),
            SpanOf.kind(SpanKind.LAMBDA, "l1", "a1")
                .named("order-process")
                .at(1_000, 3_000)
                .critical(2_000)
                .cold("412.0")
                .span(),
            SpanOf.kind(SpanKind.ATTEMPT, "a2", "s")
                .attempt(2)
                .at(4_079, 11_996)
                .critical(7_917)
                .with("backoff_ms", "1000")
                .span());

    assertThat(drawn(80, succeeded(), spans))
        .isEqualTo(
            """
            order-fanout/ProcessOrd1 · 5b1c0c3e · SUCCEEDED · 12.0 s
            2026-08-24 02:00:03.120 UTC · child of Map ProcessOrd1 (time_window)

            02:00:03.120 UTC                           0              5 s            10 s
            execution                         12.0 s   █████████████████████████████████████
             └ Work  task                     12.0 s   █████████████████████████████████████
               ├ attempt 1  lambda:invoke   3,075 ms ✗ █████████▌ States.Timeout
               │ └ lambda order-process     2,000 ms    ▒▒██████▎ cold start 412 ms
               ├ (backoff)                  1,000 ms            ░░░░
               └ attempt 2  lambda:invoke   7,917 ms               ▐████████████████████████
              ▒ cold start   ░ backoff

            critical path: retry 9,000 ms, lambda 2,388 ms, cold start 412 ms, other 200 ms
              (12.0 s in all)
              fantail show %s --lake L  # its Map Run
            """
                .formatted(MAP_RUN));
  }

  @Test
  void foldsAThousandIterations() {
    List<StoredSpan> spans = new ArrayList<>();
    spans.add(SpanOf.kind(SpanKind.EXECUTION, "e", null).at(0, 12_000).critical(12_000).span());
    spans.add(SpanOf.kind(SpanKind.STATE, "s", "e").named("Each").at(0, 12_000).span());
    for (int i = 0; i < 2_000; i++) {
      SpanOf iteration = SpanOf.kind(SpanKind.ITERATION, "i" + i, "s").named("Each").iteration(i);
      iteration.at(5L * i, 5L * i + 100 + i);
      spans.add((i % 500 == 499 ? iteration.failed("E") : iteration).span());
    }

    String drawn = drawn(80, succeeded(), spans);

    assertThat(drawn.lines().count()).isLessThan(30);
    assertThat(drawn).contains("2,000 iterations", "4 failed: E", "max 2,099 ms");
  }

  @Test
  void breaksNoLineWhateverNamesAre() {
    String hostile = "\u001b[2J\n\u202e<script>" + "注".repeat(200) + "\r\n";
    List<StoredSpan> spans =
        List.of(
            SpanOf.kind(SpanKind.EXECUTION, "e", null).at(0, 10).failed(hostile, hostile).span(),
            SpanOf.kind(SpanKind.STATE, "s", "e").named(hostile).at(0, 9).failed(hostile).span(),
            SpanOf.kind(SpanKind.MAP_RUN, "m", "s").named(hostile).mapRun(MAP_RUN).at(1, 8).span(),
            SpanOf.kind(SpanKind.STATE, "o", "gone").named(null).openFrom(5).span());

    for (int width : new int[] {20, 60, 80, 140, 300}) {
      List<String> lines = drawn(width, failed(hostile), spans).lines().toList();
      assertThat(lines).hasSizeLessThan(60);
      assertThat(lines)
          .allSatisfy(line -> assertThat(line).doesNotContainPattern("[\\p{Cc}\\u202a-\\u202e]"));
      assertThat(lines.subList(2, lines.size()))
          .filteredOn(line -> !line.contains("fantail show"))
          .allSatisfy(
              line ->
                  assertThat(Cells.width(line)).as(line).isLessThanOrEqualTo(Math.max(60, width)));
      assertThat(lines).anyMatch(line -> line.contains("show " + MAP_RUN + " --lake L  # "));
    }
  }

  @Test
  void saysWhatIsNotKnown() {
    StoredExecution described = execution(ExecutionStatus.RUNNING, null, 0, null);
    String drawn = drawn(80, described, List.of());

    assertThat(drawn)
        .contains("No event of it is in the archive", "No span of it is in the lake")
        .contains("critical path: not known");
  }

  private static StoredExecution succeeded() {
    return execution(ExecutionStatus.SUCCEEDED, null, 10, Duration.ofSeconds(12));
  }

  private static StoredExecution failed(String error) {
    return execution(ExecutionStatus.FAILED, error, 10, Duration.ofSeconds(12));
  }

  private static StoredExecution execution(
      ExecutionStatus status, @Nullable String error, long events, @Nullable Duration time) {
    return new StoredExecution(
        SpanOf.ARN,
        "5b1c0c3e",
        "order-fanout/ProcessOrd1",
        "STANDARD",
        true,
        "ProcessOrd1",
        MAP_RUN,
        "time_window",
        null,
        null,
        SpanOf.ARN,
        "0123456789abcdef0123456789abcdef",
        null,
        status,
        SpanOf.START,
        time == null ? null : SpanOf.START.plus(time),
        time,
        time,
        error,
        error,
        0,
        events,
        0,
        time == null ? null : parts(),
        LocalDate.of(2026, 8, 24));
  }

  private static TimeParts parts() {
    Duration none = Duration.ZERO;
    return new TimeParts(
        none,
        Duration.ofMillis(412),
        Duration.ofMillis(2_388),
        none,
        Duration.ofMillis(9_000),
        none,
        none,
        Duration.ofMillis(200));
  }

  private static String drawn(int width, StoredExecution execution, List<StoredSpan> spans) {
    StringWriter text = new StringWriter();
    PrintWriter out = new PrintWriter(text, true);
    Paper paper =
        new Paper(out, width, Ink.PLAIN, arn -> "fantail show " + arn + " --lake L", false);
    new ExecutionScreen(execution, Waterfall.of(spans), null, paper).print();
    return text.toString();
  }
}
