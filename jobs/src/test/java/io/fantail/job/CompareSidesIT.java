package io.fantail.job;

import static io.fantail.job.ComparedDays.change;
import static io.fantail.job.ComparedDays.compare;
import static io.fantail.job.ComparedDays.days;
import static io.fantail.job.ComparedDays.lake;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fantail.job.message.ExitCode;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * {@code compare} takes the executions that its options name, and refuses options that name none.
 */
class CompareSidesIT {
  /** The hours of a day come to what the day does, as does the version that ran on it. */
  @Test
  void hoursAndVersionsChooseExecutions() throws IOException {
    JsonNode hours =
        compare(
            "--base",
            "2026-08-23T08:00:00Z/2026-08-23T12:00:00Z",
            "--against",
            "2026-08-24T08:00:00Z/2026-08-24T12:00:00Z");
    assertThat(hours.path("changes")).isEqualTo(days().path("changes"));
    assertThat(hours.path("parts")).isEqualTo(days().path("parts"));

    JsonNode versions = compare("--base-version", "7", "--against-version", "8");
    assertThat(versions.at("/base/is").asText()).isEqualTo("version 7");
    for (String figure : List.of("p50", "p95", "error_rate")) {
      JsonNode expected = change(days(), "execution", true, figure);
      JsonNode found = change(versions, "execution", true, figure);
      assertThat(found.path("ratio")).isEqualTo(expected.path("ratio"));
      assertThat(found.path("base")).isEqualTo(expected.path("base"));
    }
  }

  /** From 9:05 to 9:15 the children of the second and third Map Run started. */
  @Test
  void aWindowIsHalfOpenByTheStartOfExecutions() throws IOException {
    JsonNode comparison =
        compare(
            "--base",
            "2026-08-24T09:05:00.1Z/2026-08-24T09:15:00.1Z",
            "--against",
            "2026-08-24T09:15:00.1Z/2026-08-24T09:20:00Z");
    assertThat(comparison.at("/base/children").asLong()).isEqualTo(2 * ComparedDays.CHILDREN);
    assertThat(comparison.at("/base/others").asLong()).isEqualTo(2);
    assertThat(comparison.at("/against/others").asLong()).isEqualTo(1);
    JsonNode p50 = change(comparison, "execution", true, "p50");
    assertThat(p50.path("method").asText()).isEqualTo("mover");
    assertThat(p50.path("note").asText()).contains("whether the next will is not known");
  }

  @Test
  void comparesMapRuns() throws IOException {
    JsonNode comparison =
        compare(
            "--base-map-run",
            ComparedDays.runArn(-1, 1),
            "--against-map-run",
            ComparedDays.runArn(0, 2));

    assertThat(comparison.at("/base/children").asLong()).isEqualTo(ComparedDays.CHILDREN);
    assertThat(comparison.at("/base/others").asLong()).isZero();
    JsonNode p50 = change(comparison, "execution", true, "p50");
    assertThat(p50.path("method").asText()).isEqualTo("mover");
    assertThat(p50.path("verdict").asText()).isEqualTo("slower");
    JsonNode p95 = change(comparison, "execution", true, "p95");
    assertThat(p95.path("ratio_low").isNull()).isTrue();
    assertThat(p95.path("note").asText()).contains("needs 72");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --base 2026-08-23/2026-08-24 --against 2027-01-01/2027-01-02 | No execution in the lake is of 2027-01-01/2027-01-02. Its executions started from 2026-08-23 to 2026-08-24
          --base-version 7 --against-version 9                         | No execution in the lake is of version 9. The versions that are: SELECT
          --base-map-run a --against-map-run b                         | There is no Map Run a in the lake
          """)
  void saysWhenASideIsEmpty(String sides, String message) {
    Object[] words = ("compare --lake " + lake() + " " + sides).split(" ", -1);
    Commands.Outcome outcome = Commands.call(words);

    assertThat(outcome.exitCode()).as(outcome.both()).isEqualTo(ExitCode.NOTHING_MATCHED);
    assertThat(outcome.err()).contains(message).doesNotContain("\tat ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''                                                            | What is compared with what?
          --base 2026-08-23/2026-08-24                                  | --base is compared with what? --against is missing.
          --against-version 3                                           | --against-version is compared with what? --base-version is missing.
          --base 2026-08-23 --against 2026-08-24                        | '2026-08-23' is not FROM/TO
          --base 2026-08-23/x --against 2026-08-24/2026-08-25           | 'x' is no date
          --base 2026-08-23/2026-08-23 --against 2026-08-24/2026-08-25  | has no time in it
          --base 2026-08-23/2026-08-25 --against 2026-08-24/2026-08-26  | overlap
          --base-version 3 --against-version 3                          | Both sides are the same version: 3.
          --base-version 3 --against-version 4 --base-map-run a --against-map-run b | Only one pair
          --base-version 3 --against-version 4 --fail-on p96:2          | 'p96' is no figure
          --base-version 3 --against-version 4 --limit 0                | --limit is not above 0
          """)
  void refusesWhatItCannotMean(String sides, String message) {
    Object[] words = ("compare --lake nowhere " + sides).strip().split(" ", -1);
    Commands.Outcome outcome = Commands.call(words);

    assertThat(outcome.exitCode()).as(outcome.both()).isEqualTo(ExitCode.USAGE);
    assertThat(outcome.err()).contains(message).doesNotContain("\tat ");
  }
}
