package io.fantail.span.execution;

import io.fantail.span.SpanStatus;
import io.fantail.span.execution.StateNode.Scope;
import java.util.List;

/**
 * Says of each span without an end whether it may still run, or its end is missing in the archive;
 * and takes an end away that nobody can be sure of.
 */
final class UnfinishedSpans {
  private UnfinishedSpans() {}

  static void explain(ExecutionDraft draft) {
    boolean running = draft.execution.isOpen();
    explainWithin(draft.root, running);
    draft.unplaced.forEach(span -> span.explainUnfinished(running));
    draft.execution.explainUnfinished(running);
  }

  /**
   * Explains what began within a scope.
   *
   * @param running whether the scope may still go on
   */
  private static void explainWithin(Scope scope, boolean running) {
    StateNode last = scope.lastState();
    for (StateNode state : scope.states) {
      boolean mayHaveFailed =
          state.mayHaveFailed && state.span.status == SpanStatus.ABORTED && scope.span.isOpen();
      if (mayHaveFailed || mayHaveBeenCaught(state)) {
        state.span.reopen();
      }
      boolean goesOn = running && state == last && !state.exited && !mayHaveFailed;
      state.span.explainUnfinished(goesOn);
      explainParts(state.attempts, goesOn);
      explainParts(state.mapRuns, goesOn);
      for (Scope inner : state.innerScopes) {
        boolean innerGoesOn = goesOn && inner.span.isOpen() && state.lastTry().contains(inner);
        inner.span.explainUnfinished(innerGoesOn);
        explainWithin(inner, innerGoesOn);
      }
    }
  }

  /** A Map or Parallel failed, and a Catch may have left it in an event that is missing. */
  private static boolean mayHaveBeenCaught(StateNode state) {
    KnownEvents known = state.scope.known;
    if (known.isComplete() || state.failedEventId == 0 || state.exited || state.failureWentOn) {
      return false;
    }
    return state != state.scope.lastState()
        || known.missingBetween(state.failedEventId, known.lastId()) > 0;
  }

  private static void explainParts(List<SpanDraft> parts, boolean running) {
    for (int i = 0; i < parts.size(); i++) {
      parts.get(i).explainUnfinished(running && i == parts.size() - 1);
    }
  }
}
