package io.fantail.testing.workflow;

import io.fantail.span.SpanKind;
import io.fantail.span.SpanStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A span of the true tree, noted while the run goes on. */
public final class TrueSpan {
  public final SpanKind kind;
  public final String name;
  public final @Nullable TrueSpan parent;
  public final long beginEvent;
  public final long startedAt;
  public final int redriveCount;
  public @Nullable Integer iteration;
  public @Nullable Integer attempt;
  public @Nullable String mapRunArn;
  public @Nullable String resource;

  /** Of the failure that the span's own events tell of. */
  public @Nullable String error;

  /** As the events of an attempt show it. */
  public @Nullable String requestId;

  public @Nullable String functionName;

  /** A redrive goes on with it, if it did not succeed; a Fail state is entered once more. */
  boolean goesOn = true;

  public final List<TrueSpan> children = new ArrayList<>();

  /** When the state's own events said that it failed; something around it may come first. */
  final List<Long> failedAt = new ArrayList<>();

  final List<Ending> endings = new ArrayList<>();

  TrueSpan(SpanKind kind, String name, @Nullable TrueSpan parent, WrittenEvent begin) {
    this.kind = kind;
    this.name = name;
    this.parent = parent;
    this.beginEvent = begin.id();
    this.startedAt = begin.atMillis();
    this.redriveCount = begin.redriveCount();
    if (parent != null) {
      parent.children.add(this);
    }
  }

  boolean isOpen() {
    return endings.isEmpty() || endings.get(endings.size() - 1).isReopened();
  }

  /** An event says it. */
  void end(WrittenEvent event, SpanStatus status, @Nullable String how) {
    endings.add(
        new Ending(
            event.id(), event.id(), event.atMillis(), event.atMillis(), Set.of(status), how));
    error = how == null ? error : how;
  }

  void end(Ending ending) {
    endings.add(ending);
  }

  /** Goes on after a redrive: it may be said from the redrive on, and has to at {@code event}. */
  void reopen(long redriven, long event) {
    endings.add(new Ending(redriven, event, 0, 0, Set.of(SpanStatus.UNFINISHED), null));
  }

  public boolean isUnder(TrueSpan other) {
    TrueSpan span = this;
    while (span != null && span != other) {
      span = span.parent;
    }
    return span != null;
  }

  /** Whether it ended so at some time; a redrive may have followed. */
  public boolean everEndedLike(SpanStatus status, long endedAt) {
    return endings.stream().anyMatch(ending -> ending.fits(status, endedAt));
  }

  /** Whether it was over at that time, for good or until a redrive. */
  public boolean wasOverAt(long millis) {
    return endings.stream().anyMatch(ending -> !ending.isReopened() && ending.earliest <= millis);
  }

  /** Whether it ever ended so. */
  public boolean everWas(SpanStatus status) {
    return endings.stream().anyMatch(ending -> ending.statuses.contains(status));
  }

  /** It has failed; whether that is caught, or redriven, is told by what comes next. */
  public boolean hasFailedLike(SpanStatus status, @Nullable Long endedAt) {
    return status == SpanStatus.ERROR && endedAt != null && failedAt.contains(endedAt);
  }

  /**
   * Whether it had ended before the execution did, and no event told: of what goes on after a
   * redrive nobody knows it before the end of what is around it.
   */
  public boolean isUntold(long lastEvent) {
    return endings.stream().anyMatch(ending -> ending.untold && ending.knownBy < lastEvent);
  }

  /** Whether a reader of the events up to {@code lastEvent} may say this of the end. */
  public boolean endsLike(SpanStatus status, @Nullable Long endedAt, long lastEvent) {
    int known = -1;
    for (int i = 0; i < endings.size(); i++) {
      known = endings.get(i).knownBy <= lastEvent ? i : known;
    }
    if (!goesOn && endedAt == null) {
      // Between a redrive and the Entered that follows, a Fail state may be one that goes on.
      return endings.stream().noneMatch(ending -> ending.knownBy == lastEvent);
    }
    boolean fits = known < 0 ? endedAt == null : endings.get(known).fits(status, endedAt);
    for (int i = known + 1; i < endings.size() && !fits; i++) {
      fits = endings.get(i).fromEvent <= lastEvent && endings.get(i).fits(status, endedAt);
    }
    return fits;
  }

  @Override
  public String toString() {
    return "%s %s#%s [%s] event %d at %d redrive %d ends %s %s"
        .formatted(
            kind,
            name,
            attempt,
            iteration,
            beginEvent,
            startedAt % 10_000_000,
            redriveCount,
            endings,
            error);
  }
}
