package io.fantail.job.step;

import static org.assertj.core.api.Assertions.assertThat;

import io.fantail.shape.Slot;
import io.fantail.table.DayRange;
import io.fantail.table.DaySet;
import io.fantail.table.HourSet;
import java.time.LocalDate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RewrittenTest {
  private static final LocalDate MONDAY = LocalDate.parse("2026-03-02");

  @Test
  void saysHoursAndDaysAsWindows() {
    HourSet hours = HourSet.of(IntStream.of(1, 2, 23).mapToObj(RewrittenTest::slot).toList());
    DaySet days = DaySet.of(new DayRange(MONDAY, MONDAY.plusDays(2)));

    assertThat(new Rewritten(hours, days).hourRanges())
        .containsExactly(
            "2026-03-02T01:00:00Z/2026-03-02T03:00:00Z",
            "2026-03-02T23:00:00Z/2026-03-03T00:00:00Z");
    assertThat(new Rewritten(hours, days).dayRanges()).containsExactly("2026-03-02/2026-03-04");
  }

  @Test
  void saysAllAndNothing() {
    Rewritten all = new Rewritten(HourSet.ALL, DaySet.ALL);

    assertThat(all.hourRanges()).containsExactly("all");
    assertThat(all.dayRanges()).containsExactly("all");
    assertThat(Rewritten.NOTHING.hourRanges()).isNull();
    assertThat(Rewritten.NOTHING.dayRanges()).isNull();
    assertThat(new Rewritten(HourSet.NONE, DaySet.NONE).hourRanges()).isEmpty();
  }

  @Test
  void countsTheRestOfMany() {
    HourSet hours =
        HourSet.of(IntStream.range(0, 60).map(i -> 2 * i).mapToObj(RewrittenTest::slot).toList());

    assertThat(new Rewritten(hours, null).hourRanges()).hasSize(51).endsWith("10 more");
  }

  private static Slot slot(int hours) {
    return Slot.ofNumber(new Slot(MONDAY, 0).number() + hours);
  }
}
