package io.fantail.span.execution;

import io.fantail.span.ExecutionStatus;
import io.fantail.span.Span;
import io.fantail.span.SpanAttributes;
import io.fantail.span.SpanKind;
import io.fantail.span.SpanStatus;
import io.fantail.testing.workflow.ExecutionRun;
import io.fantail.testing.workflow.Terminal;
import io.fantail.testing.workflow.TrueSpan;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Whether what was built of some of the events is true as far as it goes: every span was there, in
 * that place, from that time; it ended as it says, or it says how the end was guessed, or nothing.
 */
final class DamageCheck {
  private final ExecutionSpans built;
  private final ExecutionRun run;
  private final List<TrueSpan> all = new ArrayList<>();
  private final Map<String, Set<TrueSpan>> matches = new HashMap<>();
  private final List<String> problems = new ArrayList<>();

  private DamageCheck(ExecutionSpans built, ExecutionRun run) {
    this.built = built;
    this.run = run;
    collect(run.root);
  }

  static List<String> problems(ExecutionSpans built, ExecutionRun run) {
    DamageCheck check = new DamageCheck(built, run);
    check.checkAll();
    return check.problems;
  }

  private void collect(TrueSpan span) {
    all.add(span);
    span.children.forEach(this::collect);
  }

  private void checkAll() {
    Set<String> ids = new HashSet<>();
    for (Span span : built.spans()) {
      if (!ids.add(span.spanId())) {
        problems.add("span id twice: " + span);
      }
    }
    // Parents come before what is inside them, but for those without a place, at the end.
    Map<String, Span> byId =
        built.spans().stream().collect(Collectors.toMap(Span::spanId, span -> span, (a, b) -> a));
    for (Span span : built.spans()) {
      match(span, byId);
    }
    for (Span span : built.spans()) {
      Set<TrueSpan> candidates = matches.getOrDefault(span.spanId(), Set.of());
      if (candidates.isEmpty()) {
        problems.add("nothing true is like " + described(span));
      } else if (candidates.stream().noneMatch(truth -> isTrueOf(span, truth))) {
        problems.add("not so: " + described(span) + " of " + candidates);
      }
    }
  }

  private Set<TrueSpan> match(Span span, Map<String, Span> byId) {
    Set<TrueSpan> known = matches.get(span.spanId());
    if (known != null) {
      return known;
    }
    Span parent = span.parentSpanId() == null ? null : byId.get(span.parentSpanId());
    Set<TrueSpan> above = parent == null ? Set.of() : match(parent, byId);
    Set<TrueSpan> found = new HashSet<>();
    boolean misplaced = has(span, SpanAttributes.PREDECESSOR_MISSING) || isUnplaced(span);
    for (TrueSpan truth : all) {
      boolean inPlace =
          truth.parent == null
              ? parent == null
              : misplaced ? above.stream().anyMatch(truth::isUnder) : above.contains(truth.parent);
      if (inPlace && isLike(span, truth)) {
        found.add(truth);
      }
    }
    matches.put(span.spanId(), found);
    return found;
  }

  /** A failed evaluation whose state's Entered is missing hangs on the execution. */
  private static boolean isUnplaced(Span span) {
    return span.kind() == SpanKind.STATE && has(span, SpanAttributes.START_MISSING);
  }

  private static boolean isLike(Span span, TrueSpan truth) {
    boolean named =
        span.kind() == SpanKind.BRANCH
            ? bare(truth.name).equals(bare(String.valueOf(span.name())))
            : truth.name.equals(span.name())
                || (span.kind() == SpanKind.ATTEMPT
                    && has(span, SpanAttributes.PREDECESSOR_MISSING));
    long startedAt = span.startedAt().toEpochMilli();
    boolean timed =
        has(span, SpanAttributes.START_MISSING)
            ? truth.startedAt <= startedAt
            : truth.startedAt == startedAt;
    return truth.kind == span.kind() && named && timed;
  }

  private static String bare(String name) {
    return name.replaceAll("\\[\\d+]$", "");
  }

  private boolean isTrueOf(Span span, TrueSpan truth) {
    Instant endedAt = span.endedAt();
    boolean ended;
    if (endedAt == null || span.kind() == SpanKind.BRANCH) {
      // No event ends a branch: it ends with the last of its states that is known.
      ended = true;
    } else if (span.status() == SpanStatus.ABORTED
        && has(span, SpanAttributes.PREDECESSOR_MISSING)) {
      // That the failure which aborted the others was its own is told by what is missing.
      ended = truth.wasOverAt(endedAt.toEpochMilli());
    } else if (has(span, SpanAttributes.ENDED_BY)) {
      ended = truth.wasOverAt(endedAt.toEpochMilli());
      ended &= span.status() != SpanStatus.OK || truth.everWas(SpanStatus.OK);
    } else {
      ended = truth.everEndedLike(span.status(), endedAt.toEpochMilli());
      // Whether that was caught is told by what comes next, and nothing more is there.
      ended |=
          built.execution().status() == ExecutionStatus.RUNNING
              && truth.hasFailedLike(span.status(), endedAt.toEpochMilli());
    }
    String requestId = span.call().requestId();
    boolean called = requestId == null || requestId.equals(truth.requestId);
    boolean blamed = !span.terminal() || isBlamed(truth);
    return ended && called && blamed;
  }

  private boolean isBlamed(TrueSpan truth) {
    return run.terminals.stream()
        .map(Terminal::blamed)
        .anyMatch(blamed -> blamed != null && blamed.isUnder(truth));
  }

  private static boolean has(Span span, String attribute) {
    return span.attributes().containsKey(attribute);
  }

  private static String described(Span span) {
    return span.kind()
        + " "
        + span.name()
        + " "
        + at(span.startedAt())
        + ".."
        + at(span.endedAt())
        + " "
        + span.status()
        + (span.terminal() ? " terminal " : " ")
        + span.attributes();
  }

  private static String at(@Nullable Instant at) {
    return at == null ? "" : String.valueOf(at.toEpochMilli() % 10_000_000);
  }
}
