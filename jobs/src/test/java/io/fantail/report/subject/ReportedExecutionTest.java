package io.fantail.report.subject;

import static org.assertj.core.api.Assertions.assertThat;

import io.fantail.testing.ColumnValues;
import io.fantail.trace.path.TimePart;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ReportedExecutionTest {
  @Test
  void readsTheEightPartsOfTheTimeFromTheirColumns() {
    Map<String, Object> columns = new HashMap<>();
    for (TimePart part : TimePart.values()) {
      columns.put(columnOf(part), (double) columnOf(part).length());
    }

    Breakdown breakdown = Objects.requireNonNull(read(columns).breakdown());

    for (TimePart part : TimePart.values()) {
      assertThat(breakdown.timeOf(part))
          .as(part.name())
          .isEqualTo(Duration.ofMillis(columnOf(part).length()));
    }
  }

  @Test
  void hasNoPartsWhereNobodyKnowsThem() {
    assertThat(read(Map.of("active_ms", 7.0)).breakdown()).isNull();
  }

  @Test
  void readsWhatAnExecutionIsBilledFor() {
    ReportedExecution execution = read(Map.of("state_transitions", 12L, "lambda_gb_seconds", 0.5));

    assertThat(execution.stateTransitions()).isEqualTo(12);
    assertThat(execution.lambdaGbSeconds()).isEqualTo(0.5);
    assertThat(read(Map.of()).lambdaGbSeconds()).isNull();
  }

  private static ReportedExecution read(Map<String, Object> columns) {
    return ColumnValues.read(columns, ReportedExecution::shape);
  }

  private static String columnOf(TimePart part) {
    return part.name().toLowerCase(Locale.ROOT) + "_ms";
  }
}
