package io.fantail.testing.workflow;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One state of a definition.
 *
 * @param integration of a Task state
 * @param inner the branches of a Parallel, the one processor of a Map
 * @param retries how often a failure is followed by another attempt or try
 * @param caught a failure that may be caught leads on to the next state
 * @param loopTo index of an earlier state that a Choice may lead back to; -1 without
 * @param maxConcurrency of an inline Map
 */
record StateShape(
    String name,
    StateType type,
    @Nullable Integration integration,
    List<List<StateShape>> inner,
    int retries,
    boolean caught,
    int loopTo,
    int maxConcurrency) {

  boolean is(StateType wanted) {
    return type == wanted;
  }
}
