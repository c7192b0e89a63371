package io.fantail.look.terminal.execution;

import io.fantail.look.stored.StoredExecution;
import io.fantail.look.stored.TimeParts;
import io.fantail.look.terminal.Cells;
import io.fantail.look.terminal.Paper;
import io.fantail.look.terminal.Tone;
import io.fantail.look.waterfall.Fold;
import io.fantail.look.waterfall.SpanNode;
import io.fantail.look.waterfall.TraceNode;
import io.fantail.look.waterfall.Waterfall;
import io.fantail.shape.Column;
import io.fantail.shape.Millis;
import io.fantail.span.SpanKind;
import io.fantail.text.Figures;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is said below the waterfall of an execution: where its time went, why it failed, logs, what
 * to ask next.
 */
final class Findings {
  private static final int MOST_FAILURES = 3;
  private static final int MOST_NEXT = 8;
  private static final int MOST_LOGS = 3;
  private static final int MOST_CHARS = 700;

  private final StoredExecution execution;
  private final Paper paper;
  private final List<SpanNode> spans = new ArrayList<>();

  Findings(StoredExecution execution, Waterfall waterfall, Paper paper) {
    this.execution = execution;
    this.paper = paper;
    waterfall.roots().forEach(this::collect);
  }

  private void collect(TraceNode node) {
    if (node instanceof SpanNode span) {
      spans.add(span);
    }
    (node instanceof Fold fold ? fold.members() : node.below()).forEach(this::collect);
  }

  void print() {
    paper.paragraph("critical path:", path(), Tone.STRONG);
    failures();
    logs();
    next();
  }

  private String path() {
    TimeParts parts = execution.parts();
    Duration active = execution.activeTime();
    if (parts == null || active == null) {
      return "not known, as "
          + (execution.eventCount() == 0
              ? "no event of it is here."
              : execution.missingEvents() > 0 ? "events are missing." : "nothing shows its end.");
    }
    return parts.byPart().entrySet().stream()
            .filter(part -> !part.getValue().isZero())
            .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
            .map(
                part ->
                    Column.wordOf(part.getKey()).replace('_', ' ')
                        + " "
                        + Figures.time(Millis.of(part.getValue())))
            .collect(Collectors.joining(", "))
        + (" (" + Figures.time(Millis.of(active)) + " in all)");
  }

  /** The execution's own failure, and those that began it where they say something else. */
  private void failures() {
    Map<String, String> told = new LinkedHashMap<>();
    if (execution.error() != null || execution.cause() != null) {
      told.put(sentence(execution.error(), execution.cause()), "failed:");
    }
    spans.stream()
        .filter(span -> span.span().failureOrigin())
        .forEach(
            span ->
                told.putIfAbsent(
                    sentence(span.span().failure().error(), span.span().failure().cause()),
                    whereOf(span) + ":"));
    int shown = 0;
    for (Map.Entry<String, String> failure : told.entrySet()) {
      if (shown++ < MOST_FAILURES) {
        paper.paragraph(failure.getValue(), failure.getKey(), Tone.BAD);
      }
    }
    if (told.size() > MOST_FAILURES) {
      paper.line("  and " + (told.size() - MOST_FAILURES) + " other failures");
    }
  }

  private static String whereOf(SpanNode span) {
    String state = span.span().stateName();
    String label = SpanWords.label(span).replaceFirst(" {2}.*", "");
    return state == null || span.span().kind() != SpanKind.ATTEMPT ? label : state + " " + label;
  }

  private static String sentence(@Nullable String error, @Nullable String cause) {
    String what = Objects.requireNonNullElse(error, "no name");
    String text = cause == null ? what : what + ": " + cause;
    return text.length() <= MOST_CHARS ? text : text.substring(0, MOST_CHARS) + "…";
  }

  /** Where the logs are of the invocations that failed, or else of the longest. */
  private void logs() {
    List<SpanNode> invocations =
        spans.stream()
            .filter(span -> span.span().kind() == SpanKind.LAMBDA)
            .filter(span -> span.span().requestId() != null)
            .sorted(
                Comparator.comparing((SpanNode span) -> !span.outcome().isError())
                    .thenComparing(
                        SpanNode::millis, Comparator.nullsLast(Comparator.reverseOrder())))
            .toList();
    long bad = invocations.stream().filter(span -> span.outcome().isError()).count();
    invocations.stream()
        .limit(Math.min(MOST_LOGS, Math.max(1, bad)))
        .forEach(
            span ->
                paper.line(
                    "logs of "
                        + Cells.of(
                            span.span().functionName()
                                + ": request "
                                + span.span().requestId()
                                + Objects.requireNonNullElse(streamOf(span), ""),
                            Integer.MAX_VALUE)));
  }

  private static @Nullable String streamOf(SpanNode span) {
    String stream = span.span().attributes().get("log_stream");
    return stream == null ? null : ", stream " + stream;
  }

  private void next() {
    Map<String, String> next = new LinkedHashMap<>();
    for (SpanNode span : spans) {
      String arn = span.elsewhere();
      if (arn != null && !arn.equals(execution.executionArn())) {
        next.putIfAbsent(
            arn,
            span.span().kind() == SpanKind.MAP_RUN
                ? SpanWords.label(span)
                : "started by " + whereOf(span));
      }
    }
    int all = next.size();
    next.entrySet().stream()
        .limit(paper.isAll() ? all : MOST_NEXT)
        .forEach(one -> paper.ask(one.getKey(), one.getValue()));
    if (!paper.isAll() && all > MOST_NEXT) {
      paper.line("  and " + (all - MOST_NEXT) + " more: --all");
    }
    if (execution.mapRunArn() != null) {
      paper.ask(execution.mapRunArn(), "its Map Run");
    } else if (execution.parentExecutionArn() != null) {
      paper.ask(execution.parentExecutionArn(), "what started it");
    }
  }
}
