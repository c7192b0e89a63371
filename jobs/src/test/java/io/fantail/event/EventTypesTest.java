package io.fantail.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.fantail.testing.CorpusFolder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventTypesTest {
  private static final int KNOWN = 62;

  @Test
  void knowsEachTypeOfTheApi() throws IOException {
    List<String> types = new ArrayList<>();
    CorpusFolder.json("model/history_event_types.json")
        .path("types")
        .fieldNames()
        .forEachRemaining(types::add);

    assertThat(types).hasSize(KNOWN).allMatch(EventTypes::isKnown);
    assertThat(types.stream().map(EventTypes.NAMES::numberOf)).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @ValueSource(strings = {"TaskTeleported", "taskscheduled", "", "Größe"})
  void doesNotKnowATypeThatIsStillToCome(String type) {
    assertThat(EventTypes.isKnown(type)).isFalse();
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
              assertThat(field != null || !EventTypes.alwaysHasDetails(name)).as(name).isTrue();
              assertThat(field == null || field.equals(EventTypes.detailsFieldOf(name)))
                  .as(name)
                  .isTrue();
              assertThat(EventTypes.isMadeLikeThem(name)).as(name).isTrue();
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
    assertThat(EventTypes.alwaysHasDetails(type)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"TaskResumed", "MapStateRedriven", "ExecutionPaused", "StateEntered"})
  void takesForAwsWhatIsMadeLikeItsTypes(String type) {
    assertThat(EventTypes.isMadeLikeThem(type)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Task", "item.processed", "taskResumed", "Task_Resumed", "ed", ""})
  void takesForAwsNothingElse(String type) {
    assertThat(EventTypes.isMadeLikeThem(type)).isFalse();
  }
}
