package io.fantail.look.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.fantail.table.DayRange;
import io.fantail.table.DaySet;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class PageScopeTest {
  private static final LocalDate DAY = LocalDate.parse("2026-08-24");
  private static final DaySet DAYS = DaySet.of(new DayRange(DAY, DAY.plusDays(1)));

  @Test
  void saysNothingButItsDaysOfAll() {
    assertThat(PageScope.ofDays(DAYS).executions()).isEqualTo(DAYS.condition());
    assertThat(PageScope.ofDays(DAYS).events()).isEqualTo(DAYS.condition());
    assertThat(PageScope.ofDays(DAYS).isNarrowed()).isFalse();
  }

  @Test
  void takesParentsAlongWithTheirMapRuns() {
    PageScope scope = PageScope.ofMapRuns(DAYS, List.of("run"), List.of("parent"), null);

    assertThat(scope.executions())
        .endsWith(" AND (map_run_arn IN ('run') OR execution_arn IN ('parent'))");
    assertThat(scope.mapRuns()).endsWith(" AND map_run_arn IN ('run')");
    assertThat(scope.isNarrowed()).isTrue();
  }

  @Test
  void isOfOneExecutionWithoutMapRuns() {
    PageScope scope = PageScope.ofMapRuns(DAYS, List.of(), List.of("only"), "only");

    assertThat(scope.executions())
        .endsWith(" AND (map_run_arn IN (NULL) OR execution_arn IN ('only'))");
    assertThat(scope.mapRuns()).endsWith(" AND map_run_arn IN (NULL)");
  }

  @Test
  void narrowsAWindowToItsMoments() {
    assertThat(
            PageScope.ofTime(
                    DAYS,
                    Instant.parse("2026-08-24T02:00:00Z"),
                    Instant.parse("2026-08-24T03:00:00Z"))
                .executions())
        .endsWith(
            " AND started_at >= TIMESTAMP '2026-08-24T02:00:00Z' AND started_at < TIMESTAMP"
                + " '2026-08-24T03:00:00Z'");
  }

  @Test
  void quotesWhatSqlWouldRead() {
    assertThat(PageScope.text("it's \\ here")).isEqualTo("'it\\'s \\\\ here'");
    assertThat(PageScope.texts(List.of("a", "b'"))).isEqualTo("('a', 'b\\'')");
  }
}
