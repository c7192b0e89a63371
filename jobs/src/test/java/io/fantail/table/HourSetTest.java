package io.fantail.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.fantail.shape.Slot;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class HourSetTest {
  private static final LocalDate MONDAY = LocalDate.parse("2026-03-02");
  private static final long FIRST = new Slot(MONDAY, 0).number();
  private static final int HOURS = 72;

  @Test
  void isOfWholeDaysOrOfPartsOfThem() {
    HourSet monday = HourSet.of(DaySet.NONE.plus(List.of(MONDAY)));
    HourSet evening = HourSet.of(List.of(new Slot(MONDAY, 22), new Slot(MONDAY, 23)));

    assertThat(monday.isWhole(MONDAY)).isTrue();
    assertThat(evening.isWhole(MONDAY)).isFalse();
    assertThat(evening.contains(MONDAY)).isTrue();
    assertThat(evening.contains(MONDAY.plusDays(1))).isFalse();
    assertThat(evening.contains(new Slot(MONDAY, 21))).isFalse();
    assertThat(evening.isWithin(monday)).isTrue();
    assertThat(monday.isWithin(evening)).isFalse();
    assertThat(evening.days()).isEqualTo(DaySet.NONE.plus(List.of(MONDAY)));
    assertThat(evening.ofWholeDays()).isEqualTo(monday);
    assertThat(HourSet.NONE.days().isEmpty()).isTrue();
  }

  @Test
  void hasTheHoursThatAnIntervalTouches() {
    Instant from = Instant.parse("2026-03-02T22:59:59.999Z");
    Instant to = Instant.parse("2026-03-03T01:00:00Z");
    HourSet touched = HourSet.between(from, to);

    assertThat(touched.start()).isEqualTo(Instant.parse("2026-03-02T22:00:00Z"));
    assertThat(touched.end()).isEqualTo(Instant.parse("2026-03-03T02:00:00Z"));
    assertThat(touched.days().ranges()).containsExactly(new DayRange(MONDAY, MONDAY.plusDays(2)));
    assertThat(HourSet.between(to, from).isEmpty()).isTrue();
    assertThat(HourSet.between(Instant.EPOCH, HourSet.ALL.end()).isWithin(HourSet.ALL)).isTrue();
  }

  @Test
  void widensEachOfItsParts() {
    HourSet two = HourSet.of(List.of(new Slot(MONDAY, 0), new Slot(MONDAY, 10)));

    assertThat(two.widenedBy(2))
        .isEqualTo(
            HourSet.of(
                LongStream.concat(
                        LongStream.rangeClosed(FIRST - 2, FIRST + 2),
                        LongStream.rangeClosed(FIRST + 8, FIRST + 12))
                    .mapToObj(Slot::ofNumber)
                    .toList()));
    assertThat(HourSet.ALL.widenedBy(5)).isEqualTo(HourSet.ALL);
  }

  /** What sets of single hours come to is the oracle. */
  @Test
  void countsAsSetsOfHoursDo() {
    Random random = new Random(6);
    for (int i = 0; i < 300; i++) {
      Set<Slot> one = someOf(random);
      Set<Slot> other = someOf(random);
      Set<Slot> both = new HashSet<>(one);
      both.addAll(other);
      Set<Slot> common = new HashSet<>(one);
      common.retainAll(other);
      Set<Slot> rest = new HashSet<>(one);
      rest.removeAll(other);

      assertThat(HourSet.of(one).plus(HourSet.of(other))).isEqualTo(HourSet.of(both));
      assertThat(HourSet.of(one).intersectedWith(HourSet.of(other))).isEqualTo(HourSet.of(common));
      assertThat(HourSet.of(one).without(HourSet.of(other))).isEqualTo(HourSet.of(rest));
      assertThat(HourSet.of(common).isWithin(HourSet.of(one))).isTrue();
      assertThat(HourSet.of(one).isWithin(HourSet.of(other))).isEqualTo(other.containsAll(one));
    }
  }

  private static Set<Slot> someOf(Random random) {
    double share = random.nextDouble();
    return LongStream.range(FIRST, FIRST + HOURS)
        .filter(hour -> random.nextDouble() < share)
        .mapToObj(Slot::ofNumber)
        .collect(Collectors.toSet());
  }
}
