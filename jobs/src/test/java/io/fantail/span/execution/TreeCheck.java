package io.fantail.span.execution;

import io.fantail.span.ExecutionStatus;
import io.fantail.span.Span;
import io.fantail.span.SpanKind;
import io.fantail.testing.workflow.ExecutionRun;
import io.fantail.testing.workflow.Terminal;
import io.fantail.testing.workflow.TrueSpan;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Compares the spans built from the first events of a run with the tree that is true of them. */
final class TreeCheck {
  private final ExecutionSpans built;
  private final ExecutionRun run;
  private final long lastEvent;
  private final Map<String, List<Span>> childrenOf = new HashMap<>();
  private final List<String> problems = new ArrayList<>();

  private TreeCheck(ExecutionSpans built, ExecutionRun run, long lastEvent) {
    this.built = built;
    this.run = run;
    this.lastEvent = lastEvent;
  }

  /**
   * What is not as it is true; nothing when all is.
   *
   * @param lastEvent the events up to this id are there, all of them
   */
  static List<String> problems(ExecutionSpans built, ExecutionRun run, long lastEvent) {
    TreeCheck check = new TreeCheck(built, run, lastEvent);
    check.checkAll();
    return check.problems;
  }

  private void checkAll() {
    Set<String> ids = new HashSet<>();
    for (Span span : built.spans()) {
      if (!ids.add(span.spanId())) {
        problems.add("span id twice: " + span);
      }
      if (span.parentSpanId() != null) {
        childrenOf.computeIfAbsent(span.parentSpanId(), id -> new ArrayList<>()).add(span);
      }
    }
    Span root = built.spans().get(0);
    if (built.spans().stream().filter(span -> span.parentSpanId() == null).count() != 1) {
      problems.add("no single root");
    }
    compare(root, run.root);
    int compared = childrenOf.values().stream().mapToInt(List::size).sum() + 1;
    if (compared != built.spans().size()) {
      problems.add("spans without their parent");
    }
    checkStatus();
  }

  private void checkStatus() {
    Terminal terminal = null;
    for (Terminal each : run.terminals) {
      boolean redriven = each.event().id() < lastEvent;
      terminal = each.event().id() <= lastEvent ? each : terminal;
      if (redriven && run.events.size() > each.event().id()) {
        terminal = null;
      }
    }
    String status =
        terminal == null
            ? "RUNNING"
            : switch (terminal.event().type()) {
              case "ExecutionSucceeded" -> "SUCCEEDED";
              case "ExecutionAborted" -> "ABORTED";
              case "ExecutionTimedOut" -> "TIMED_OUT";
              default -> "FAILED";
            };
    if (!built.execution().status().name().equals(status)) {
      problems.add("status " + built.execution().status() + " is truly " + status);
    }
    if (terminal != null
        && !Objects.equals(built.execution().failure().error(), terminal.error())) {
      problems.add(
          "error " + built.execution().failure().error() + " is truly " + terminal.error());
    }
  }

  private void compare(Span span, TrueSpan truth) {
    checkOne(span, truth);
    List<Span> children = childrenOf.getOrDefault(span.spanId(), List.of());
    for (SpanKind kind : SpanKind.values()) {
      List<Span> ofKind = children.stream().filter(child -> child.kind() == kind).toList();
      List<TrueSpan> truly =
          truth.children.stream()
              .filter(child -> child.kind == kind && child.beginEvent <= lastEvent)
              .toList();
      if (ofKind.size() != truly.size()) {
        problems.add(
            kind
                + "s in "
                + truth.name
                + " (event "
                + truth.beginEvent
                + "): "
                + ofKind.size()
                + " are truly "
                + truly.size());
        continue;
      }
      for (int i = 0; i < truly.size(); i++) {
        compare(ofKind.get(i), truly.get(i));
        checkWithin(ofKind.get(i), span);
      }
      if (kind == SpanKind.ATTEMPT) {
        checkApart(ofKind);
      }
    }
  }

  private void checkOne(Span span, TrueSpan truth) {
    same(truth, "name", span.name(), truth.name);
    same(truth, "start", millis(span.startedAt()), truth.startedAt);
    same(truth, "attempt", span.attempt(), truth.attempt);
    same(truth, "iteration", span.iteration(), truth.iteration);
    same(truth, "redrive count", span.redriveCount(), truth.redriveCount);
    same(truth, "Map Run", span.mapRunArn(), truth.mapRunArn);
    boolean goesOn =
        lastEvent < run.events.size() || built.execution().status() == ExecutionStatus.RUNNING;
    if (!truth.endsLike(span.status(), millis(span.endedAt()), lastEvent)
        && !(goesOn && truth.hasFailedLike(span.status(), millis(span.endedAt())))
        && !(goesOn && span.endedAt() == null && truth.isUntold(lastEvent))) {
      problem(truth, "end", span.status() + " " + span.endedAt() + " " + millis(span.endedAt()));
    }
    if (span.endedAt() != null
        && truth.kind == SpanKind.ATTEMPT
        && lastEvent == run.events.size()) {
      same(truth, "error", span.failure().error(), truth.error);
      same(truth, "request id", span.call().requestId(), truth.requestId);
    }
    boolean terminal = truth == blamed();
    same(truth, "terminal", span.terminal(), terminal);
    if (terminal) {
      same(truth, "terminal error", span.failure().error(), Objects.requireNonNull(last()).error());
    }
    if (span.terminal() && !span.failureOrigin()) {
      problem(truth, "origin", "a terminal failure begins nowhere");
    }
  }

  private @Nullable TrueSpan blamed() {
    Terminal last = last();
    return last == null ? null : last.blamed();
  }

  /** The end that is the last event there is. */
  private @Nullable Terminal last() {
    return run.terminals.stream()
        .filter(terminal -> terminal.event().id() == lastEvent)
        .findFirst()
        .orElse(null);
  }

  private void checkWithin(Span span, Span parent) {
    Instant end = span.endedAt();
    Instant parentEnd = parent.endedAt();
    if (span.startedAt().isBefore(parent.startedAt())
        || (end != null && end.isBefore(span.startedAt()))
        || (end != null && parentEnd != null && end.isAfter(parentEnd))) {
      problems.add(
          "out of its parent: "
              + span.kind()
              + " "
              + span.name()
              + " "
              + span.startedAt()
              + ".."
              + end
              + " in "
              + parent.kind()
              + " "
              + parent.name()
              + " "
              + parent.startedAt()
              + ".."
              + parentEnd);
    }
  }

  private void checkApart(List<Span> attempts) {
    for (int i = 1; i < attempts.size(); i++) {
      Instant end = attempts.get(i - 1).endedAt();
      if (end == null || attempts.get(i).startedAt().isBefore(end)) {
        problems.add("attempts overlap in " + attempts.get(i).name());
      }
    }
  }

  private void same(
      TrueSpan truth, String what, @Nullable Object actual, @Nullable Object expected) {
    if (!Objects.equals(actual, expected)) {
      problem(truth, what, actual + " is truly " + expected);
    }
  }

  private void problem(TrueSpan truth, String what, String text) {
    problems.add(what + " of " + truth + ": " + text);
  }

  private static @Nullable Long millis(@Nullable Instant at) {
    return at == null ? null : at.toEpochMilli();
  }
}
