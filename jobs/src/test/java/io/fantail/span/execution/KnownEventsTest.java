package io.fantail.span.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.fantail.event.HistoryEvent;
import io.fantail.testing.History;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class KnownEventsTest {

  @Test
  void missesNothingWhereIdsHaveNoGaps() {
    KnownEvents known = known(1, 2, 3, 4);

    assertThat(known.isComplete()).isTrue();
    assertThat(known.lastId()).isEqualTo(4);
    assertThat(known.missingBetween(1, 4)).isZero();
    assertThat(known.event(5)).isNull();
    assertThat(known().isComplete()).isTrue();
    assertThat(known().lastId()).isZero();
  }

  @Test
  void countsWhatIsMissingBetween() {
    KnownEvents known = known(2, 3, 7);

    assertThat(known.isComplete()).isFalse();
    assertThat(known.missingBetween(0, 2)).isEqualTo(1);
    assertThat(known.missingBetween(3, 7)).isEqualTo(3);
    assertThat(known.missingBetween(7, 3)).isZero();
    assertThat(known.event(1)).isNull();
    assertThat(Objects.requireNonNull(known.event(7)).id()).isEqualTo(7);
  }

  @Test
  void countsAnEventOfSomethingMissingAsMissing() {
    KnownEvents known = known(1, 2, 3, 5);
    known.countAsMissing(2);

    assertThat(known.missingBetween(1, 3)).isEqualTo(1);
    assertThat(known.missingBetween(2, 3)).isZero();
    assertThat(known.missingBetween(1, 5)).isEqualTo(2);
  }

  @Test
  void knowsWhatWasLastByTheChainOrByIds() {
    KnownEvents known = known(1, 2, 3, 6, 7);

    assertThat(known.isLast(3, event(4, 3))).as("named as the one before").isTrue();
    assertThat(known.isLast(2, event(3, 1))).as("nothing can lie between").isTrue();
    assertThat(known.isLast(3, event(6, 1))).as("4 and 5 may lie between").isFalse();
    assertThat(known.isLast(7, event(6, 1))).as("it came later").isFalse();
  }

  @Test
  void agreesWithASetOfIds() {
    Random random = new Random(11);
    for (int round = 0; round < 200; round++) {
      TreeSet<Long> ids = new TreeSet<>();
      for (int i = 0; i < 12; i++) {
        ids.add(1L + random.nextInt(20));
      }
      KnownEvents known = known(ids.stream().mapToLong(id -> id).toArray());
      for (long from = 0; from <= 21; from++) {
        for (long to = from + 1; to <= 21; to++) {
          long expected = to - from - 1 - ids.subSet(from, false, to, false).size();
          assertThat(known.missingBetween(from, to))
              .as("%s %d %d", ids, from, to)
              .isEqualTo(expected);
        }
        assertThat(known.event(from) != null).isEqualTo(ids.contains(from));
      }
    }
  }

  private static KnownEvents known(long... ids) {
    List<HistoryEvent> events = new ArrayList<>();
    Arrays.stream(ids).forEach(id -> events.add(event(id, id - 1)));
    return new KnownEvents(events);
  }

  private static HistoryEvent event(long id, long previousId) {
    return History.empty().event(id, previousId, "PassStateEntered", "Pass").events().get(0);
  }
}
