package io.fantail.span.execution;

import io.fantail.event.Description;
import io.fantail.event.Failure;
import io.fantail.event.HistoryEvent;
import io.fantail.shape.Column;
import io.fantail.span.ExecutionStatus;
import io.fantail.span.SpanAttributes;
import io.fantail.span.SpanStatus;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Ends the execution by its last event, and with it what that left open; where no event ended it,
 * by what an answer of the API says.
 *
 * <p>The state whose failure ended it: a runtime error has no event but {@code ExecutionFailed},
 * whose cause names the state and the event that entered it; where the payload policy left no
 * cause, the event that {@code ExecutionFailed} follows is the state's last one.
 */
final class ExecutionEnd {
  /** Recorded in {@code test_base_scenarios__test_catch_states_runtime} and 30 others. */
  private static final Pattern NAMED =
      Pattern.compile(
          "An error occurred while executing the state '(.{1,80}?)'"
              + " \\(entered at the event id #(\\d{1,9})\\)",
          Pattern.DOTALL);

  private ExecutionEnd() {}

  static void close(ExecutionDraft draft) {
    if (draft.answers.redriveCount() > draft.redriveCount) {
      // There is no event of that redrive, nor of what it came to.
      Closing.undoEnd(draft);
    }
    HistoryEvent ended = draft.ended;
    if (ended == null) {
      closeAsDescribed(draft);
    } else {
      closeBy(ended, draft);
    }
  }

  private static void closeAsDescribed(ExecutionDraft draft) {
    SpanDraft execution = draft.execution;
    Description answer = draft.answers.end(execution.beginning.at(), draft.redriveCount);
    Instant endedAt = answer == null ? null : answer.endedAt();
    if (answer == null || endedAt == null) {
      return;
    }
    draft.status = Answers.status(answer);
    execution.end(endedAt, draft.status.spanStatus());
    execution.terminal = draft.status.isUnsuccessful();
    // No answer says how long it lay ended before it was redriven.
    execution.activeTimeIsKnown &= answer.redriveCount() <= draft.redriveCount;
    execution.leave(answer.payload());
    if (draft.status != ExecutionStatus.SUCCEEDED) {
      execution.failure = draft.answers.failure(answer);
    }
    execution.attributes.put(SpanAttributes.DESCRIBED_BY, Column.wordOf(answer.source()));
  }

  private static void closeBy(HistoryEvent event, ExecutionDraft draft) {
    ExecutionStatus status = draft.status;
    SpanDraft execution = draft.execution;
    execution.end(event.at(), status.spanStatus());
    execution.leave(event.payload());
    // A success leaves no state open: where one is, its end is missing in the archive.
    if (status == ExecutionStatus.SUCCEEDED) {
      return;
    }
    Failure failure = event.failure();
    execution.failure = status == ExecutionStatus.TIMED_OUT ? failure.ofTime() : failure;
    StateNode failing = status == ExecutionStatus.FAILED ? failing(draft, event) : null;
    draft.failing = failing;
    StateNode last = failing == null ? lastKnown(draft, event) : failing.outermost();
    if (last == null) {
      return;
    }
    SpanDraft span = last.span;
    if (failing != null) {
      Closing.closeTowards(last, failing, event, execution.failure);
    }
    if (span.isOpen()) {
      Closing.closeInside(last, event);
      // An aborted one also when its last attempt had failed: another would have followed.
      span.endBy(event, status.spanStatus());
      if (status.isUnsuccessful()) {
        span.failure = execution.failure;
      }
    } else if (!last.exited
        && status.isUnsuccessful()
        && span.failure.error() == null
        && span.status == SpanStatus.ERROR) {
      // A Map or Parallel that failed has an event of that, which does not name the error.
      span.failure = execution.failure;
    }
  }

  /** With events missing, nobody knows whether the last state seen was left before the end. */
  private static @Nullable StateNode lastKnown(ExecutionDraft draft, HistoryEvent ended) {
    StateNode last = draft.root.lastState();
    return last != null && last.isAsLastSeen(ended) && !last.isMisplaced() ? last : null;
  }

  /** Null where nothing tells: with events missing. */
  private static @Nullable StateNode failing(ExecutionDraft draft, HistoryEvent executionFailed) {
    StateNode named = named(draft, executionFailed);
    if (named != null) {
      named.failedItself = !isOfLastAttempt(executionFailed, named);
      if (named.span.status == SpanStatus.ABORTED) {
        // All aborts hang on the failure, also that of the state that failed.
        named.span.reopen();
      }
      // It may have failed otherwise before a redrive.
      named.span.failure = executionFailed.failure();
      return named;
    }
    Place before = draft.placeOf(executionFailed.previousId());
    StateNode state = before == null ? null : before.state();
    return state == null || state.exited ? null : state;
  }

  /** Whether it follows an evaluation that was an attempt of the state. */
  private static boolean isOfLastAttempt(HistoryEvent failure, StateNode state) {
    SpanDraft last = state.lastAttempt();
    return last != null
        && last.has(SpanAttributes.FAILED_EVALUATION)
        && last.beginning.eventId() == failure.previousId();
  }

  private static @Nullable StateNode named(ExecutionDraft draft, HistoryEvent executionFailed) {
    String cause = executionFailed.failure().cause();
    Matcher names = cause == null ? null : NAMED.matcher(cause);
    if (names == null || !names.lookingAt()) {
      return null;
    }
    long enteredId = Long.parseLong(names.group(2));
    Place entered = draft.placeOf(enteredId);
    if (entered == null && draft.placeOf(executionFailed.previousId()) == null) {
      return draft.addUnplacedState(executionFailed, enteredId, names.group(1));
    }
    StateNode state = entered == null ? null : entered.state();
    // Text of a state that caught the error, or of another execution, may say the same.
    return state != null
            && state.isOpenNamed(names.group(1))
            && state.span.beginning.eventId() == enteredId
        ? state
        : null;
  }
}
