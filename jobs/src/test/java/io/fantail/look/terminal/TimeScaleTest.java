package io.fantail.look.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import io.fantail.look.terminal.TimeScale.Cut;
import io.fantail.look.terminal.TimeScale.Tick;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeScaleTest {
  private static final Instant START = Instant.parse("2026-08-24T02:00:00Z");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          PT0.0001S | 40 | 0, 100 µs
          PT0.012S  | 40 | 0, 5 ms, 10 ms
          PT6.665S  | 40 | 0, 2 s, 4 s, 6 s
          PT12S     | 40 | 0, 5 s, 10 s
          PT1M40S   | 40 | 0, 30 s, 1 min, 90 s
          PT3H      | 40 | 0, 1 h, 2 h, 3 h
          PT400H    | 40 | 0, 5 d, 10 d, 15 d
          """)
  void namesRoundMoments(Duration length, int columns, String labels) {
    TimeScale scale = TimeScale.of(START, START.plus(length), List.of(), columns);

    assertThat(String.join(", ", scale.ticks().stream().map(Tick::label).toList()))
        .isEqualTo(labels);
  }

  @Test
  void leavesOutTheWaitBeforeARedrive() {
    Cut gap = new Cut(START.plusSeconds(10), START.plus(Duration.ofDays(3)));
    Instant end = gap.to().plusSeconds(10);

    TimeScale scale = TimeScale.of(START, end, List.of(gap), 41);

    assertThat(scale.columnOf(START.plusSeconds(5))).isCloseTo(10, Offset.offset(1e-9));
    assertThat(scale.columnOf(gap.from())).isCloseTo(20, Offset.offset(1e-9));
    assertThat(scale.columnOf(gap.from().plus(Duration.ofDays(1)))).isBetween(20.0, 21.0);
    assertThat(scale.columnOf(gap.to())).isCloseTo(21, Offset.offset(1e-9));
    assertThat(scale.columnOf(end)).isCloseTo(41, Offset.offset(1e-9));
    assertThat(scale.cutColumns()).containsExactly(20);
    assertThat(scale.ticks()).contains(new Tick(21, "+3 d"));
  }

  /** Clocks differ, and what has no length is there, too. */
  @Test
  void staysWithinItsColumns() {
    TimeScale scale = TimeScale.of(START, START, List.of(), 10);

    assertThat(scale.columnOf(START.minusSeconds(5))).isZero();
    assertThat(scale.columnOf(START.plusSeconds(5))).isEqualTo(10);
    assertThat(scale.ticks()).isNotEmpty();
  }
}
