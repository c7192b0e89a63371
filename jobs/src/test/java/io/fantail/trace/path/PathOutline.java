package io.fantail.trace.path;

import io.fantail.span.LambdaInvocation;
import io.fantail.span.Span;
import io.fantail.span.SpanKind;
import io.fantail.span.durable.Durables;
import io.fantail.span.execution.ExecutionSpans;
import io.fantail.testing.History;
import io.fantail.trace.lambda.LambdaLink;
import io.fantail.trace.lambda.LambdaMatch;
import io.fantail.trace.lambda.LinkedSpan;
import io.fantail.trace.link.Holes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The critical path of a history as text: the parts that took any time, and the spans on the path
 * with theirs, in milliseconds.
 */
final class PathOutline {
  private final List<LinkedSpan> spans;
  private final @Nullable PathTiles path;

  private PathOutline(ExecutionSpans built, List<LambdaMatch> matches) {
    spans = LinkedSpan.of(built.spans(), matches);
    path = CriticalPath.of(Holes.of(0, built).execution(), spans);
  }

  static PathOutline of(History history) {
    return new PathOutline(history.spans(), List.of());
  }

  /** With invocations of the attempts that were made, in their order; null for no invocation. */
  static PathOutline of(History history, @Nullable LambdaInvocation... invocations) {
    ExecutionSpans built = history.spans();
    List<Span> attempts =
        built.spans().stream().filter(span -> span.kind() == SpanKind.ATTEMPT).toList();
    List<LambdaMatch> matches = new ArrayList<>();
    for (int i = 0; i < invocations.length; i++) {
      LambdaInvocation invocation = invocations[i];
      if (invocation != null) {
        String attempt = attempts.get(Math.min(i, attempts.size() - 1)).spanId();
        matches.add(new LambdaMatch(attempt, LambdaLink.REQUEST_ID, invocation));
      }
    }
    return new PathOutline(built, matches);
  }

  /** With a durable execution that the first attempt began, and invocations of it. */
  static PathOutline ofDurable(History history, LambdaInvocation... invocations) {
    ExecutionSpans built = history.spans();
    String attempt =
        built.spans().stream()
            .filter(span -> span.kind() == SpanKind.ATTEMPT)
            .findFirst()
            .orElseThrow()
            .spanId();
    List<LambdaMatch> matches = new ArrayList<>();
    for (LambdaInvocation invocation : invocations) {
      matches.add(new LambdaMatch(attempt, LambdaLink.DURABLE_EXECUTION, invocation));
    }
    String arn =
        "arn:aws:lambda:eu-west-1:123456789012:function:charge:1/durable-execution/order/x";
    matches.add(new LambdaMatch(attempt, LambdaLink.REQUEST_ID, null, Durables.of(arn, 120, "r1")));
    return new PathOutline(built, matches);
  }

  /** {@code queue 10, lambda 30}. */
  String parts() {
    PathTiles known = Objects.requireNonNull(path);
    return Arrays.stream(TimePart.values())
        .filter(part -> !known.timeOf(part).isZero())
        .map(part -> part.name().toLowerCase(Locale.ROOT) + " " + millis(known.timeOf(part)))
        .collect(Collectors.joining(", "));
  }

  /** {@code Charge 40} for each state, iteration or branch on the path. */
  String spans(SpanKind... kinds) {
    PathTiles known = Objects.requireNonNull(path);
    List<String> found = new ArrayList<>();
    for (int i = 0; i < spans.size(); i++) {
      Span span = spans.get(i).span();
      Duration time = known.timeOf(i);
      if (time != null && List.of(kinds).contains(span.kind())) {
        found.add(span.name() + " " + millis(time));
      }
    }
    return String.join(", ", found);
  }

  boolean isKnown() {
    return path != null;
  }

  private static String millis(Duration time) {
    double millis = time.toNanos() / 1e6;
    return millis == Math.rint(millis) ? Long.toString((long) millis) : Double.toString(millis);
  }
}
