package io.fantail.testing.workflow;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** {@code states:startExecution}: the answers name the execution that was started. */
final class NestedCalls {
  private NestedCalls() {}

  static Call of(ExecutionRun run, Integration integration, ExecutionRun child) {
    String started =
        object()
            .put("ExecutionArn", child.arn)
            .put("StartDate", child.startedAt().toString())
            .toString();
    long submitted = child.events.get(0).atMillis() - run.now() + run.random.nextInt(30);
    if (integration == Integration.START) {
      return call("Succeeded", 0, submitted, null, started, null, null);
    } else if (integration == Integration.START_TOKEN) {
      long answered = submitted + run.random.nextInt(2_000);
      return call("Succeeded", submitted, answered, started, "{}", null, null);
    }
    long ended = Math.max(submitted, child.last().atMillis() - run.now() + run.random.nextInt(60));
    String type = child.last().type();
    String status = type.substring("Execution".length()).toUpperCase(Locale.ROOT);
    ObjectNode answer =
        object().put("ExecutionArn", child.arn).put("Name", "n").put("Status", status);
    if (status.equals("SUCCEEDED")) {
      answer.put("Output", "{}");
      return call("Succeeded", submitted, ended, started, answer.toString(), null, null);
    }
    return call("Failed", submitted, ended, started, null, "States.TaskFailed", answer.toString());
  }

  private static Call call(
      String type,
      long submitted,
      long ended,
      @Nullable String submittedOutput,
      @Nullable String output,
      @Nullable String error,
      @Nullable String cause) {
    return new Call(
        type, submitted, ended, false, submittedOutput, output, error, cause, null, null, null);
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }
}
