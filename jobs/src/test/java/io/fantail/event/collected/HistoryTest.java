package io.fantail.event.collected;

import static org.assertj.core.api.Assertions.assertThat;

import io.fantail.event.HistoryEvent;
import io.fantail.event.Payload;
import io.fantail.testing.EventDraft;
import io.fantail.testing.RandomRecords;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HistoryTest {
  private static final String ARN = "arn:aws:states:eu-west-1:123456789012:execution:orders:run-1";
  private static final Instant EPOCH = Instant.parse("2026-03-01T10:00:00Z");

  @Test
  void takesASinglePartAsItIs() {
    History history = History.of(ARN, List.of(fresh("a", event(1, "x"), event(2, null))));

    assertThat(history.executionArn()).isEqualTo(ARN);
    assertThat(history.events())
        .containsExactly(from("a", event(1, "x")), from("a", event(2, null)));
    assertThat(history.duplicates()).isZero();
  }

  @Test
  void sortsEventsByTheirIds() {
    assertThat(ids(History.of(ARN, List.of(fresh("a", event(3, null), event(1, null))))))
        .containsExactly(1L, 3L);
    assertThat(
            ids(
                History.of(
                    ARN,
                    List.of(
                        fresh("a", event(5, null), event(2, null)),
                        fresh("b", event(4, null), event(1, null))))))
        .containsExactly(1L, 2L, 4L, 5L);
  }

  @Test
  void keepsTheCopyThatHoldsMost() {
    History history =
        History.of(
            ARN,
            List.of(
                fresh("a", event(1, null)),
                fresh("b", event(1, "much more")),
                fresh("c", event(1, "more"))));

    assertThat(history.events()).containsExactly(from("b", event(1, "much more")));
    assertThat(history.duplicates()).isEqualTo(2);
  }

  @Test
  void keepsOfEqualCopiesThatOfTheFirstObjectByName() {
    assertThat(
            History.of(ARN, List.of(fresh("b", event(1, "x")), fresh("a", event(1, "y")))).events())
        .containsExactly(from("a", event(1, "y")));
    assertThat(
            History.of(ARN, List.of(table("b", event(1, "x")), fresh("c", event(1, "x")))).events())
        .containsExactly(from("b", event(1, "x")));
  }

  @Test
  void keepsTheSameOfEqualCopiesOfOneObjectInWhateverOrderTheyCome() {
    HistoryPart one = fresh("a", event(1, "x"));
    HistoryPart other = fresh("a", event(1, "y"));

    assertThat(History.of(ARN, List.of(one, other)).events())
        .isEqualTo(History.of(ARN, List.of(other, one)).events());
  }

  @Test
  void keepsOfEqualCopiesOfOneObjectThatWhichIsReadNow() {
    for (String was : List.of("1", "3")) {
      HistoryPart read = fresh("a", event(1, "2"));
      HistoryPart stored = table("a", event(1, was));

      assertThat(History.of(ARN, List.of(stored, read)).events())
          .containsExactly(from("a", event(1, "2")));
    }
  }

  @Test
  void findsCopiesWithinOnePart() {
    History history = History.of(ARN, List.of(fresh("a", event(1, "x"), event(1, "xyz"))));

    assertThat(history.events()).containsExactly(from("a", event(1, "xyz")));
    assertThat(history.duplicates()).isEqualTo(1);
  }

  @Test
  void countsNoCopyOfTheTableForADuplicate() {
    HistoryPart table = table("a", event(1, "x"), event(2, "x"));

    assertThat(History.of(ARN, List.of(table)).duplicates()).isZero();
    assertThat(History.of(ARN, List.of(table, table)).duplicates()).isZero();
    assertThat(History.of(ARN, List.of(table, fresh("b", event(1, "x")))).duplicates()).isZero();
    assertThat(
            History.of(ARN, List.of(table, fresh("b", event(1, "x")), fresh("c", event(1, "x"))))
                .duplicates())
        .isEqualTo(1);
  }

  @Test
  void isOfTheDayOfItsFirstEvent() {
    HistoryEvent beforeMidnight = at(event(1, null), "2026-03-01T23:59:59.999Z");
    HistoryEvent afterMidnight = at(event(2, null), "2026-03-02T00:00:00Z");

    assertThat(History.of(ARN, List.of(fresh("a", beforeMidnight, afterMidnight))).slot().day())
        .isEqualTo(LocalDate.of(2026, 3, 1));
    assertThat(
            History.of(ARN, List.of(fresh("a", afterMidnight), fresh("b", beforeMidnight)))
                .slot()
                .day())
        .isEqualTo(LocalDate.of(2026, 3, 1));
    assertThat(History.of(ARN, List.of(fresh("a", afterMidnight))).slot().day())
        .isEqualTo(LocalDate.of(2026, 3, 2));
  }

  @Test
  void carriesRedrivesOnAsTheApiWritesThem() {
    History history =
        History.of(
            ARN,
            List.of(
                fresh("a", event(1, null), event(2, null), redriven(3, 1)),
                fresh("b", event(4, null), redriven(5, 2), event(6, null))));

    assertThat(history.events())
        .extracting(HistoryEvent::redriveCount)
        .containsExactly(0, 0, 1, 1, 2, 2);
  }

  @Test
  void countsRedrivesThatSayNoNumber() {
    History history =
        History.of(
            ARN,
            List.of(fresh("a", redriven(1, 0), event(2, null), redriven(3, 0), event(4, null))));

    assertThat(history.events()).extracting(HistoryEvent::redriveCount).containsExactly(1, 1, 2, 2);
  }

  @Test
  void leavesRedrivesThatTheLogWroteEverywhere() {
    History history =
        History.of(
            ARN,
            List.of(
                fresh(
                    "a",
                    event(1, null).withRedriveCount(3),
                    redriven(2, 4),
                    event(3, null).withRedriveCount(4))));

    assertThat(history.events()).extracting(HistoryEvent::redriveCount).containsExactly(3, 4, 4);
  }

  @Test
  void stopsChangingWhenReadAgainFromTheTable() {
    History once =
        History.of(
            ARN, List.of(fresh("a", event(2, null), redriven(1, 1), event(3, "x"), event(2, "y"))));
    History again =
        History.of(ARN, List.of(table("a", once.events().toArray(HistoryEvent[]::new))));

    assertThat(again.events()).isEqualTo(once.events());
    assertThat(again.slot()).isEqualTo(once.slot());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5, 20})
  void comesToTheSameHoweverItsEventsWereCutIntoParts(int size) {
    for (int seed = 0; seed < 100; seed++) {
      Random random = new Random(1000L * size + seed);
      RandomRecords records = new RandomRecords(seed);
      List<HistoryEvent> events =
          LongStream.rangeClosed(1, size).mapToObj(id -> records.event(ARN, id, "a")).toList();
      List<HistoryEvent> copies = new ArrayList<>(events);
      events.forEach(event -> copies.addAll(Collections.nCopies(random.nextInt(3), event)));
      Collections.shuffle(copies, random);
      List<HistoryPart> parts = new ArrayList<>();
      int begin = 0;
      while (begin < copies.size()) {
        int end = Math.min(copies.size(), begin + 1 + random.nextInt(size + 1));
        parts.add(fresh("a", copies.subList(begin, end).toArray(HistoryEvent[]::new)));
        begin = end;
      }

      History whole = History.of(ARN, List.of(fresh("a", events.toArray(HistoryEvent[]::new))));
      History merged = History.of(ARN, parts);
      assertThat(merged.events()).as("size %d, seed %d", size, seed).isEqualTo(whole.events());
      assertThat(merged.slot()).isEqualTo(whole.slot());
      assertThat(merged.duplicates()).isEqualTo(copies.size() - events.size());
    }
  }

  private static HistoryPart fresh(String sourceFile, HistoryEvent... events) {
    return part(new HistoryPart.Builder(true, sourceFile), events);
  }

  private static HistoryPart table(String sourceFile, HistoryEvent... events) {
    return part(new HistoryPart.Builder(false, sourceFile), events);
  }

  private static HistoryPart part(HistoryPart.Builder part, HistoryEvent... events) {
    Arrays.stream(events).forEach(part::add);
    return part.build();
  }

  private static List<Long> ids(History history) {
    return history.events().stream().map(HistoryEvent::id).toList();
  }

  private static HistoryEvent event(long id, @Nullable String input) {
    return event(id, "PassStateEntered", 0, EPOCH.plusMillis(id), input, "");
  }

  private static HistoryEvent redriven(long id, int count) {
    return event(id, "ExecutionRedriven", count, EPOCH.plusMillis(id), null, "");
  }

  private static HistoryEvent at(HistoryEvent event, String at) {
    return event(event.id(), event.type(), 0, Instant.parse(at), event.payload().input(), "");
  }

  private static HistoryEvent from(String sourceFile, HistoryEvent event) {
    return event(
        event.id(),
        event.type(),
        event.redriveCount(),
        event.at(),
        event.payload().input(),
        sourceFile);
  }

  private static HistoryEvent event(
      long id, String type, int redrives, Instant at, @Nullable String input, String sourceFile) {
    return EventDraft.event(
        ARN,
        id,
        at,
        type,
        event -> {
          event.redriveCount = redrives;
          event.payload = Payload.of(input, null);
          event.sourceFile = sourceFile;
        });
  }
}
