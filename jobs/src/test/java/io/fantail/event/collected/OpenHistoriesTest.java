package io.fantail.event.collected;

import static org.assertj.core.api.Assertions.assertThat;

import io.fantail.event.HistoryEvent;
import io.fantail.event.Payload;
import io.fantail.event.collected.ParsedRows.Kind;
import io.fantail.spark.Assorted.Value;
import io.fantail.testing.EventDraft;
import io.fantail.testing.RandomRecords;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpenHistoriesTest {
  private static final String FILE = "log.gz";
  private static final Instant AT = Instant.parse("2026-03-01T10:00:00Z");
  private static final int MEGABYTE = 1 << 20;
  private static final int MAX_MEGABYTES = 32;

  private final Queue<Value<Kind>> ready = new ArrayDeque<>();
  private final OpenHistories histories = new OpenHistories(ready);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ExecutionSucceeded",
        "ExecutionFailed",
        "ExecutionTimedOut",
        "ExecutionAborted",
      })
  void handsAnExecutionOnWhenItEnds(String end) {
    histories.add(event("a", 1, "ExecutionStarted", null));
    histories.add(event("b", 1, "ExecutionStarted", null));
    histories.add(event("a", 2, "PassStateEntered", null));
    assertThat(ready).isEmpty();

    histories.add(event("a", 3, end, null));
    assertThat(ready).extracting(Value::kind).containsExactly(Kind.HISTORY);
    assertThat(outlines()).containsExactly("a [1, 2, 3]");
  }

  @Test
  void handsAllOnAtTheEndOfTheObject() {
    histories.add(event("a", 1, "ExecutionStarted", null));
    histories.add(event("b", 1, "ExecutionStarted", null));
    histories.add(event("a", 2, "PassStateEntered", null));
    histories.handOnAll();

    assertThat(outlines()).containsExactlyInAnyOrder("a [1, 2]", "b [1]");
  }

  @Test
  void handsNothingOnTwice() {
    histories.add(event("a", 1, "ExecutionSucceeded", null));
    histories.handOnAll();
    histories.handOnAll();

    assertThat(ready).hasSize(1);
  }

  @Test
  void beginsAnotherPartForWhatComesBehindTheEnd() {
    histories.add(event("a", 1, "ExecutionAborted", null));
    histories.add(event("a", 2, "ExecutionRedriven", null));
    histories.handOnAll();

    assertThat(outlines()).containsExactly("a [1]", "a [2]");
  }

  @Test
  void handsAnExecutionOnThatBecomesTooLarge() {
    String half = "x".repeat(MEGABYTE / 2);
    histories.add(event("a", 1, "PassStateEntered", half));
    histories.add(event("b", 1, "PassStateEntered", half));
    assertThat(ready).isEmpty();

    histories.add(event("a", 2, "PassStateEntered", half));
    assertThat(outlines()).containsExactly("a [1, 2]");
  }

  @Test
  void handsAllOnWhenTogetherTheyTakeTooMuch() {
    int executions = addLargeOnesUntilHandedOn();

    assertThat(executions).isEqualTo(MAX_MEGABYTES + 1);
    assertThat(ready).hasSize(executions);
  }

  @Test
  void holdsNoMoreAfterManyExecutionsHaveEnded() {
    // The name of the object is in every part: the longer it is, the more of them it tells.
    String longName = "x".repeat(MEGABYTE - 200);
    for (int i = 0; i < 2 * MAX_MEGABYTES; i++) {
      histories.add(event("ended " + i, 1, "ExecutionSucceeded", null, longName));
    }
    ready.clear();

    assertThat(addLargeOnesUntilHandedOn()).isEqualTo(MAX_MEGABYTES + 1);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 50})
  void losesNoEventOfInterleavedExecutions(int executions) {
    for (int seed = 0; seed < 20; seed++) {
      Random random = new Random(1000L * executions + seed);
      RandomRecords records = new RandomRecords(seed);
      List<HistoryEvent> events = new ArrayList<>();
      for (int id = 1; id <= 500; id++) {
        String arn = "execution " + random.nextInt(executions);
        events.add(
            random.nextInt(20) == 0
                ? event(arn, id, "ExecutionFailed", null)
                : records.event(arn, id, FILE));
      }
      ready.clear();
      events.forEach(histories::add);
      histories.handOnAll();

      List<HistoryEvent> handedOn = new ArrayList<>();
      ready.forEach(part -> partOf(part).addTo(handedOn, part.key()));
      assertThat(handedOn)
          .as("%d executions, seed %d", executions, seed)
          .containsExactlyInAnyOrderElementsOf(events);
    }
  }

  /** How many executions of nearly a megabyte are open when the first is handed on. */
  private int addLargeOnesUntilHandedOn() {
    String large = "x".repeat(MEGABYTE - 200);
    int executions = 0;
    while (ready.isEmpty() && executions < 4 * MAX_MEGABYTES) {
      histories.add(event("large " + executions, 1, "PassStateEntered", large));
      executions++;
    }
    return executions;
  }

  private static HistoryPart partOf(Value<Kind> value) {
    return HistoryPart.CODEC.unpack(value.packed());
  }

  /** Each part as its execution with the ids of its events. */
  private List<String> outlines() {
    return ready.stream()
        .map(
            part -> {
              List<HistoryEvent> events = new ArrayList<>();
              assertThat(partOf(part).isFresh()).isTrue();
              partOf(part).addTo(events, part.key());
              return part.key() + " " + events.stream().map(HistoryEvent::id).toList();
            })
        .toList();
  }

  private static HistoryEvent event(String arn, long id, String type, @Nullable String input) {
    return event(arn, id, type, input, FILE);
  }

  private static HistoryEvent event(
      String arn, long id, String type, @Nullable String input, String sourceFile) {
    return EventDraft.event(
        arn,
        id,
        AT,
        type,
        event -> {
          event.payload = Payload.of(input, null);
          event.sourceFile = sourceFile;
        });
  }
}
