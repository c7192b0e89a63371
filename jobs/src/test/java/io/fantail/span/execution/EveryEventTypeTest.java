package io.fantail.span.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.fantail.archive.history.EventType;
import io.fantail.testing.History;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each event type of the Step Functions API has a case of its own, and changes what comes out. */
class EveryEventTypeTest {

  static List<EventTypeCase> cases() {
    return Stream.of(
            ExecutionEventCases.all(),
            StateEventCases.all(),
            AttemptEventCases.all(),
            ContainerEventCases.all(),
            MapRunEventCases.all())
        .flatMap(List::stream)
        .toList();
  }

  @Test
  void hasACaseForEachTypeOfTheApi() {
    assertThat(cases())
        .extracting(EventTypeCase::type)
        .containsExactlyInAnyOrderElementsOf(EventType.NAMES.words());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void buildsWhatTheTypeTells(EventTypeCase type) {
    assertThat(type.history().events()).anyMatch(event -> event.type().equals(type.type()));
    assertThat(type.built()).isEqualTo(type.outline());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void wouldBuildSomethingElseIfTheTypeWereIgnored(EventTypeCase type) {
    assertThat(type.builtWithoutKnowingTheType()).isNotEqualTo(type.outline());
  }

  @Test
  void billsNoTransitionsOfAnExpressExecution() {
    String arn = "arn:aws:states:eu-west-1:1:express:orders:run-1:7e5c";
    History history = History.emptyOf(arn).event(1, 0, "ExecutionStarted");
    history.event(2, 0, "PassStateEntered", "Greet").event(3, 2, "PassStateExited", "Greet");

    assertThat(history.spans().execution().stateTransitions()).isZero();
  }
}
