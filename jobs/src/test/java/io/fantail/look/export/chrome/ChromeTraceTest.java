package io.fantail.look.export.chrome;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fantail.event.Failure;
import io.fantail.look.export.ExportedSpan;
import io.fantail.look.export.Spans;
import io.fantail.look.export.Written;
import io.fantail.look.stored.StoredSpan;
import io.fantail.span.SpanKind;
import io.fantail.span.SpanStatus;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChromeTraceTest {
  private static String write(List<List<ExportedSpan>> executions) throws IOException {
    Written files = new Written();
    try (ChromeTrace trace = new ChromeTrace(files)) {
      for (List<ExportedSpan> spans : executions) {
        trace.addExecution(spans);
      }
      trace.addSimilar(Spans.similar());
    }
    return files.text("trace.json");
  }

  private static List<ExportedSpan> exported(StoredSpan... spans) {
    return List.of(spans).stream().map(ExportedSpan::of).toList();
  }

  private static int thread(List<JsonNode> events, int id) {
    return events.stream()
        .filter(event -> event.path("args").path("span_id").asText().equals(Spans.id(id)))
        .findFirst()
        .orElseThrow()
        .path("tid")
        .asInt();
  }

  @Test
  void aChildIsOneLaneAndBranchesBesideAnotherHaveTheirOwn() throws Exception {
    List<JsonNode> events =
        TraceRules.check(
            write(
                List.of(
                    exported(
                        Spans.span(SpanKind.EXECUTION, Spans.id(1), null, 0, 100),
                        Spans.span(SpanKind.STATE, Spans.id(2), Spans.id(1), 0, 90),
                        Spans.span(SpanKind.BRANCH, Spans.id(3), Spans.id(2), 10, 50),
                        Spans.span(SpanKind.BRANCH, Spans.id(4), Spans.id(2), 10, 80),
                        Spans.span(SpanKind.STATE, Spans.id(5), Spans.id(3), 10, 40),
                        Spans.span(SpanKind.STATE, Spans.id(6), Spans.id(4), 10, 80),
                        Spans.span(SpanKind.STATE, Spans.id(7), Spans.id(1), 90, 100)))));

    assertThat(thread(events, 1))
        .isEqualTo(thread(events, 2))
        .isEqualTo(thread(events, 4))
        .isEqualTo(thread(events, 6))
        .isEqualTo(thread(events, 7));
    assertThat(thread(events, 3)).isEqualTo(thread(events, 5)).isNotEqualTo(thread(events, 1));
  }

  @Test
  void aFunctionWhoseClockIsAheadIsNotCut() throws Exception {
    List<JsonNode> events =
        TraceRules.check(
            write(
                List.of(
                    exported(
                        Spans.span(SpanKind.EXECUTION, Spans.id(1), null, 0, 100),
                        Spans.span(SpanKind.ATTEMPT, Spans.id(2), Spans.id(1), 0, 100),
                        Spans.span(SpanKind.LAMBDA, Spans.id(3), Spans.id(2), 20, 130)))));

    JsonNode lambda = events.get(2);
    assertThat(lambda.path("dur").asLong()).isEqualTo(110_000);
    assertThat(lambda.path("ts").asLong())
        .isEqualTo(Spans.START.toEpochMilli() * 1_000 + 456 + 20_000);
    assertThat(thread(events, 3)).isNotEqualTo(thread(events, 2));
  }

  @Test
  void hostileTextIsText() throws Exception {
    StoredSpan span =
        Spans.of(
            Spans.PARENT,
            SpanKind.STATE,
            Spans.HOSTILE,
            Spans.HOSTILE,
            0,
            -1,
            SpanStatus.UNFINISHED,
            new Failure(Spans.HOSTILE, Spans.HOSTILE, null),
            Map.of(Spans.HOSTILE, Spans.HOSTILE));

    List<JsonNode> events = TraceRules.check(write(List.of(exported(span))));

    String sane = Spans.HOSTILE.replace('\ud800', '?').replace(" \udc00", " ?");
    assertThat(events.get(0).path("args").path("cause").asText())
        .isEqualTo(sane.replaceAll("(?<![\\ud800-\\udbff])[\\udc00-\\udfff]", "?"));
    assertThat(events.get(0).path("cname").asText()).isEqualTo("grey");
  }

  @Test
  void theSummarySaysWhatWasFolded() throws Exception {
    List<JsonNode> events = TraceRules.check(write(List.of()));

    JsonNode figures = events.get(0).path("args");
    assertThat(figures.path("summary").asBoolean()).isTrue();
    assertThat(figures.path("count").asLong()).isEqualTo(9_011);
    assertThat(figures.path("p99_ms").asDouble()).isEqualTo(2_000);
    assertThat(events.get(0).path("name").asText()).isEqualTo("9,011 similar children");
  }

  private static <T> T anyOf(Random random, T[] all) {
    return all[random.nextInt(all.length)];
  }

  /** Trees whose spans lie anywhere: parents that are missing, ends before starts, circles. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void noTreeMakesSpansOfALaneOverlap(long seed) throws Exception {
    Random random = new Random(seed);
    List<List<ExportedSpan>> executions = new ArrayList<>();
    int id = 0;
    for (int execution = 0; execution < 20; execution++) {
      List<ExportedSpan> spans = new ArrayList<>();
      int first = id + 1;
      for (int i = 0; i < 40; i++) {
        id++;
        long from = random.nextInt(50);
        long to = random.nextInt(5) == 0 ? -1 : random.nextInt(60);
        int parent = first + random.nextInt(42) - 1;
        spans.add(
            ExportedSpan.of(
                Spans.of(
                    Spans.CHILD + execution,
                    anyOf(random, SpanKind.values()),
                    Spans.id(id),
                    random.nextInt(10) == 0 ? null : Spans.id(parent),
                    from,
                    to,
                    anyOf(random, SpanStatus.values()),
                    Failure.NONE,
                    Map.of())));
      }
      spans.sort(ExportedSpan.IN_ORDER);
      executions.add(spans);
    }

    List<JsonNode> events = TraceRules.check(write(executions));

    assertThat(events).hasSize(id + 1);
    assertThat(write(executions)).isEqualTo(write(executions));
  }
}
