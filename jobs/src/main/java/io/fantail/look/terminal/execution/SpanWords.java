package io.fantail.look.terminal.execution;

import io.fantail.look.stored.StoredSpan;
import io.fantail.look.waterfall.Fold;
import io.fantail.look.waterfall.Outcome;
import io.fantail.look.waterfall.SpanNode;
import io.fantail.look.waterfall.TraceNode;
import io.fantail.shape.Millis;
import io.fantail.span.SpanAttributes;
import io.fantail.span.SpanKind;
import io.fantail.text.Figures;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a row of a waterfall says in words. */
final class SpanWords {
  /** A queue is told from this share of an attempt on, and this length. */
  private static final double MUCH = 0.1;

  private static final double LONG_MS = 100;

  private SpanWords() {}

  /** What it is, in front of its bar. */
  static String label(SpanNode node) {
    StoredSpan span = node.span();
    String name = Objects.requireNonNullElse(span.name(), "(no name)");
    return switch (span.kind()) {
      case EXECUTION -> "execution";
      case MAP_RUN -> "Map Run " + name;
      case STATE -> span.stateType() == null ? name : name + "  " + lower(span.stateType());
      case ITERATION ->
          "iteration" + (span.iteration() == null ? "" : " " + span.iteration()) + tryOf(span);
      case BRANCH -> "branch" + (name.matches("\\d+") ? " " + name : "") + tryOf(span);
      case ATTEMPT ->
          "attempt"
              + (span.attempt() == null ? "" : " " + span.attempt())
              + (span.resource() == null ? "" : "  " + shortened(span));
      case LAMBDA -> "lambda " + name;
      case DURABLE_EXECUTION -> "durable execution " + name;
      case CONTEXT, WAIT, CALLBACK -> lower(span.kind().name()) + " " + name;
      case STEP -> "step " + name + (span.attempt() == null ? "" : ", try " + span.attempt());
      case CHAINED_INVOKE -> "invoke " + name;
      case AWS -> "X-Ray " + name;
    };
  }

  /** The same for alike ones together. */
  static String plural(SpanNode one) {
    String name = Objects.requireNonNullElse(one.span().name(), "(no name)");
    return switch (one.span().kind()) {
      case ITERATION -> "iterations" + tryOf(one.span());
      case BRANCH -> "branches" + tryOf(one.span());
      case ATTEMPT -> "attempts";
      case STATE -> "× " + name;
      case STEP -> "× step " + name;
      default -> "× " + label(one);
    };
  }

  /** What is worth knowing of it, the most important first. */
  static List<String> notes(SpanNode node) {
    StoredSpan span = node.span();
    Map<String, String> attributes = span.attributes();
    List<String> notes = new ArrayList<>();
    switch (node.outcome()) {
      case OK -> {}
      case FAILED -> addError(node, "failed", notes);
      case TIMED_OUT -> addError(node, "timed out", notes);
      case ABORTED -> notes.add("aborted");
      case UNFINISHED ->
          notes.add(
              SpanAttributes.RUNNING.equals(attributes.get(SpanAttributes.UNFINISHED_REASON))
                  ? "no end in the archive"
                  : "its end is missing");
    }
    if (node.isOrphan()) {
      notes.add("its parent is missing");
    } else if (node.isPlaceUnknown()) {
      notes.add("its place is not known");
    }
    if (attributes.containsKey(SpanAttributes.START_MISSING)) {
      notes.add("its start is missing");
    }
    if (span.kind() == SpanKind.LAMBDA && Boolean.TRUE.equals(span.coldStart())) {
      Double millis = node.coldMillis();
      notes.add(millis == null ? "cold start" : "cold start " + Figures.time(millis));
    }
    add(notes, "caught ", attributes.get(SpanAttributes.CAUGHT_ERROR));
    if (span.redriveCount() > 0 && node.outcome() != Outcome.UNFINISHED) {
      notes.add("redrive " + span.redriveCount());
    }
    queued(node, notes);
    if (span.link() != null && NO_LOGS.containsKey(span.link())) {
      notes.add(NO_LOGS.get(span.link()));
    }
    add(notes, "end by ", attributes.get(SpanAttributes.ENDED_BY));
    add(notes, "only by ", attributes.get(SpanAttributes.DESCRIBED_BY));
    return notes;
  }

  private static final Map<String, String> NO_LOGS =
      Map.of(
          "ambiguous", "its logs are ambiguous",
          "no_logs", "no logs",
          "not_invoked", "not invoked");

  /** An error that came from below is told there. */
  private static void addError(SpanNode node, String unnamed, List<String> notes) {
    String error = node.span().failure().error();
    if (error == null || !hasBelow(node, error)) {
      notes.add(Objects.requireNonNullElse(error, unnamed));
    }
  }

  private static boolean hasBelow(TraceNode node, String error) {
    return node.below().stream()
        .anyMatch(
            below ->
                below instanceof SpanNode span
                    ? error.equals(span.span().failure().error())
                    : below instanceof Fold fold && fold.figures().errors().containsKey(error));
  }

  private static void queued(SpanNode node, List<String> notes) {
    Instant started = node.taskStartedAt();
    Double whole = node.millis();
    if (started != null && whole != null && started.isAfter(node.startedAt())) {
      double queue = Millis.of(Duration.between(node.startedAt(), started));
      if (queue >= LONG_MS && queue >= MUCH * whole) {
        notes.add("queued " + Figures.time(queue));
      }
    }
  }

  private static void add(List<String> notes, String what, @Nullable String value) {
    if (value != null) {
      notes.add(what + value);
    }
  }

  private static String tryOf(StoredSpan span) {
    String number = span.attributes().get(SpanAttributes.TRY);
    return number == null ? "" : ", try " + number;
  }

  /** The integration; in the place of an ARN the function that it names, or its end. */
  private static String shortened(StoredSpan span) {
    String resource = Objects.requireNonNullElse(span.resource(), "");
    return !resource.startsWith("arn:")
        ? resource
        : Objects.requireNonNullElse(
            span.functionName(), resource.substring(resource.lastIndexOf(':') + 1));
  }

  private static String lower(String word) {
    return word.toLowerCase(Locale.ROOT);
  }
}
