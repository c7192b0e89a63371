package io.fantail.event.collected;

import static org.assertj.core.api.Assertions.assertThat;

import io.fantail.event.Failure;
import io.fantail.event.FunctionReference;
import io.fantail.event.HistoryEvent;
import io.fantail.event.LambdaCall;
import io.fantail.event.Payload;
import io.fantail.event.UpstreamContext;
import io.fantail.testing.EventDraft;
import io.fantail.testing.RandomRecords;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HistoryPartTest {
  private static final String ARN = "arn:aws:states:eu-west-1:123456789012:execution:orders:run-1";
  private static final String FILE = "s3://archive/histories/run-1.json";
  private static final Instant AT = Instant.parse("2026-03-01T10:00:00.123Z");

  @Test
  void keepsEveryField() {
    HistoryEvent full =
        EventDraft.event(
            ARN,
            25_000,
            AT,
            "TaskFailed",
            event -> {
              event.previousId = 24_999;
              event.stateName = "Charge";
              event.redriveCount = 2;
              event.resource = "lambda:invoke";
              event.iteration = 7;
              event.mapRunArn = "arn:aws:states:eu-west-1:123456789012:mapRun:orders/Fan:m-1";
              event.call =
                  new LambdaCall(
                      new FunctionReference("charge", "123456789012", "eu-west-1", "live"),
                      "id-1",
                      "1-6ab4597b-340f867d6d85d51172e706c3",
                      "7",
                      true,
                      true);
              event.failure = new Failure("Boom", "bang", "fingerprint");
              event.payload = Payload.of("{\"in\":1}", "{\"out\":2}");
              event.context =
                  new UpstreamContext("parent", "root", "123", "_dd.p.tid=1", null, null, null);
              event.details = "{\"timeoutInSeconds\":3}";
              event.sourceFile = FILE;
            });

    assertThat(roundTrip(full)).containsExactly(full);
  }

  @Test
  void keepsWhatIsNotThere() {
    HistoryEvent bare = bare("ExecutionStarted", LambdaCall.NONE, UpstreamContext.NONE);

    assertThat(roundTrip(bare)).containsExactly(bare);
  }

  @Test
  void keepsACallOrContextOfWhichOneThingIsKnown() {
    for (int known = 0; known < 4; known++) {
      HistoryEvent event =
          bare(
              "TaskFailed",
              new LambdaCall(
                  textIf(known == 0), textIf(known == 1), textIf(known == 2), known == 3),
              new UpstreamContext(
                  textIf(known == 0),
                  textIf(known == 1),
                  textIf(known == 2),
                  textIf(known == 3),
                  null,
                  null,
                  null));

      assertThat(roundTrip(event)).containsExactly(event);
    }
  }

  @Test
  void keepsATypeThatIsStillToCome() {
    HistoryEvent event = bare("TaskTeleported", LambdaCall.NONE, UpstreamContext.NONE);

    assertThat(roundTrip(event)).containsExactly(event);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 50, 500})
  void keepsAnyEventsInTheirOrder(int size) {
    for (int seed = 0; seed < 20; seed++) {
      RandomRecords random = new RandomRecords(1000L * size + seed);
      HistoryEvent[] events = new HistoryEvent[size];
      for (int i = 0; i < size; i++) {
        events[i] = random.event(ARN, i % 3 == 0 ? size - i : 1L << i % 63, FILE);
      }

      assertThat(roundTrip(events)).as("size %d, seed %d", size, seed).containsExactly(events);
    }
  }

  @Test
  void remembersWhetherItWasReadNow() {
    List<HistoryEvent> events = new ArrayList<>();

    HistoryPart fresh = new HistoryPart.Builder(true, FILE).build();
    assertThat(fresh.isFresh()).isTrue();
    assertThat(new HistoryPart.Builder(false, FILE).build().isFresh()).isFalse();
    fresh.addTo(events, ARN);
    assertThat(events).isEmpty();
  }

  @Test
  void knowsWhetherItIsAllOfItsExecution() {
    assertThat(isWhole("ExecutionStarted", "PassStateEntered", "ExecutionSucceeded")).isTrue();
    assertThat(isWhole("ExecutionStarted", "ExecutionTimedOut")).isTrue();
    assertThat(isWhole("ExecutionFailed")).isTrue();
    assertThat(isWhole("ExecutionStarted", "PassStateEntered")).isFalse();
    assertThat(isWhole("ExecutionStarted", "ExecutionFailed", "ExecutionRedriven")).isFalse();
    assertThat(isWhole("ExecutionStarted", null, "ExecutionSucceeded")).isFalse();
    assertThat(isWhole(null, null, "PassStateExited", "ExecutionSucceeded")).isFalse();
    assertThat(isWhole()).isFalse();
  }

  /**
   * @param types by their ids, null where an event is missing
   */
  private static boolean isWhole(@Nullable String... types) {
    HistoryPart.Builder part = new HistoryPart.Builder(true, FILE);
    for (int i = 0; i < types.length; i++) {
      if (types[i] != null) {
        long before = i;
        part.add(EventDraft.event(ARN, i + 1, AT, types[i], event -> event.previousId = before));
      }
    }
    return part.build().isWhole();
  }

  @Test
  void addsToTheEventsThatWereReadBefore() {
    HistoryEvent event = bare("TaskStarted", LambdaCall.NONE, UpstreamContext.NONE);
    List<HistoryEvent> events = new ArrayList<>(List.of(event));
    HistoryPart.Builder part = new HistoryPart.Builder(true, FILE);
    part.add(event);
    part.build().addTo(events, ARN);

    assertThat(events).containsExactly(event, event);
  }

  @Test
  void knowsItsObjectAndItsSize() {
    HistoryPart.Builder part = new HistoryPart.Builder(true, FILE);
    int before = part.size();
    part.add(bare("TaskStarted", LambdaCall.NONE, UpstreamContext.NONE));

    assertThat(part.isOf(FILE)).isTrue();
    assertThat(part.isOf("another.json")).isFalse();
    assertThat(part.size())
        .isGreaterThan(before)
        .isEqualTo(HistoryPart.CODEC.pack(part.build()).length);
  }

  private static List<HistoryEvent> roundTrip(HistoryEvent... events) {
    HistoryPart.Builder part = new HistoryPart.Builder(true, FILE);
    List.of(events).forEach(part::add);
    List<HistoryEvent> read = new ArrayList<>();
    shuffled(part.build()).addTo(read, ARN);
    return read;
  }

  private static HistoryPart shuffled(HistoryPart part) {
    return HistoryPart.CODEC.unpack(HistoryPart.CODEC.pack(part));
  }

  private static @Nullable String textIf(boolean known) {
    return known ? "known" : null;
  }

  private static HistoryEvent bare(String type, LambdaCall call, UpstreamContext context) {
    return EventDraft.event(
        ARN,
        1,
        AT,
        type,
        event -> {
          event.call = call;
          event.context = context;
          event.sourceFile = FILE;
        });
  }
}
