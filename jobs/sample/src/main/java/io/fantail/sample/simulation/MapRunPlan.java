package io.fantail.sample.simulation;

import io.fantail.sample.model.ModelExecution.Status;
import io.fantail.sample.workflow.ExecutionRecorder;
import io.fantail.sample.world.ExecutionName;

/**
 * A Map Run to simulate.
 *
 * @param stateMachine the parent's state machine
 * @param label the Map's label
 * @param children how many children
 * @param slots how many run at once
 * @param limitMillis how long one child may take before it times out
 * @param number which of the Map Runs of the label it is, from 0
 * @param abortedAt epoch milliseconds at which every open child is aborted; far away for never
 */
record MapRunPlan(
    String stateMachine,
    String label,
    int number,
    int children,
    int slots,
    long limitMillis,
    long abortedAt) {
  private static final long NO_LIMIT = 1_000_000_000L;
  static final long NEVER_ABORTED = Long.MAX_VALUE;

  /** A run of which no child is cut short. */
  MapRunPlan(String stateMachine, String label, int children, int slots) {
    this(stateMachine, label, 0, children, slots, NO_LIMIT, NEVER_ABORTED);
  }

  MapRunPlan withAbortedAt(long at) {
    return new MapRunPlan(stateMachine, label, number, children, slots, limitMillis, at);
  }

  /** The same plan as one of several Map Runs of the label. */
  MapRunPlan withNumber(int other) {
    return new MapRunPlan(stateMachine, label, other, children, slots, limitMillis, abortedAt);
  }

  /** The state machine of its children, by which their chances are drawn too. */
  String scope() {
    String children = stateMachine + "/" + label;
    return number == 0 ? children : children + " " + number;
  }

  /** The recorder of a child that starts at the time. */
  ExecutionRecorder recorderOf(ExecutionName child, long startedAt) {
    long limitAt = startedAt + limitMillis;
    return limitAt < abortedAt
        ? new ExecutionRecorder(child, limitAt, Status.TIMED_OUT)
        : new ExecutionRecorder(child, abortedAt, Status.ABORTED);
  }
}
