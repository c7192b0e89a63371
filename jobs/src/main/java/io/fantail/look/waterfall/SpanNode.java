package io.fantail.look.waterfall;

import io.fantail.look.stored.StoredSpan;
import io.fantail.shape.Millis;
import io.fantail.span.SpanAttributes;
import io.fantail.span.SpanKind;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One span.
 *
 * @param isOrphan whether the span that it names as its parent is not here: it hangs where nothing
 *     says that it belongs
 */
public record SpanNode(StoredSpan span, boolean isOrphan, List<TraceNode> below)
    implements TraceNode {
  /** Of an invocation: what REPORT and the platform's records say of its init. */
  private static final String INIT_MS = "init_ms";

  private static final String INIT_STARTED_AT = "init_started_at";

  public SpanNode {
    below = List.copyOf(below);
  }

  @Override
  public Instant startedAt() {
    return span.startedAt();
  }

  @Override
  public @Nullable Instant endedAt() {
    return span.endedAt();
  }

  /** How it ended, in one word. */
  public Outcome outcome() {
    return Outcome.of(span);
  }

  /** Its active time in milliseconds; null where the archive does not show its end. */
  public @Nullable Double millis() {
    Duration time = span.activeTime() == null ? span.duration() : span.activeTime();
    return time == null ? null : (Double) Millis.of(time);
  }

  /** Whether it held up the end of its execution for some time. */
  public boolean isCritical() {
    return criticalMillis() > 0;
  }

  /** How long it did. */
  public double criticalMillis() {
    return span.critical() == null ? 0 : Millis.of(span.critical());
  }

  /** Whether it had begun by a moment and not ended before it. */
  public boolean isOpenAt(Instant moment) {
    Instant end = span.endedAt();
    return !span.startedAt().isAfter(moment) && (end == null || end.isAfter(moment));
  }

  /** Whether its place below its parent, or below anything, is not known for sure. */
  public boolean isPlaceUnknown() {
    return isOrphan || span.attributes().containsKey(SpanAttributes.PREDECESSOR_MISSING);
  }

  /**
   * When the init began that an invocation waited for; null where it waited for none. Where only
   * its length is known, it is taken to end where the invocation began.
   */
  public @Nullable Instant coldSince() {
    if (span.kind() != SpanKind.LAMBDA || !Boolean.TRUE.equals(span.coldStart())) {
      return null;
    }
    Instant told = time(INIT_STARTED_AT);
    if (told != null && !told.isAfter(span.startedAt())) {
      return told;
    }
    Double length = coldMillis();
    return length == null ? span.startedAt() : span.startedAt().minus(Millis.toDuration(length));
  }

  /** How long that init took, as REPORT says; null where it waited for none, or nothing says it. */
  public @Nullable Double coldMillis() {
    String millis = span.attributes().get(INIT_MS);
    if (millis == null || !Boolean.TRUE.equals(span.coldStart())) {
      return null;
    }
    try {
      return Double.valueOf(millis);
    } catch (NumberFormatException otherVersion) {
      return null;
    }
  }

  /** When a task was started, behind its queue; null where nothing says it. */
  public @Nullable Instant taskStartedAt() {
    return time(SpanAttributes.STARTED_AT);
  }

  /** How long a wait was in front of it, in whole milliseconds; null where there was none. */
  @Nullable Long backoffMillis() {
    String millis = span.attributes().get(SpanAttributes.BACKOFF_MS);
    try {
      return millis == null ? null : (Long) Long.parseLong(millis);
    } catch (NumberFormatException otherVersion) {
      return null;
    }
  }

  /** What can be asked for next: the ARN of a Map Run or execution that has a tree of its own. */
  public @Nullable String elsewhere() {
    return span.kind() == SpanKind.MAP_RUN
        ? span.mapRunArn()
        : span.attributes().get(SpanAttributes.STARTED_EXECUTION);
  }

  private @Nullable Instant time(String attribute) {
    String text = span.attributes().get(attribute);
    try {
      return text == null ? null : Instant.parse(text);
    } catch (DateTimeParseException otherVersion) {
      return null;
    }
  }
}
