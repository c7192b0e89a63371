package io.fantail.report.tail.child;

import io.fantail.report.subject.Breakdown;
import io.fantail.report.subject.ReportedExecution;
import io.fantail.report.subject.ReportedSpan;
import io.fantail.report.subject.UsedMemory;
import io.fantail.report.trait.Factor;
import io.fantail.report.trait.Trait;
import io.fantail.span.SpanAttributes;
import io.fantail.span.SpanKind;
import io.fantail.span.SpanStatus;
import io.fantail.span.Throttling;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads from the spans of a child what it may share with other slow ones. What may be the cause of
 * its time is asked of the first attempt in each state alone: who is retried meets more sandboxes
 * than others, and would be slow together with each of them.
 */
public final class ChildReading {
  /** Waited longer than such a part of its time, a child counts as queued. */
  private static final double QUEUED_SHARE = 0.1;

  private static final double MEMORY_SHARE = 0.9;

  /** What is known of all visits to one state; lists, as hardly any has more than a few entries. */
  private static final class Visits {
    private Duration longest = Duration.ZERO;
    private boolean hasAttempt;
    private boolean wasRetried;
    private final List<String> errors = new ArrayList<>(0);
    private final List<Trait> traits = new ArrayList<>(4);

    void add(Trait trait) {
      if (!traits.contains(trait)) {
        traits.add(trait);
      }
    }
  }

  private final Map<String, Visits> states = new LinkedHashMap<>(4);
  private final List<String> firstAttempts = new ArrayList<>(4);

  private ChildReading(List<ReportedSpan> spans) {
    for (ReportedSpan span : spans) {
      if (isFirstAttempt(span)) {
        firstAttempts.add(span.spanId());
      }
    }
  }

  private static boolean isFirstAttempt(ReportedSpan span) {
    return span.kind() == SpanKind.ATTEMPT
        && span.attempt() != null
        && span.attempt() == 1
        && span.redriveCount() == 0;
  }

  /** The child; null where it has not ended, or lies in no known Map Run. */
  public static @Nullable TailChild of(ReportedExecution child, List<ReportedSpan> spans) {
    Duration active = child.activeTime();
    Instant endedAt = child.endedAt();
    if (!child.isChild() || child.mapRunArn() == null || active == null || endedAt == null) {
      return null;
    }
    ChildReading reading = new ChildReading(spans);
    spans.forEach(reading::read);
    return new TailChild(
        child.key().executionArn(),
        child.status(),
        child.startedAt(),
        endedAt,
        active,
        spans.size(),
        child.breakdown(),
        child.items(),
        traitsOf(child, active),
        reading.visits());
  }

  private static List<Trait> traitsOf(ReportedExecution child, Duration active) {
    List<Trait> traits = new ArrayList<>(2);
    String prefix = child.items().keyPrefix();
    if (prefix != null) {
      traits.add(new Trait(Factor.ITEM_KEY_PREFIX, prefix));
    }
    Breakdown breakdown = child.breakdown();
    if (breakdown != null && breakdown.queueTime().toNanos() > QUEUED_SHARE * active.toNanos()) {
      traits.add(Trait.of(Factor.QUEUE));
    }
    return traits;
  }

  private void read(ReportedSpan span) {
    String state = span.stateName();
    if (state == null) {
      return;
    }
    if (span.kind() == SpanKind.STATE) {
      readState(span, visitsOf(state));
    } else if (span.kind() == SpanKind.ATTEMPT) {
      readAttempt(span, visitsOf(state));
    } else if (span.kind() == SpanKind.LAMBDA) {
      readInvocation(span, visitsOf(state));
    }
  }

  private Visits visitsOf(String state) {
    return states.computeIfAbsent(state, unseen -> new Visits());
  }

  private static void readState(ReportedSpan state, Visits visits) {
    Duration active = state.activeTime();
    if (active != null && active.compareTo(visits.longest) > 0) {
      visits.longest = active;
    }
    String caught = state.attributes().get(SpanAttributes.CAUGHT_ERROR);
    if (caught != null) {
      visits.add(new Trait(Factor.CAUGHT_ERROR, caught));
    }
  }

  private static void readAttempt(ReportedSpan attempt, Visits visits) {
    visits.hasAttempt = true;
    visits.wasRetried |= attempt.attributes().containsKey(SpanAttributes.BACKOFF_MS);
    if (isFirstAttempt(attempt)) {
      if (isUnlinked(attempt.link())) {
        visits.add(Trait.of(Factor.UNLINKED));
      }
      if (Boolean.TRUE.equals(attempt.coldStart())) {
        visits.add(Trait.of(Factor.COLD_START));
      }
    }
    if (attempt.status() == SpanStatus.ERROR) {
      String error = attempt.failure().error();
      if (Throttling.isNamedBy(error)) {
        visits.add(Trait.of(Factor.THROTTLE));
      } else if (isTimeout(error)) {
        visits.add(Trait.of(Factor.TIMEOUT));
      } else {
        visits.errors.add(error == null ? SpanAttributes.UNKNOWN : error);
      }
    }
  }

  /** Whether something ran out of time: {@code States.Timeout}, {@code Sandbox.Timedout}. */
  private static boolean isTimeout(@Nullable String error) {
    String name = error == null ? "" : error.toLowerCase(Locale.ROOT);
    return name.contains("timeout") || name.contains("timedout");
  }

  private static boolean isUnlinked(@Nullable String link) {
    return "no_logs".equals(link) || "ambiguous".equals(link);
  }

  private void readInvocation(ReportedSpan invocation, Visits visits) {
    Map<String, String> attributes = invocation.attributes();
    String attempt = invocation.parentSpanId();
    if (attempt != null && firstAttempts.contains(attempt)) {
      add(visits, Factor.LOG_STREAM, attributes.get("log_stream"));
      add(visits, Factor.FUNCTION_VERSION, attributes.get("function_version"));
      add(visits, Factor.RUNTIME_VERSION, attributes.get("runtime_version"));
      add(visits, Factor.TENANT, attributes.get("tenant_id"));
    }
    UsedMemory memory = UsedMemory.of(invocation);
    if (memory != null && memory.isOver(MEMORY_SHARE)) {
      visits.add(Trait.of(Factor.MEMORY));
    }
  }

  private static void add(Visits visits, Factor factor, @Nullable String value) {
    if (value != null) {
      visits.add(new Trait(factor, value));
    }
  }

  private List<StateVisit> visits() {
    List<StateVisit> all = new ArrayList<>(states.size());
    states.forEach(
        (state, visits) -> {
          if (visits.hasAttempt) {
            if (visits.wasRetried) {
              visits.errors.forEach(error -> visits.add(new Trait(Factor.RETRY, error)));
            }
            all.add(new StateVisit(state, visits.longest, List.copyOf(visits.traits)));
          }
        });
    return all;
  }
}
