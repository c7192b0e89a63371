package io.fantail.look.export.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import io.fantail.event.Failure;
import io.fantail.look.export.ExportedSpan;
import io.fantail.look.export.Spans;
import io.fantail.look.export.Written;
import io.fantail.look.stored.StoredSpan;
import io.fantail.shape.Column;
import io.fantail.shape.Millis;
import io.fantail.span.SpanKind;
import io.fantail.span.SpanStatus;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OtlpFilesTest {
  /** What UTF-8 cannot have is a question mark. */
  private static final String HOSTILE_IN_UTF8 =
      new String(Spans.HOSTILE.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);

  private static Written write(@Nullable String service, List<List<ExportedSpan>> executions)
      throws IOException {
    Written files = new Written();
    try (OtlpBatches sink =
        new OtlpBatches(service, List.of(new OtlpJsonLines(files), new OtlpProtobuf(files)))) {
      for (List<ExportedSpan> spans : executions) {
        sink.addExecution(spans);
      }
    }
    return files;
  }

  private static List<OtlpRead.Read> fromJson(Written files) {
    return OtlpRead.spans(files.text("traces.jsonl").lines().map(OtlpRead::json).toList());
  }

  private static List<OtlpRead.Read> fromProtobuf(Written files) {
    List<ExportTraceServiceRequest> requests = new ArrayList<>();
    files
        .files()
        .forEach(
            (name, bytes) -> {
              if (name.endsWith(".pb")) {
                requests.add(OtlpRead.protobuf(bytes.toByteArray()));
              }
            });
    return OtlpRead.spans(requests);
  }

  private static List<ExportedSpan> oneOfEachKind() {
    List<ExportedSpan> spans = new ArrayList<>();
    for (SpanKind kind : SpanKind.values()) {
      for (SpanStatus status : SpanStatus.values()) {
        Failure failure =
            status == SpanStatus.ERROR
                ? new Failure("Custom." + Spans.HOSTILE, Spans.HOSTILE, "0123456789abcdef")
                : Failure.NONE;
        int number = 1 + spans.size();
        spans.add(
            ExportedSpan.of(
                Spans.of(
                    Spans.CHILD,
                    kind,
                    Spans.id(number),
                    number == 1 ? null : Spans.id(1),
                    number,
                    status == SpanStatus.UNFINISHED ? -1 : 1_000 + number,
                    status,
                    failure,
                    Map.of("a " + Spans.HOSTILE, Spans.HOSTILE, "empty", ""))));
      }
    }
    return spans;
  }

  private static Map<String, Object> columnsOf(StoredSpan span) {
    Map<String, @Nullable Object> columns = new HashMap<>();
    columns.put("trace_id", span.traceId());
    columns.put("span_id", span.spanId());
    columns.put("parent_span_id", span.parentSpanId());
    columns.put("kind", Column.wordOf(span.kind()));
    columns.put("name", span.name());
    columns.put("is_distributed_map_child", span.isDistributedMapChild());
    columns.put("execution_arn", span.executionArn());
    columns.put("state_machine_name", span.stateMachineName());
    columns.put("state_name", span.stateName());
    columns.put("state_type", span.stateType());
    columns.put("map_run_arn", span.mapRunArn());
    columns.put("attempt", span.attempt() == null ? null : (long) span.attempt());
    columns.put("redrive_count", (long) span.redriveCount());
    columns.put("iteration", span.iteration() == null ? null : (long) span.iteration());
    columns.put("resource", span.resource());
    columns.put("function_name", span.functionName());
    columns.put("request_id", span.requestId());
    columns.put("link", span.link());
    columns.put("cold_start", span.coldStart());
    columns.put("started_at", span.startedAt());
    columns.put("ended_at", span.endedAt());
    columns.put("duration_ms", span.duration() == null ? null : Millis.of(span.duration()));
    columns.put("active_ms", span.activeTime() == null ? null : Millis.of(span.activeTime()));
    columns.put("critical_ms", span.critical() == null ? null : Millis.of(span.critical()));
    columns.put("status", Column.wordOf(span.status()));
    columns.put("failure_origin", span.failureOrigin());
    columns.put("terminal", span.terminal());
    columns.put("error", span.failure().error() == null ? null : "Custom." + HOSTILE_IN_UTF8);
    columns.put("cause", span.failure().cause() == null ? null : HOSTILE_IN_UTF8);
    columns.put("error_fingerprint", span.failure().fingerprint());
    columns.put("attributes", Map.of("a " + HOSTILE_IN_UTF8, HOSTILE_IN_UTF8, "empty", ""));
    columns.values().removeIf(value -> value == null);
    return columns;
  }

  @Test
  void bothFormsHaveEveryColumnOfEveryKindAndStatus() throws Exception {
    List<ExportedSpan> spans = oneOfEachKind();

    Written files = write(null, List.of(spans));

    List<Map<String, Object>> expected = spans.stream().map(one -> columnsOf(one.span())).toList();
    assertThat(fromJson(files)).extracting(OtlpColumns::of).isEqualTo(expected);
    assertThat(fromProtobuf(files)).extracting(OtlpColumns::of).isEqualTo(expected);
  }

  @Test
  void aResourceSaysWhereItRan() throws Exception {
    Written files =
        write(
            null,
            List.of(
                List.of(ExportedSpan.of(Spans.span(SpanKind.EXECUTION, Spans.id(1), null, 0, 9)))));

    assertThat(fromJson(files).get(0).resource())
        .containsEntry("service.name", "orders/Each")
        .containsEntry("cloud.provider", "aws")
        .containsEntry("cloud.region", "eu-west-1")
        .containsEntry("cloud.account.id", "111122223333")
        .containsEntry(
            "cloud.resource_id", "arn:aws:states:eu-west-1:111122223333:stateMachine:orders/Each");
    assertThat(
            fromProtobuf(
                    write(
                        "checkout",
                        List.of(
                            List.of(
                                ExportedSpan.of(
                                    Spans.span(SpanKind.EXECUTION, Spans.id(1), null, 0, 9))))))
                .get(0)
                .resource())
        .containsEntry("service.name", "checkout")
        .containsEntry("fantail.state_machine_name", "orders/Each");
  }

  @Test
  void aSpanWithoutEndEndsWhenSomethingWasLastKnown() throws Exception {
    List<ExportedSpan> spans =
        List.of(
            ExportedSpan.of(Spans.span(SpanKind.EXECUTION, Spans.id(1), null, 0, -1)),
            ExportedSpan.of(Spans.span(SpanKind.STATE, Spans.id(2), Spans.id(1), 5, 700)));

    Span execution = fromJson(write(null, List.of(spans))).get(0).span();

    assertThat(execution.getEndTimeUnixNano() - execution.getStartTimeUnixNano())
        .isEqualTo(700_000_000L);
    assertThat(OtlpRead.valuesOf(execution.getAttributesList()))
        .containsEntry("fantail.unfinished", true);
  }

  @Test
  void anEndBeforeTheStartIsNoNegativeTime() throws Exception {
    Span span =
        fromProtobuf(
                write(
                    null,
                    List.of(
                        List.of(
                            ExportedSpan.of(
                                Spans.span(SpanKind.LAMBDA, Spans.id(1), null, 50, 20))))))
            .get(0)
            .span();

    assertThat(span.getEndTimeUnixNano()).isEqualTo(span.getStartTimeUnixNano());
  }

  @Test
  void theSummaryHangsOnTheMapRunAndSaysWhatItIs() throws Exception {
    Written files = new Written();
    try (OtlpBatches sink =
        new OtlpBatches(null, List.of(new OtlpJsonLines(files), new OtlpProtobuf(files)))) {
      sink.addSimilar(Spans.similar());
    }

    OtlpRead.Read summary = fromJson(files).get(0);

    assertThat(summary.span().getName()).isEqualTo("9,011 similar children");
    assertThat(OtlpRead.hex(summary.span().getParentSpanId().toByteArray()))
        .isEqualTo(Spans.similar().parentSpanId());
    assertThat(summary.attributes())
        .containsEntry("fantail.summary", true)
        .containsEntry("fantail.kind", "similar_children")
        .containsEntry("fantail.summary.count", 9_011L)
        .containsEntry("fantail.summary.timed_out", 3L)
        .containsEntry("fantail.summary.max_ms", 9_000.25);
    assertThat(fromProtobuf(files).get(0).span()).isEqualTo(summary.span());
  }

  @Test
  void theWeightStandsOnTheExecutionAlone() throws Exception {
    List<ExportedSpan> spans =
        List.of(
            new ExportedSpan(
                Spans.span(SpanKind.EXECUTION, Spans.id(1), null, 0, 9), null, null, 12.5, "slow"),
            new ExportedSpan(
                Spans.span(SpanKind.STATE, Spans.id(2), Spans.id(1), 1, 8),
                "in",
                "out",
                12.5,
                "slow"));

    List<OtlpRead.Read> read = fromJson(write(null, List.of(spans)));

    assertThat(read.get(0).attributes())
        .containsEntry("fantail.sample.weight", 12.5)
        .containsEntry("fantail.sample.reason", "slow");
    assertThat(read.get(1).attributes())
        .doesNotContainKeys("fantail.sample.weight", "fantail.sample.reason")
        .containsEntry("fantail.input", "in")
        .containsEntry("fantail.output", "out");
  }

  @Test
  void theCallerThatAnInputNamesIsALink() throws Exception {
    StoredSpan span =
        Spans.of(
            Spans.PARENT,
            SpanKind.EXECUTION,
            Spans.id(1),
            null,
            0,
            9,
            SpanStatus.OK,
            Failure.NONE,
            Map.of(
                "link_trace_id", "4bf92f3577b34da6a3ce929d0e0e4736",
                "link_span_id", "00f067aa0ba902b7"));

    Span read = fromJson(write(null, List.of(List.of(ExportedSpan.of(span))))).get(0).span();

    assertThat(read.getLinksList())
        .extracting(link -> OtlpRead.hex(link.getSpanId().toByteArray()))
        .containsExactly("00f067aa0ba902b7");
  }

  @Test
  void aLargeExportIsSeveralFilesEachOneRequest() throws Exception {
    Written files = new Written();
    int executions = 40;
    try (OtlpBatches sink = new OtlpBatches(null, List.of(new OtlpProtobuf(files, 100_000)))) {
      for (int i = 0; i < executions; i++) {
        sink.addExecution(
            List.of(
                ExportedSpan.of(
                    Spans.of(
                        Spans.CHILD + i,
                        SpanKind.EXECUTION,
                        Spans.id(1 + i),
                        null,
                        i,
                        9 + i,
                        SpanStatus.ERROR,
                        new Failure("E", "x".repeat(100_000), null),
                        Map.of()))));
      }
    }

    assertThat(files.files().keySet()).contains("traces.pb", "traces-2.pb");
    assertThat(fromProtobuf(files)).hasSize(executions);
  }

  @Test
  void theSameSpansMakeTheSameBytes() throws Exception {
    Written once = write(null, List.of(oneOfEachKind()));
    Written again = write(null, List.of(oneOfEachKind()));

    assertThat(again.bytes("traces.jsonl")).isEqualTo(once.bytes("traces.jsonl"));
    assertThat(again.bytes("traces.pb")).isEqualTo(once.bytes("traces.pb"));
  }

  @Test
  void nothingMakesFilesOfNothing() throws Exception {
    Written files = write(null, List.of());

    assertThat(files.text("traces.jsonl")).isEmpty();
    assertThat(fromProtobuf(files)).isEmpty();
  }
}
