package io.fantail.event;

import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One byte in the place of an event type's name. The 62 of {@code HistoryEventType} in the Step
 * Functions API reference; those still to come are written out.
 */
final class EventTypes {
  private static final int WRITTEN_OUT = 0;

  private static final List<String> NAMES =
      List.of(
          "ActivityFailed",
          "ActivityScheduled",
          "ActivityScheduleFailed",
          "ActivityStarted",
          "ActivitySucceeded",
          "ActivityTimedOut",
          "ChoiceStateEntered",
          "ChoiceStateExited",
          "EvaluationFailed",
          "ExecutionAborted",
          "ExecutionFailed",
          "ExecutionRedriven",
          "ExecutionStarted",
          "ExecutionSucceeded",
          "ExecutionTimedOut",
          "FailStateEntered",
          "LambdaFunctionFailed",
          "LambdaFunctionScheduled",
          "LambdaFunctionScheduleFailed",
          "LambdaFunctionStarted",
          "LambdaFunctionStartFailed",
          "LambdaFunctionSucceeded",
          "LambdaFunctionTimedOut",
          "MapIterationAborted",
          "MapIterationFailed",
          "MapIterationStarted",
          "MapIterationSucceeded",
          "MapRunAborted",
          "MapRunFailed",
          "MapRunRedriven",
          "MapRunStarted",
          "MapRunSucceeded",
          "MapStateAborted",
          "MapStateEntered",
          "MapStateExited",
          "MapStateFailed",
          "MapStateStarted",
          "MapStateSucceeded",
          "ParallelStateAborted",
          "ParallelStateEntered",
          "ParallelStateExited",
          "ParallelStateFailed",
          "ParallelStateStarted",
          "ParallelStateSucceeded",
          "PassStateEntered",
          "PassStateExited",
          "SucceedStateEntered",
          "SucceedStateExited",
          "TaskFailed",
          "TaskScheduled",
          "TaskStarted",
          "TaskStartFailed",
          "TaskStateAborted",
          "TaskStateEntered",
          "TaskStateExited",
          "TaskSubmitFailed",
          "TaskSubmitted",
          "TaskSucceeded",
          "TaskTimedOut",
          "WaitStateAborted",
          "WaitStateEntered",
          "WaitStateExited");

  private static final Map<String, Integer> CODES = new HashMap<>();

  static {
    NAMES.forEach(name -> CODES.put(name, CODES.size() + 1));
  }

  private EventTypes() {}

  static void write(Output out, String type) {
    int code = CODES.getOrDefault(type, WRITTEN_OUT);
    out.writeByte(code);
    if (code == WRITTEN_OUT) {
      Packed.writeText(out, type);
    }
  }

  static String read(Input in) {
    int code = in.readByte();
    return code == WRITTEN_OUT ? Packed.readKnownText(in) : NAMES.get(code - 1);
  }
}
