package io.fantail.testing.workflow;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** What an execution calls and starts. */
interface Surroundings {
  /** Details of the event that schedules an attempt. */
  ObjectNode scheduled(ExecutionRun run, StateShape state);

  /** Begins now. */
  Call call(ExecutionRun run, StateShape state, TrueSpan attempt);

  /** The ARN of a Map Run to be started. */
  String mapRunArn(ExecutionRun run, StateShape state);

  /** Milliseconds that the Map Run takes which starts, or goes on, now. */
  long mapRun(ExecutionRun run, StateShape state, String mapRunArn);

  /** It ends now. */
  void mapRunEnded(ExecutionRun run, String mapRunArn);
}
