package io.fantail.archive.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.fantail.testing.CorpusFolder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventTypeTest {
  private static final int KNOWN = 62;

  @Test
  void knowsEachTypeOfTheApi() throws IOException {
    List<String> types = new ArrayList<>();
    CorpusFolder.json("model/history_event_types.json")
        .path("types")
        .fieldNames()
        .forEachRemaining(types::add);

    assertThat(types).hasSize(KNOWN).allMatch(EventType::isKnown);
    assertThat(types.stream().map(EventType.NAMES::numberOf)).doesNotHaveDuplicates();
  }

  @Test
  void hasATypeForEachRoleThatATypeCanPlay() {
    assertThat(EventType.NAMES.words().stream().map(EventType::roleOf).distinct())
        .containsExactlyInAnyOrderElementsOf(EnumSet.complementOf(EnumSet.of(EventRole.OTHER)));
  }

  @ParameterizedTest
  @CsvSource({
    "ExecutionAborted, EXECUTION_ABORTED",
    "LambdaFunctionScheduleFailed, ATTEMPT_NOT_SCHEDULED",
    "TaskSubmitFailed, ATTEMPT_FAILED",
    "ParallelStateAborted, CONTAINER_ABORTED",
    "WaitStateAborted, STATE_ABORTED",
    "LoopStateEntered, STATE_ENTERED",
    "LoopStateExited, STATE_EXITED",
    "TaskResumed, OTHER",
    "executionSucceeded, OTHER",
  })
  void knowsThePartOfATypeAlsoOfAStateThatIsStillToCome(String type, EventRole role) {
    assertThat(EventType.roleOf(type)).isEqualTo(role);
  }

  @Test
  void knowsTheFourEndsOfAnExecution() {
    assertThat(EventType.NAMES.words().stream().filter(t -> EventType.roleOf(t).endsExecution()))
        .containsExactlyInAnyOrder(
            "ExecutionSucceeded", "ExecutionFailed", "ExecutionTimedOut", "ExecutionAborted");
  }

  @ParameterizedTest
  @CsvSource({"MapStateFailed, Map", "TaskStateEntered, Task", "LoopStateExited, Loop"})
  void namesTheTypeOfTheState(String type, String stateType) {
    assertThat(EventType.stateTypeOf(type)).isEqualTo(stateType);
  }

  @ParameterizedTest
  @ValueSource(strings = {"TaskTeleported", "taskscheduled", "", "Größe"})
  void doesNotKnowATypeThatIsStillToCome(String type) {
    assertThat(EventType.isKnown(type)).isFalse();
  }

  /** By the API's model, and by all histories that were recorded. */
  @Test
  void knowsWhichTypesHaveDetailsInWhichField() throws IOException {
    CorpusFolder.json("model/history_event_types.json")
        .path("types")
        .properties()
        .forEach(
            type -> {
              String name = type.getKey();
              String field = type.getValue().path("detail").textValue();
              assertThat(field != null || !EventType.alwaysHasDetails(name)).as(name).isTrue();
              assertThat(field == null || field.equals(EventType.detailsFieldOf(name)))
                  .as(name)
                  .isTrue();
              assertThat(EventType.isMadeLikeThem(name)).as(name).isTrue();
            });
  }

  @ParameterizedTest
  @CsvSource({
    "TaskStateEntered, true",
    "PassStateExited, true",
    "TaskScheduled, true",
    "TaskFailed, true",
    "TaskTimedOut, true",
    "LambdaFunctionScheduled, true",
    "LambdaFunctionFailed, false",
    "ActivityScheduled, true",
    "MapIterationStarted, true",
    "MapRunStarted, true",
    "EvaluationFailed, true",
    "ExecutionFailed, false",
    "ExecutionRedriven, true",
    "ExecutionSucceeded, false",
    "ExecutionTimedOut, false",
    "MapStateFailed, false",
    "TaskStateAborted, false",
    "TaskResumed, false",
  })
  void knowsWhoseDetailsNameSomething(String type, boolean expected) {
    assertThat(EventType.alwaysHasDetails(type)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"TaskResumed", "MapStateRedriven", "ExecutionPaused", "StateEntered"})
  void takesForAwsWhatIsMadeLikeItsTypes(String type) {
    assertThat(EventType.isMadeLikeThem(type)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Task", "item.processed", "taskResumed", "Task_Resumed", "ed", ""})
  void takesForAwsNothingElse(String type) {
    assertThat(EventType.isMadeLikeThem(type)).isFalse();
  }
}
