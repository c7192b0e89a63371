package io.fantail.job.summary;

import static org.assertj.core.api.Assertions.assertThat;

import io.fantail.report.ReportSummary;
import io.fantail.report.overview.ExecutionTally;
import io.fantail.report.subject.ReportedExecution;
import io.fantail.report.tail.summary.SlowChild;
import io.fantail.report.trait.Factor;
import io.fantail.report.trait.Trait;
import io.fantail.span.ExecutionStatus;
import io.fantail.testing.ColumnValues;
import io.fantail.trace.path.TimePart;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScreenTest {
  private static String screen(ExecutionTally executions) {
    StringWriter text = new StringWriter();
    PrintWriter out = new PrintWriter(text);
    new Screen(ReportSummary.of(executions.summary()), null, "lake")
        .print(new Paragraphs(out, 80), 80);
    out.flush();
    return text.toString();
  }

  @Test
  void saysInALineEachWhereNothingIsKnown() {
    assertThat(screen(new ExecutionTally()))
        .isEqualTo(
            """
            0 children in 0 Map Runs

            SLOW     No child of a Map Run has ended: nothing is known to be slow.

            FAILS    No execution is here: nothing is known to have failed.
            """);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-08-24T23:58:00Z, 2026-08-25T00:03:00Z, 2026-08-24 23:58 to 2026-08-25 00:03 UTC",
    "2026-08-24T02:00:00Z, 2026-08-24T03:23:59Z, 2026-08-24 02:00 to 03:23 UTC",
    "2026-08-24T02:00:01Z, 2026-08-24T02:00:48Z, 2026-08-24 02:00:01 to 02:00:48 UTC"
  })
  void namesParentsThatFailedAndTheTime(Instant start, Instant end, String window) {
    ExecutionTally executions = new ExecutionTally();
    Map<String, Object> parent =
        Map.of(
            "execution_arn",
            "arn:aws:states:eu-west-1:1:execution:nightly:one",
            "status",
            "TIMED_OUT",
            "started_at",
            start,
            "ended_at",
            end);
    executions.add(ColumnValues.read(parent, ReportedExecution::shape));

    assertThat(screen(executions))
        .startsWith(window + " · 0 children in 0 Map Runs\n")
        .contains(
            "\n  TIMED_OUT  nightly:one  (a parent, started " + Wording.minute(start) + ")\n");
  }

  /** Five of those that failed and five of those that are running, however many there are. */
  @Test
  void namesParentsThatAreRunning() {
    ExecutionTally executions = new ExecutionTally();
    for (int number = 10; number < 30; number++) {
      Map<String, Object> parent =
          Map.of(
              "execution_arn",
              "arn:aws:states:eu-west-1:1:execution:nightly:" + number,
              "status",
              number % 2 == 0 ? "RUNNING" : "FAILED",
              "started_at",
              Instant.parse("2026-08-24T01:" + number + ":00Z"));
      executions.add(ColumnValues.read(parent, ReportedExecution::shape));
    }

    assertThat(screen(executions).lines())
        .filteredOn(line -> line.contains("(a parent"))
        .containsExactlyElementsOf(
            Stream.concat(
                    Stream.of(29, 27, 25, 23, 21).map(number -> "FAILED  nightly:" + number),
                    Stream.of(28, 26, 24, 22, 20).map(number -> "RUNNING  nightly:" + number))
                .map(
                    parent ->
                        "  %s  (a parent, started 2026-08-24 01:%s)"
                            .formatted(parent, parent.substring(parent.length() - 2)))
                .toList());
  }

  @Test
  void saysThatNothingFailedWhereAParentIsRunning() {
    ExecutionTally executions = new ExecutionTally();
    Map<String, Object> parent =
        Map.of(
            "execution_arn",
            "arn:aws:states:eu-west-1:1:execution:nightly:one",
            "status",
            "RUNNING",
            "started_at",
            Instant.parse("2026-08-24T01:00:00Z"));
    executions.add(ColumnValues.read(parent, ReportedExecution::shape));

    assertThat(screen(executions)).contains("Nothing failed.\n  RUNNING  nightly:one");
  }

  /** Names of states and errors are anybody's, and as long as they like. */
  @Test
  void letsNoNameOfAnArchiveBreakItsLines() {
    String ugly = "a\nb\r\tc\u001b[2Jd\u009b2Je\u2028f\u202eg" + "n".repeat(10_000);
    StringWriter text = new StringWriter();
    Paragraphs paragraphs = new Paragraphs(new PrintWriter(text), 80);
    paragraphs.plain(ugly);
    paragraphs.begin("WHY", ugly);
    paragraphs.next(ugly);
    paragraphs.item(ugly);
    paragraphs.item(ugly, "arn");
    paragraphs.item("a\nb", "c\nd");
    paragraphs.copied("a\nb");

    assertThat(text.toString().lines().filter(line -> !line.isEmpty()))
        .allMatch(line -> line.length() <= 80)
        .noneMatch(line -> line.startsWith("b") || line.startsWith("f"))
        .contains("  a b  c d", "  a b");
    assertThat(text.toString()).doesNotContain("\u001b", "\u009b", "\u2028", "\u202e", "\t");
  }

  @Test
  void cutsWhatIsBehindToTheLineOrElseWrapsIt() {
    String message = "Rate Exceeded. (Service: Lambda, Status Code: 429, Request ID: <id>)";
    StringWriter written = new StringWriter();
    PrintWriter out = new PrintWriter(written);
    Paragraphs text = new Paragraphs(out, 80);
    text.item("x".repeat(60), message);
    text.item("y".repeat(70), message);
    out.flush();

    assertThat(written.toString().lines())
        .containsExactly(
            "  " + "x".repeat(60) + "  Rate Exceeded. …",
            "  " + "y".repeat(70) + "  Rate",
            "         Exceeded. (Service: Lambda, Status Code: 429, Request ID: <id>)");
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
  void keepsFiguresWithTheirUnits() {
    for (int width = 20; width < 60; width++) {
      StringWriter text = new StringWriter();
      PrintWriter out = new PrintWriter(text);
      new Paragraphs(out, width)
          .plain("of them 100 % are here, 7.3 × the 1,066 ms, in 12.0 s at most");
      out.flush();

      assertThat(text.toString())
          .contains("100 %", "7.3 ×", "1,066 ms", "12.0 s")
          .doesNotContain("\u00a0");
    }
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

  /** Sentences, lists and tables keep to the width; only what is copied may be longer. */
  @ParameterizedTest
  @ValueSource(ints = {80, 100, 120})
  void isNoWiderThanTheScreen(int width) {
    StringWriter written = new StringWriter();
    PrintWriter out = new PrintWriter(written);
    Paragraphs text = new Paragraphs(out, width);
    String words = "what is   said of it ".repeat(12);
    text.plain(words);
    text.begin("SLOW", words);
    text.item(words);
    text.item("     9 of it, " + words);
    text.item(words.substring(0, 60), words);
    text.item("     9", words);
    text.copied("arn:" + "a".repeat(110));
    out.flush();

    assertThat(written.toString().lines())
        .allMatch(line -> line.length() <= width || line.equals("  arn:" + "a".repeat(110)));
    assertThat(written.toString()).contains("what is   said", "       9 of it");
  }

  @Test
  void namesWhereSeveralOfTheSlowestRan() {
    Trait sick = new Trait(Factor.LOG_STREAM, "2026/08/24/[41]3f");
    Trait version = new Trait(Factor.FUNCTION_VERSION, "41");
    List<SlowChild> slowest = new ArrayList<>();
    for (int child = 0; child < 10; child++) {
      Trait own = new Trait(Factor.LOG_STREAM, "2026/08/24/[41]" + child);
      slowest.add(
          new SlowChild(
              "arn:aws:states:eu-west-1:111122223333:execution:orders/Fan:" + "c".repeat(36),
              "arn",
              ExecutionStatus.SUCCEEDED,
              Duration.ofMillis(14_100 - child),
              51.1,
              TimePart.LAMBDA,
              13_900.0,
              "ProcessOrder",
              child < 7
                  ? List.of(sick, version)
                  : child < 9 ? List.of(own, version) : List.of(own)));
    }
    StringWriter written = new StringWriter();
    PrintWriter out = new PrintWriter(written);
    new SlowestParagraph(slowest, "lake", new Paragraphs(out, 80)).print();
    out.flush();

    assertThat(written.toString().replaceAll("\\s+", " "))
        .contains("9 of 10 in function version 41; 7 of 10 in sandbox 2026/08/24/[41]3f.")
        .doesNotContain("2 of 10", "1 of 10");
    assertThat(written.toString().lines())
        .filteredOn(line -> line.length() > 80)
        .allMatch(line -> line.matches(".* {2}arn:\\S+|  \\S+ show .*"));
  }

  @Test
  void namesEachOfTheSlowestWithItsArn() {
    List<SlowChild> slowest = new ArrayList<>();
    for (int child = 0; child < 10; child++) {
      slowest.add(slowChild("arn:" + child, "ProcessOrder"));
    }
    StringWriter written = new StringWriter();
    PrintWriter out = new PrintWriter(written);
    new SlowestParagraph(slowest, "lake", new Paragraphs(out, 80)).print();
    out.flush();

    assertThat(written.toString().lines()).filteredOn(line -> line.contains("  arn:")).hasSize(10);
  }

  /** Names are payload of others: none may break a line or move the cursor. */
  @ParameterizedTest
  @ValueSource(
      strings = {"\n", "\r\n", "\t", "\u0007", "\u001b[2J", "\u0085", "\u009b", "\u2028", "\u2029"})
  void keepsNamesInOneLine(String unfit) {
    String name = "Pro" + unfit + "cess";
    StringWriter written = new StringWriter();
    PrintWriter out = new PrintWriter(written);
    Paragraphs text = new Paragraphs(out, 80);
    new SlowestParagraph(List.of(slowChild("arn:" + name, name)), "lake", text).print();
    text.title(name, name);
    text.begin("SLOW", name);
    text.next(name);
    text.plain(name);
    text.item(name);
    text.item(name, name);
    text.copied(name);
    text.copied("query", name);
    TextTable.of(List.of("state"), List.of(RowFactory.create(name)), 1, 80).print(out, 80);
    out.flush();

    assertThat(written.toString().split("\n", -1)).hasSize(18);
    assertThat(written.toString().replace("\n", "")).doesNotContainPattern("[\\p{Cc}\u2028\u2029]");
  }

  private static SlowChild slowChild(String arn, String state) {
    return new SlowChild(
        arn,
        "arn",
        ExecutionStatus.SUCCEEDED,
        Duration.ofMillis(14_100),
        51.1,
        TimePart.LAMBDA,
        13_900.0,
        state,
        List.of());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "fantail-demo/lake    | fantail-demo/lake",
        "s3://bucket/a_b=1/x  | s3://bucket/a_b=1/x",
        "my lake              | 'my lake'",
        "it's                 | 'it'\\''s'",
        "$HOME/lake           | '$HOME/lake'",
        "a;b                  | 'a;b'"
      })
  void printsCommandsThatCanBeCopied(String lake, String quoted) {
    assertThat(Wording.query(lake, "SELECT 1")).contains(" --lake " + quoted + " \"SELECT 1\"");
    assertThat(Wording.compare(lake, LocalDate.EPOCH, LocalDate.EPOCH))
        .contains(" --lake " + quoted + " --base ");
  }
}
