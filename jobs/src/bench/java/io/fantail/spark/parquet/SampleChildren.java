package io.fantail.spark.parquet;

import io.fantail.event.FunctionReference;
import io.fantail.event.HistoryEvent;
import io.fantail.event.LambdaCall;
import io.fantail.event.UpstreamContext;
import io.fantail.span.execution.ExecutionSpans;
import io.fantail.span.execution.PackedExecution;
import io.fantail.testing.EventDraft;
import io.fantail.testing.History;
import io.fantail.trace.SpanInTrace;
import io.fantail.trace.lambda.LinkedSpan;
import io.fantail.trace.link.ExecutionLink;
import io.fantail.trace.link.MapRunEvidence;
import io.fantail.trace.link.TracePlace;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/** Children of a Distributed Map that invoke a function each, as a run has them in memory. */
final class SampleChildren {
  private static final String ACCOUNT = "arn:aws:states:eu-west-1:111122223333:";
  private static final String PARENT = ACCOUNT + "execution:ImagePipeline:daily-0001";
  private static final String MAP_RUN = ACCOUNT + "mapRun:ImagePipeline/ProcessImageMap:";
  private static final int FILES = 16;

  private final Random random = new Random(1);
  private final String mapRunArn = MAP_RUN + id();
  private final ExecutionLink link =
      new ExecutionLink(
          MapRunEvidence.CONTEXT,
          null,
          mapRunArn,
          "0123456789abcdef",
          PARENT,
          new TracePlace(PARENT, "0123456789abcdef0123456789abcdef"),
          null);
  private final List<HistoryEvent> events = new ArrayList<>();
  private final List<SpanInTrace> spans = new ArrayList<>();

  /** Makes so many children. */
  SampleChildren(int children) {
    for (int child = 0; child < children; child++) {
      List<HistoryEvent> history = history();
      events.addAll(history);
      byte[] packed = PackedExecution.WHOLE.pack(ExecutionSpans.of(history, List.of()));
      ExecutionSpans built = PackedExecution.WHOLE.unpack(packed);
      LinkedSpan.of(built.spans(), List.of())
          .forEach(span -> spans.add(new SpanInTrace(span, null, built.execution(), link)));
    }
  }

  List<HistoryEvent> events() {
    return events;
  }

  List<SpanInTrace> spans() {
    return spans;
  }

  private List<HistoryEvent> history() {
    String arn = ACCOUNT + "execution:ImagePipeline/ProcessImageMap:" + id();
    String file = "file:/archive/states/stream-" + random.nextInt(FILES) + "/000000.gz";
    Instant start = History.EPOCH.plusMillis(random.nextInt(10_000_000));
    LambdaCall scheduled = LambdaCall.of(FunctionReference.named("ProcessImageLambda"));
    LambdaCall answered =
        new LambdaCall(null, id(), "1-6abcdef0-" + hex().substring(8), "$LATEST", false, false);
    return History.startedAs(arn, UpstreamContext.NONE)
        .items(1)
        .event(2, 0, "TaskStateEntered", "Lambda Invoke")
        .scheduled(3, 2, "TaskScheduled", "lambda:invoke")
        .call(scheduled)
        .scheduled(4, 3, "TaskStarted", "lambda:invoke")
        .scheduled(5, 4, "TaskSucceeded", "lambda:invoke")
        .call(answered)
        .event(6, 5, "TaskStateExited", "Lambda Invoke")
        .event(7, 6, "ExecutionSucceeded")
        .events()
        .stream()
        .map(event -> inArchive(event, start, file))
        .toList();
  }

  private HistoryEvent inArchive(HistoryEvent event, Instant start, String file) {
    return EventDraft.changed(
        event,
        draft -> {
          draft.at = start.plusMillis(event.id() * 40 + random.nextInt(40));
          draft.sourceFile = file;
          // As it comes out of bytes: another object each time.
          draft.stateName = event.stateName() == null ? null : new String(event.stateName());
          draft.resource = event.resource() == null ? null : new String(event.resource());
        });
  }

  private String id() {
    return new UUID(random.nextLong(), random.nextLong()).toString();
  }

  private String hex() {
    return HexFormat.of().toHexDigits(random.nextLong())
        + HexFormat.of().toHexDigits(random.nextLong());
  }
}
