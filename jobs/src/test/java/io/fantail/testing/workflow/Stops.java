package io.fantail.testing.workflow;

import io.fantail.span.SpanKind;
import io.fantail.span.SpanStatus;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The truth about what was open when something around it ended. */
final class Stops {
  private Stops() {}

  /**
   * Ends all that is open inside.
   *
   * @param failure why; null when the whole was stopped
   * @param fromEvent that ended it
   * @param latest when all of it was over
   * @return the endings; by which event they have to be known is for the caller to say
   */
  static List<Ending> endInside(
      TrueSpan container, @Nullable Failure failure, WrittenEvent fromEvent, long latest) {
    List<Ending> endings = new ArrayList<>();
    for (TrueSpan child : container.children) {
      endings.addAll(endInside(child, failure, fromEvent, latest));
      if (child.isOpen()) {
        Ending ending = endingOf(child, failure, fromEvent, latest);
        child.end(ending);
        endings.add(ending);
      }
    }
    return endings;
  }

  /**
   * The execution ended before an event told how what had ended inside: whether it was to be tried
   * again, or another state to follow, is not known then.
   */
  static void endUntold(TrueSpan container, WrittenEvent end) {
    for (TrueSpan child : container.children) {
      for (Ending ending : child.endings) {
        if (ending.knownBy == Long.MAX_VALUE) {
          ending.knownBy = end.id();
          ending.untold = true;
          ending.latest = end.atMillis();
          ending.statuses.add(SpanStatus.ABORTED);
        }
      }
      endUntold(child, end);
    }
  }

  private static Ending endingOf(
      TrueSpan span, @Nullable Failure failure, WrittenEvent fromEvent, long latest) {
    boolean failed = failure != null && failure.origin().isUnder(span);
    Set<SpanStatus> statuses = EnumSet.of(failed ? SpanStatus.ERROR : SpanStatus.ABORTED);
    long earliest = fromEvent.atMillis();
    TrueSpan last = lastChild(span);
    if (!failed
        && last != null
        && last.kind == SpanKind.ATTEMPT
        && endedAs(last, SpanStatus.ERROR)) {
      // Whether it would have been tried again is in no event.
      statuses.add(SpanStatus.ERROR);
    }
    if (span.kind == SpanKind.STATE && (span.error != null || !span.goesOn)) {
      // It had failed, and something else came first.
      statuses.add(SpanStatus.ERROR);
    }
    if (!span.failedAt.isEmpty()) {
      statuses.add(SpanStatus.ERROR);
      earliest = Math.min(earliest, span.failedAt.get(span.failedAt.size() - 1));
    }
    if (!span.goesOn) {
      // A Fail state fails when it is entered.
      earliest = span.startedAt;
    }
    if (span.kind == SpanKind.STATE && span.name.startsWith(StateType.SUCCEED.word)) {
      statuses.add(SpanStatus.OK);
    }
    if (!failed && last != null && last.kind == SpanKind.STATE) {
      // Whether another state would have followed is in no event either.
      Ending lastEnding = last.endings.get(last.endings.size() - 1);
      earliest = Math.min(earliest, lastEnding.earliest);
      statuses.addAll(lastEnding.statuses);
    }
    return new Ending(
        fromEvent.id(),
        Long.MAX_VALUE,
        earliest,
        latest,
        statuses,
        failure == null ? null : failure.error());
  }

  private static boolean endedAs(TrueSpan span, SpanStatus status) {
    return !span.endings.isEmpty()
        && span.endings.get(span.endings.size() - 1).statuses.contains(status);
  }

  private static @Nullable TrueSpan lastChild(TrueSpan span) {
    return span.children.isEmpty() ? null : span.children.get(span.children.size() - 1);
  }
}
