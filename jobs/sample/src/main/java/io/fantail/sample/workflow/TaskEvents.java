package io.fantail.sample.workflow;

import io.fantail.sample.model.ModelEvent.Detail;
import java.util.ArrayList;
import java.util.List;

/** The last event of an attempt, alike for every optimized integration. */
public final class TaskEvents {
  public static final List<Detail> LAMBDA =
      List.of(Detail.text("resource", "invoke"), Detail.text("resourceType", "lambda"));
  static final List<Detail> DYNAMODB =
      List.of(Detail.text("resource", "putItem"), Detail.text("resourceType", "dynamodb"));

  private TaskEvents() {}

  /** Records the end of an attempt; false when it lies after the cutoff. */
  static boolean ended(ExecutionRecorder recorder, TaskEnd end, List<Detail> resource) {
    List<Detail> details = new ArrayList<>(4);
    if (end.succeeded()) {
      details.add(Detail.text("output", end.output()));
    } else {
      details.addAll(
          ExecutionRecorder.failureDetails(
              end.error(), end.cause().isEmpty() ? null : end.cause()));
    }
    details.addAll(resource);
    String type =
        switch (end.outcome()) {
          case SUCCEEDED -> "TaskSucceeded";
          case STATE_TIMEOUT -> "TaskTimedOut";
          default -> "TaskFailed";
        };
    return recorder.record(end.at(), type, details.toArray(Detail[]::new));
  }
}
