package io.fantail.span.execution;

import io.fantail.event.HistoryEvent;
import io.fantail.span.SpanStatus;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The state whose failure ended the execution. A runtime error has no event but {@code
 * ExecutionFailed}, whose cause names the state and the event that entered it; where the payload
 * policy left no cause, the event that {@code ExecutionFailed} follows is the state's last one.
 */
final class FailingState {
  /** Recorded in {@code test_base_scenarios__test_catch_states_runtime} and 30 others. */
  private static final Pattern NAMED =
      Pattern.compile(
          "An error occurred while executing the state '(.{1,80}?)'"
              + " \\(entered at the event id #(\\d{1,9})\\)",
          Pattern.DOTALL);

  private FailingState() {}

  /** Null where nothing tells: of an execution stopped from outside, or with events missing. */
  static @Nullable StateNode find(ExecutionWalk walk, HistoryEvent executionFailed) {
    StateNode named = named(walk, executionFailed);
    if (named != null) {
      named.failedItself = !named.failedEvaluatingBefore(executionFailed);
      if (named.span.status == SpanStatus.ABORTED) {
        // All aborts hang on the failure, also that of the state that failed.
        named.span.reopen();
      }
      // It may have failed otherwise before a redrive.
      named.span.fail(executionFailed);
      return named;
    }
    Place before = walk.placeOf(executionFailed.previousId());
    StateNode state = before == null ? null : before.state();
    return state == null || state.exited ? null : state;
  }

  private static @Nullable StateNode named(ExecutionWalk walk, HistoryEvent executionFailed) {
    String cause = executionFailed.cause();
    Matcher names = cause == null ? null : NAMED.matcher(cause);
    if (names == null || !names.lookingAt()) {
      return null;
    }
    long enteredId = Long.parseLong(names.group(2));
    Place entered = walk.placeOf(enteredId);
    if (entered == null && walk.placeOf(executionFailed.previousId()) == null) {
      return StateEvents.known(walk, executionFailed, enteredId, names.group(1));
    }
    StateNode state = entered == null ? null : entered.state();
    // Text of a state that caught the error, or of another execution, may say the same.
    return state != null
            && state.isOpenNamed(names.group(1))
            && state.span.beginning.id() == enteredId
        ? state
        : null;
  }
}
