package io.fantail.job.maintain;

import static org.assertj.core.api.Assertions.assertThat;

import io.fantail.table.Retained;
import io.fantail.table.Tables;
import java.time.LocalDate;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class RetentionTest {
  private static final LocalDate TODAY = day("2026-11-30");

  @Test
  void closesTheDaysOfWhichEventsAreDeletedAndKeepsOneMore() {
    Retention retention =
        Retention.of(
            Map.of(Tables.EVENTS, 14, Tables.SPANS, 20),
            TODAY,
            Retained.ALL,
            UnaryOperator.identity());

    assertThat(retention.deletedBefore())
        .containsEntry(Tables.EVENTS, day("2026-11-15"))
        .containsEntry(Tables.SPANS, day("2026-11-10"));
    assertThat(retention.retained()).isEqualTo(new Retained(day("2026-11-16"), day("2026-11-15")));
  }

  @Test
  void keepsWhatExecutionsOfOpenDaysHangOn() {
    Retention retention =
        Retention.of(
            Map.of(Tables.EVENTS, 14, Tables.SPANS, 40, Tables.LATENCY, 14),
            TODAY,
            Retained.ALL,
            closed -> {
              assertThat(closed).isEqualTo("2026-11-16");
              return day("2026-11-03");
            });

    assertThat(retention.deletedBefore())
        .containsEntry(Tables.EVENTS, day("2026-11-02"))
        .containsEntry(Tables.SPANS, day("2026-10-21"))
        .containsEntry(Tables.LATENCY, day("2026-11-16"));
    assertThat(retention.retained()).isEqualTo(new Retained(day("2026-11-16"), day("2026-11-02")));
  }

  @Test
  void closesNothingWhereReportsAloneAreDeleted() {
    Retention retention =
        Retention.of(Map.of(Tables.LATENCY, 7), TODAY, Retained.ALL, closed -> closed);

    assertThat(retention.deletedBefore())
        .containsExactly(Map.entry(Tables.LATENCY, day("2026-11-23")));
    assertThat(retention.retained()).isEqualTo(Retained.ALL);
  }

  /** What was deleted does not come back because more days are to be kept from now on. */
  @Test
  void doesNotOpenDaysAgain() {
    Retained before = new Retained(day("2026-11-20"), day("2026-11-18"));

    assertThat(Retention.of(Map.of(Tables.EVENTS, 100), TODAY, before, closed -> closed).retained())
        .isEqualTo(before);
  }

  private static LocalDate day(String text) {
    return LocalDate.parse(text);
  }
}
