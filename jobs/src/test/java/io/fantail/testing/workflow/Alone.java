package io.fantail.testing.workflow;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Objects;
import java.util.UUID;

/** Surroundings of which nothing but the execution's own events is looked at. */
public final class Alone implements Surroundings {
  private static final String ACCOUNT = "us-east-1:123456789012";

  @Override
  public ObjectNode scheduled(ExecutionRun run, StateShape state) {
    Integration integration = Objects.requireNonNull(state.integration());
    return Calls.scheduled(run.details(), integration, "fn-" + state.name());
  }

  @Override
  public Call call(ExecutionRun run, StateShape state, TrueSpan attempt) {
    return Calls.random(run, Objects.requireNonNull(state.integration()));
  }

  @Override
  public String mapRunArn(ExecutionRun run, StateShape state) {
    UUID id = new UUID(run.random.nextLong(), run.random.nextLong());
    return "arn:aws:states:" + ACCOUNT + ":mapRun:machine/" + state.name() + ":" + id;
  }

  @Override
  public long mapRun(ExecutionRun run, StateShape state, String mapRunArn) {
    return run.random.nextInt(5_000);
  }

  @Override
  public void mapRunEnded(ExecutionRun run, String mapRunArn) {}
}
