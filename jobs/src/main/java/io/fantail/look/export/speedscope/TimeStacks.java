package io.fantail.look.export.speedscope;

import io.fantail.look.stored.StoredSpan;
import io.fantail.shape.Millis;
import io.fantail.span.SpanAttributes;
import io.fantail.span.SpanKind;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ObjLongConsumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Where the time of one execution went: its state machine, the states that its end waited for, one
 * in the other, and what they did meanwhile. It is made of {@code critical_ms}, how long each span
 * held up the end of the execution: what a span has of its own is what those below it have not. So
 * the times of all stacks add up to the active time of the execution.
 *
 * <p>What a state did are the parts of {@code executions}: queue, cold_start, lambda, task, retry,
 * wait, map and other. They are told from the spans and can differ from the columns where clocks
 * disagree: what the columns count as queue or cold start beyond the span counts as task here.
 */
public final class TimeStacks {
  private final Map<String, List<StoredSpan>> below = new HashMap<>();
  private final ObjLongConsumer<List<String>> add;

  private TimeStacks(List<StoredSpan> spans, ObjLongConsumer<List<String>> add) {
    this.add = add;
    Set<String> known = spans.stream().map(StoredSpan::spanId).collect(Collectors.toSet());
    for (StoredSpan span : spans) {
      String parent = span.parentSpanId();
      if (parent != null && known.contains(parent) && span.kind() != SpanKind.EXECUTION) {
        below.computeIfAbsent(parent, unseen -> new ArrayList<>()).add(span);
      }
    }
  }

  /**
   * Adds up the time of an execution; of one that has no critical path there is none.
   *
   * @param spans of it
   * @return microseconds by the stack, outermost first
   */
  public static Map<List<String>, Long> of(List<StoredSpan> spans) {
    Map<List<String>, Long> times = new TreeMap<>(STACKS);
    TimeStacks stacks =
        new TimeStacks(
            spans,
            (stack, micros) -> {
              if (micros > 0) {
                times.merge(stack, micros, Long::sum);
              }
            });
    spans.stream()
        .filter(span -> span.kind() == SpanKind.EXECUTION && span.critical() != null)
        .findFirst()
        .ifPresent(execution -> stacks.walk(execution, List.of(execution.stateMachineName()), 0));
    return times;
  }

  /** Frame by frame. */
  public static final Comparator<List<String>> STACKS =
      (left, right) -> {
        int shared = Math.min(left.size(), right.size());
        for (int i = 0; i < shared; i++) {
          int order = left.get(i).compareTo(right.get(i));
          if (order != 0) {
            return order;
          }
        }
        return Integer.compare(left.size(), right.size());
      };

  /** No execution is nested so deep; spans that lie in a circle are. */
  private static final int DEEPEST = 200;

  private void walk(StoredSpan span, List<String> stack, int depth) {
    if (depth > DEEPEST) {
      return;
    }
    List<StoredSpan> inner = below.getOrDefault(span.spanId(), List.of());
    long own = micros(span.critical());
    String lastAttempt = lastAttempt(inner);
    for (StoredSpan one : inner) {
      long its = micros(one.critical());
      own -= its;
      if (one.kind() == SpanKind.ATTEMPT && !one.spanId().equals(lastAttempt)) {
        add.accept(with(stack, "retry"), its);
      } else if (its > 0) {
        walk(one, one.kind() == SpanKind.STATE ? with(stack, nameOf(one)) : stack, depth + 1);
      }
    }
    addOwn(span, inner, Math.max(0, own), stack);
  }

  private void addOwn(StoredSpan span, List<StoredSpan> inner, long own, List<String> stack) {
    switch (span.kind()) {
      case STATE -> addState(span, inner, own, stack);
      case ATTEMPT -> addAttempt(span, inner, own, stack);
      case LAMBDA -> add.accept(with(stack, "lambda"), own);
      case MAP_RUN -> add.accept(with(stack, "map"), own);
      case DURABLE_EXECUTION, CONTEXT, STEP, WAIT, CALLBACK, CHAINED_INVOKE ->
          add.accept(with(stack, "wait"), own);
      case EXECUTION, ITERATION, BRANCH, AWS -> add.accept(with(stack, "other"), own);
    }
  }

  /**
   * Between attempts a state is retrying; what lies before the first and behind the last is not.
   */
  private void addState(StoredSpan state, List<StoredSpan> inner, long own, List<String> stack) {
    if ("Wait".equals(state.stateType())) {
      add.accept(with(stack, "wait"), own);
      return;
    }
    long backoff = 0;
    for (StoredSpan one : inner) {
      if (one.kind() == SpanKind.ATTEMPT) {
        backoff += 1_000 * numberOf(one, SpanAttributes.BACKOFF_MS);
      }
    }
    long retry = Math.min(own, backoff);
    add.accept(with(stack, "retry"), retry);
    add.accept(with(stack, "other"), own - retry);
  }

  private void addAttempt(
      StoredSpan attempt, List<StoredSpan> inner, long own, List<String> stack) {
    long queue = Math.min(own, queueOf(attempt));
    long init = 0;
    for (StoredSpan one : inner) {
      if (one.kind() == SpanKind.LAMBDA && Boolean.TRUE.equals(one.coldStart())) {
        init += Math.round(1_000 * (decimalOf(one, "init_ms") + decimalOf(one, "restore_ms")));
      }
    }
    long coldStart = Math.min(own - queue, init);
    String resource = attempt.resource();
    boolean waits = resource != null && resource.endsWith(".waitForTaskToken");
    add.accept(with(stack, "queue"), queue);
    add.accept(with(stack, "cold_start"), coldStart);
    add.accept(with(stack, waits ? "wait" : "task"), own - queue - coldStart);
  }

  private static long queueOf(StoredSpan attempt) {
    String startedAt = attempt.attributes().get(SpanAttributes.STARTED_AT);
    if (startedAt == null) {
      return 0;
    }
    try {
      return Math.max(
          0, Duration.between(attempt.startedAt(), Instant.parse(startedAt)).toNanos() / 1_000);
    } catch (DateTimeParseException unknown) {
      return 0;
    }
  }

  /** Its id. */
  private static @Nullable String lastAttempt(List<StoredSpan> spans) {
    return spans.stream()
        .filter(span -> span.kind() == SpanKind.ATTEMPT)
        .max(
            Comparator.comparing(StoredSpan::startedAt)
                .thenComparing(StoredSpan::redriveCount)
                .thenComparing(span -> span.attempt() == null ? 0 : span.attempt()))
        .map(StoredSpan::spanId)
        .orElse(null);
  }

  private static String nameOf(StoredSpan state) {
    String name = state.stateName();
    return name == null ? "state" : name;
  }

  private static long numberOf(StoredSpan span, String attribute) {
    return Math.round(decimalOf(span, attribute));
  }

  private static double decimalOf(StoredSpan span, String attribute) {
    String text = span.attributes().get(attribute);
    try {
      return text == null ? 0 : Double.parseDouble(text);
    } catch (NumberFormatException unknown) {
      return 0;
    }
  }

  private static long micros(@Nullable Duration duration) {
    return duration == null ? 0 : Math.round(Millis.of(duration) * 1_000);
  }

  private static List<String> with(List<String> stack, String frame) {
    List<String> longer = new ArrayList<>(stack);
    longer.add(frame);
    return longer;
  }
}
