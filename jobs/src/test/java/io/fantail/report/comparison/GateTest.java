package io.fantail.report.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GateTest {
  @Test
  void readsWhatPeopleWrite() {
    assertThat(Gate.parse("p95:1.2")).isEqualTo(new Gate(Figure.P95, 1.2));
    assertThat(Gate.parse("Error_Rate : 2")).isEqualTo(new Gate(Figure.ERROR_RATE, 2));
    assertThat(Gate.parse("p50:1")).hasToString("p50:1.0");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          p95       | is not FIGURE:FACTOR
          p96:1.2   | 'p96' is no figure that is compared: p50, p95, p99, same_item, error_rate, cold_start_share, cost
          p95:fast  | 'fast' is no number of times
          p95:0.9   | '0.9' is no number of times from 1 on
          p95:NaN   | 'NaN' is no number of times from 1 on
          p95:      | '' is no number of times
          """)
  void refusesWhatIsNone(String text, String message) {
    assertThatThrownBy(() -> Gate.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }
}
