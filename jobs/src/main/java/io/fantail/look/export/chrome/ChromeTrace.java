package io.fantail.look.export.chrome;

import com.fasterxml.jackson.core.JsonGenerator;
import io.fantail.event.ExecutionArn;
import io.fantail.event.MapRunArn;
import io.fantail.look.export.ExportFiles;
import io.fantail.look.export.ExportedSpan;
import io.fantail.look.export.SimilarChildren;
import io.fantail.look.export.SpanSink;
import io.fantail.look.stored.StoredSpan;
import io.fantail.shape.Millis;
import io.fantail.text.Json;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * {@code trace.json}: the JSON object form of Chrome's Trace Event Format. Every span is a complete
 * event ({@code "ph": "X"}), {@code ts} and {@code dur} in whole microseconds. A process is a Map
 * Run, or all executions that are no children; a thread is an execution, with further ones for what
 * ran beside the rest of it, as events of one thread may not overlap.
 */
public final class ChromeTrace implements SpanSink {
  private static final int WORKFLOWS = 1;
  private static final String NO_MAP_RUN = "";

  private final JsonGenerator json;
  private final Map<String, Integer> processes = new HashMap<>();
  private int threads;

  public ChromeTrace(ExportFiles files) throws IOException {
    // By way of characters: of half a surrogate pair the encoder makes a question mark.
    json =
        Json.FACTORY.createGenerator(
            new BufferedWriter(
                new OutputStreamWriter(files.create("trace.json"), StandardCharsets.UTF_8)));
    json.writeStartObject();
    json.writeStringField("displayTimeUnit", "ms");
    json.writeArrayFieldStart("traceEvents");
    json.writeRaw('\n');
    nameProcess(WORKFLOWS, "Workflows");
  }

  @Override
  public void addExecution(List<ExportedSpan> spans) throws IOException {
    if (spans.isEmpty()) {
      return;
    }
    ExportedSpan first = spans.get(0);
    int process = processOf(first.span());
    int firstThread = threads + 1;
    for (Lanes.Placed placed : Lanes.of(spans)) {
      int thread = firstThread + placed.lane();
      if (thread > threads) {
        threads = thread;
        nameThread(process, thread, threadName(first, placed));
      }
      write(process, thread, placed);
    }
  }

  /** A child is in the process of its Map Run, or of those that are in none. */
  private int processOf(StoredSpan span) throws IOException {
    if (!span.isDistributedMapChild()) {
      return WORKFLOWS;
    }
    String mapRun = span.mapRunArn() == null ? NO_MAP_RUN : span.mapRunArn();
    return processOfMapRun(mapRun);
  }

  private int processOfMapRun(String mapRunArn) throws IOException {
    Integer known = processes.get(mapRunArn);
    if (known != null) {
      return known;
    }
    int process = WORKFLOWS + 1 + processes.size();
    processes.put(mapRunArn, process);
    nameProcess(
        process,
        mapRunArn.equals(NO_MAP_RUN)
            ? "Children of no known Map Run"
            : "Map Run " + shortOf(mapRunArn));
    return process;
  }

  private static String shortOf(String mapRunArn) {
    MapRunArn arn = MapRunArn.parse(mapRunArn);
    return arn == null ? mapRunArn : arn.stateMachineName() + ":" + arn.id();
  }

  private static String threadName(ExportedSpan first, Lanes.Placed placed) {
    String execution = ExecutionArn.shortened(first.span().executionArn());
    String weight =
        first.sampleWeight() == null ? "" : " (stands for " + first.sampleWeight() + ")";
    return placed.lane() == 0
        ? execution + weight
        : execution + ", beside: " + placed.span().title();
  }

  private void write(int process, int thread, Lanes.Placed placed) throws IOException {
    ExportedSpan exported = placed.span();
    begin(process, thread, exported.title(), exported.kindWord(), placed.start(), placed.end());
    switch (exported.span().status()) {
      case ERROR -> json.writeStringField("cname", "terrible");
      case ABORTED -> json.writeStringField("cname", "bad");
      case UNFINISHED -> json.writeStringField("cname", "grey");
      case OK -> {}
    }
    json.writeObjectFieldStart("args");
    writeArguments(exported);
    end();
  }

