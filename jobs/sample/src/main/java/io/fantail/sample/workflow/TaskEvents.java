package io.fantail.sample.workflow;

import io.fantail.sample.model.ModelEvent.Detail;
import io.fantail.sample.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The events of an attempt, alike for every optimized integration. */
public final class TaskEvents {
  public static final List<Detail> LAMBDA =
      List.of(Detail.text("resource", "invoke"), Detail.text("resourceType", "lambda"));
  static final List<Detail> DYNAMODB =
      List.of(Detail.text("resource", "putItem"), Detail.text("resourceType", "dynamodb"));

  private TaskEvents() {}

  /** The details of an attempt's first event; a timeout of the state comes after them. */
  public static List<Detail> scheduled(String parameters, List<Detail> resource) {
    return Stream.concat(
            Stream.of(Detail.text("parameters", parameters), Detail.text("region", World.REGION)),
            resource.stream())
        .toList();
  }

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
    return recorder.record(end.at(), type, details);
  }
}
