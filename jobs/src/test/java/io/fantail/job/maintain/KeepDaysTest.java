package io.fantail.job.maintain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fantail.job.message.ExitCode;
import io.fantail.job.message.JobException;
import io.fantail.table.Tables;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeepDaysTest {
  @Test
  void readsDaysByTable() {
    assertThat(KeepDays.of(List.of("spans=30", "latency=400")))
        .containsEntry(Tables.SPANS, 30)
        .containsEntry(Tables.LATENCY, 400)
        .hasSize(2);
    assertThat(KeepDays.of(List.of())).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          spnas=30  | spnas=30 names no table. Did you mean spans?
          runs=30   | runs=30 is about a table that has no days: its rows are not deleted by their age.
          spans     | spans says no number of days: write TABLE=DAYS.
          spans=0   | spans=0 says no number of days: it is a whole number from 1 to 36500.
          spans=1.5 | spans=1.5 says no number of days: it is a whole number from 1 to 36500.
          """)
  void saysWhatIsWrong(String given, String message) {
    assertThatThrownBy(() -> KeepDays.of(List.of(given)))
        .hasMessage("--keep-days " + message)
        .isInstanceOfSatisfying(
            JobException.class, misuse -> assertThat(misuse.exitCode()).isEqualTo(ExitCode.USAGE));
  }

  @Test
  void takesATableOnce() {
    assertThatThrownBy(() -> KeepDays.of(List.of("spans=30", "spans=14")))
        .hasMessageContaining("--keep-days spans=14 is about a table that has a number");
  }
}
