package io.fantail.sample.workflow;

import io.fantail.sample.world.Randomness;

/** What the children of one Map Run do. */
public interface ChildScript {

  /**
   * Runs a child from its first event to its last.
   *
   * @param index which child of the run, from 0
   * @param at epoch milliseconds of its start
   */
  void run(ExecutionRecorder recorder, int index, long at, Randomness random);
}