  private void begin(int process, int thread, String name, String category, long start, long end)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("ph", "X");
    json.writeNumberField("pid", process);
    json.writeNumberField("tid", thread);
    json.writeStringField("name", name);
    json.writeStringField("cat", category);
    json.writeNumberField("ts", start);
    json.writeNumberField("dur", end - start);
  }

  private void end() throws IOException {
    json.writeEndObject();
    json.writeEndObject();
    json.writeRaw('\n');
  }

  private void writeArguments(ExportedSpan exported) throws IOException {
    StoredSpan span = exported.span();
    text("trace_id", span.traceId());
    text("span_id", span.spanId());
    text("parent_span_id", span.parentSpanId());
    text("status", exported.statusWord());
    text("execution_arn", span.executionArn());
    text("map_run_arn", span.mapRunArn());
    text("state_name", span.stateName());
    text("state_type", span.stateType());
    number("attempt", span.attempt());
    number("redrive_count", span.redriveCount() == 0 ? null : span.redriveCount());
    number("iteration", span.iteration());
    text("resource", span.resource());
    text("function_name", span.functionName());
    text("request_id", span.requestId());
    text("link", span.link());
    if (span.coldStart() != null) {
      json.writeBooleanField("cold_start", span.coldStart());
    }
    number("duration_ms", millis(span, StoredSpan::duration));
    number("active_ms", millis(span, StoredSpan::activeTime));
    number("critical_ms", millis(span, StoredSpan::critical));
    text("error", span.failure().error());
    text("cause", span.failure().cause());
    if (exported.isExecution()) {
      number("sample_weight", exported.sampleWeight());
      text("sample_reason", exported.sampleReason());
    }
    text("input", exported.input());
    text("output", exported.output());
    if (!span.attributes().isEmpty()) {
      json.writeObjectFieldStart("attributes");
      for (Map.Entry<String, String> attribute : span.attributes().entrySet()) {
        json.writeStringField(attribute.getKey(), attribute.getValue());
      }
      json.writeEndObject();
    }
  }

  private static @Nullable Double millis(
      StoredSpan span, Function<StoredSpan, @Nullable Duration> of) {
    Duration duration = of.apply(span);
    return duration == null ? null : Millis.of(duration);
  }

  @Override
  public void addSimilar(SimilarChildren children) throws IOException {
    int process = processOfMapRun(children.mapRunArn());
    threads++;
    nameThread(process, threads, children.title() + ", a summary");
    long start = Lanes.micros(children.startedAt());
    begin(
        process,
        threads,
        children.title(),
        "similar_children",
        start,
        Lanes.micros(children.end()));
    json.writeObjectFieldStart("args");
    text("trace_id", children.traceId());
    text("span_id", children.spanId());
    text("parent_span_id", children.parentSpanId());
    text("map_run_arn", children.mapRunArn());
    json.writeBooleanField("summary", true);
    SimilarChildren.Outcomes outcomes = children.outcomes();
    json.writeNumberField("count", outcomes.count());
    json.writeNumberField("succeeded", outcomes.succeeded());
    json.writeNumberField("failed", outcomes.failed());
    json.writeNumberField("timed_out", outcomes.timedOut());
    json.writeNumberField("aborted", outcomes.aborted());
    json.writeNumberField("running", outcomes.running());
    SimilarChildren.ActiveTimes times = children.activeTimes();
    if (times != null) {
      json.writeNumberField("p50_ms", times.p50Ms());
      json.writeNumberField("p99_ms", times.p99Ms());
      json.writeNumberField("max_ms", times.maxMs());
      json.writeNumberField("sum_ms", times.sumMs());
    }
    end();
  }

  private void nameProcess(int process, String name) throws IOException {
    metadata("process_name", process, 0, "name", name);
    metadata("process_sort_index", process, 0, "sort_index", process);
  }

  private void nameThread(int process, int thread, String name) throws IOException {
    metadata("thread_name", process, thread, "name", name);
    metadata("thread_sort_index", process, thread, "sort_index", thread);
  }

  private void metadata(String what, int process, int thread, String key, Object value)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("ph", "M");
    json.writeNumberField("pid", process);
    json.writeNumberField("tid", thread);
    json.writeStringField("name", what);
    json.writeObjectFieldStart("args");
    if (value instanceof Integer number) {
      json.writeNumberField(key, number);
    } else {
      json.writeStringField(key, value.toString());
    }
    end();
  }

  private void text(String name, @Nullable String value) throws IOException {
    if (value != null) {
      json.writeStringField(name, value);
    }
  }

  private void number(String name, @Nullable Integer value) throws IOException {
    if (value != null) {
      json.writeNumberField(name, value);
    }
  }

  private void number(String name, @Nullable Double value) throws IOException {
    if (value != null) {
      json.writeNumberField(name, value);
    }
  }

  @Override
  public void close() throws IOException {
    json.close();
  }
}
