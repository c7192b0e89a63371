package io.fantail.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class DaySetTest {
  private static final LocalDate FIRST = LocalDate.of(2026, 11, 1);

  private static DayRange range(int from, int to) {
    return new DayRange(FIRST.plusDays(from), FIRST.plusDays(to));
  }

  private static DaySet days(DayRange... ranges) {
    return new DaySet(Arrays.asList(ranges));
  }

  @Test
  void joinsWhatTouchesAndKeepsApartWhatDoesNot() {
    assertThat(days(range(5, 6), range(0, 2), range(1, 3), range(3, 4), range(9, 9)).ranges())
        .containsExactly(range(0, 4), range(5, 6));
    assertThat(days(range(0, 9), range(2, 3)).ranges()).containsExactly(range(0, 9));
    assertThat(days(range(9, 9))).isEqualTo(DaySet.NONE);
    assertThat(DaySet.NONE.isEmpty()).isTrue();
  }

  @Test
  void growsAtEveryEnd() {
    DaySet apart = days(range(0, 1), range(5, 6));

    assertThat(apart.widenedBy(1).ranges()).containsExactly(range(-1, 2), range(4, 7));
    assertThat(apart.widenedBackBy(1).ranges()).containsExactly(range(-1, 1), range(4, 6));
    assertThat(apart.widenedBy(2).ranges()).containsExactly(range(-2, 8));
    assertThat(apart.plus(List.of(FIRST.plusDays(3))).ranges()).hasSize(3);
    assertThat(apart.plus(days(range(1, 5))).ranges()).containsExactly(range(0, 6));
    assertThat(DaySet.ALL.widenedBy(3)).isEqualTo(DaySet.ALL);
  }

  @Test
  void knowsWhatIsInIt() {
    DaySet apart = days(range(0, 1), range(5, 6));

    assertThat(apart.contains(FIRST)).isTrue();
    assertThat(apart.contains(FIRST.plusDays(1))).isFalse();
    assertThat(apart.contains(FIRST.plusDays(5))).isTrue();
    assertThat(apart.isWithin(days(range(0, 6)))).isTrue();
    assertThat(days(range(0, 6)).isWithin(apart)).isFalse();
    assertThat(DaySet.NONE.isWithin(apart)).isTrue();
    assertThat(apart.intersectedWith(range(1, 9)).ranges()).containsExactly(range(5, 6));
    assertThat(apart.intersectedWith(range(1, 5))).isEqualTo(DaySet.NONE);
  }

  @Test
  void saysItInSqlAndInWords() {
    DaySet apart = days(range(0, 2), range(5, 6));

    assertThat(apart.condition())
        .isEqualTo(
            "((day >= '2026-11-01' AND day < '2026-11-03')"
                + " OR (day >= '2026-11-06' AND day < '2026-11-07'))");
    assertThat(apart.inWords()).isEqualTo("2026-11-01 to 2026-11-02, 2026-11-06");
    assertThat(DaySet.NONE.condition()).isEqualTo(DayRange.NONE.condition());
    assertThat(DaySet.ALL.inWords()).isEqualTo("the beginning to the end");
  }

  @Test
  void leavesOutTheDaysOfAnotherSet() {
    DaySet days = DaySet.of(new DayRange(day(3), day(9))).plus(List.of(day(12)));
    DaySet others = DaySet.of(new DayRange(day(1), day(4))).plus(List.of(day(6), day(12)));

    assertThat(days.without(others))
        .isEqualTo(
            DaySet.of(new DayRange(day(4), day(6))).plus(DaySet.of(new DayRange(day(7), day(9)))));
    assertThat(days.without(DaySet.NONE)).isEqualTo(days);
    assertThat(days.without(days)).isEqualTo(DaySet.NONE);
    assertThat(DaySet.ALL.without(days).without(DaySet.ALL.without(days))).isEqualTo(DaySet.NONE);
    assertThat(DaySet.ALL.without(DaySet.ALL.without(days))).isEqualTo(days);
  }

  private static LocalDate day(int ofMonth) {
    return FIRST.withDayOfMonth(ofMonth);
  }
}
