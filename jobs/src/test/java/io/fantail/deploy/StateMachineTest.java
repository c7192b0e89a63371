package io.fantail.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.emrserverless.model.StartJobRunRequest;

/**
 * The state machine of {@code conf/schedule}: its shape by the language's rules, and its calls by
 * AWS's models.
 */
class StateMachineTest {
  private static final Set<String> OF_MACHINE =
      Set.of("Comment", "QueryLanguage", "StartAt", "States", "TimeoutSeconds", "Version");

  private static final Set<String> OF_TASK =
      Set.of(
          "Type",
          "Comment",
          "Resource",
          "Arguments",
          "TimeoutSeconds",
          "Retry",
          "Output",
          "Next",
          "End");

  private static final Set<String> OF_RETRY =
      Set.of("ErrorEquals", "IntervalSeconds", "MaxAttempts", "BackoffRate");

  private final JsonNode machine = DeployFiles.json("schedule/state-machine.json");

  @Test
  void everyStateIsReachedAndLeadsToAnEnd() {
    assertKnown(machine, OF_MACHINE);
    assertThat(machine.get("QueryLanguage").textValue()).isEqualTo("JSONata");
    JsonNode states = machine.get("States");
    Set<String> reached = new LinkedHashSet<>();
    String next = machine.get("StartAt").textValue();
    while (reached.add(next)) {
      assertThat(states.has(next)).as("a state %s", next).isTrue();
      JsonNode state = states.get(next);
      assertThat(state.has("Next"))
          .as("%s has an end or a next", next)
          .isNotEqualTo(state.has("End"));
      if (state.has("Next")) {
        next = state.get("Next").textValue();
      }
    }
    List<String> names = states.properties().stream().map(Map.Entry::getKey).toList();
    assertThat(reached).containsExactlyElementsOf(names);
    assertThat(states.get(next).get("End").booleanValue()).isTrue();
  }

  @Test
  void everyTaskIsAJobThatEmrServerlessTakes() {
    for (JsonNode state : machine.get("States")) {
      assertKnown(state, OF_TASK);
      assertThat(state.get("Type").textValue()).isEqualTo("Task");
      assertThat(state.get("Resource").textValue())
          .isEqualTo("arn:aws:states:::emr-serverless:startJobRun.sync");
      if (state.has("Retry")) {
        state.get("Retry").forEach(retry -> assertKnown(retry, OF_RETRY));
      }
      JsonNode arguments = state.get("Arguments").deepCopy();
      ObjectNode sparkSubmit = (ObjectNode) arguments.at("/JobDriver/SparkSubmit");
      // The expression that computes them is evaluated where commands are held against the program.
      assertThat(sparkSubmit.remove("EntryPointArguments").textValue())
          .startsWith("{% ")
          .endsWith(" %}");
      assertThat(AwsModel.faultsOfCall(arguments, StartJobRunRequest.builder())).isEmpty();
    }
  }

  /** A run that is started again a day later is about the same day. */
  @Test
  void asksForTheDayBeforeTheScheduledOne() {
    assertThat(
            SparkCommands.all().entrySet().stream()
                .filter(each -> each.getKey().contains("state-machine.json")))
        .hasSize(2)
        .allSatisfy(
            each ->
                assertThat(each.getValue().arguments())
                    .containsSequence("--date", "2026-11-27T06:00:00.000Z"));
  }

  private static void assertKnown(JsonNode object, Set<String> members) {
    object.fieldNames().forEachRemaining(member -> assertThat(members).contains(member));
  }
}
