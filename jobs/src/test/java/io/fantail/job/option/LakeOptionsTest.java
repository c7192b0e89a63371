package io.fantail.job.option;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LakeOptionsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          2026-11-20                    | 2026-11-21                     | 2026-11-20               | -
          2026-11-20                    | 2026-11-22                     | 2026-11-20 to 2026-11-21 | -
          2026-11-20T00:00:00Z          | 2026-11-21T00:00:00Z           | 2026-11-20               | -
          2026-11-20T06:00:00Z          | 2026-11-21                     | 2026-11-20               | --from 2026-11-20T06:00:00Z means
          2026-11-20T06:00:00Z          | 2026-11-20T07:00:00Z           | 2026-11-20               | --from 2026-11-20T06:00:00Z and --to 2026-11-20T07:00:00Z mean
          2026-11-20                    | 2026-11-21T00:00:00.000000001Z | 2026-11-20 to 2026-11-21 | --to 2026-11-21T00:00:00.000000001Z means
          2026-11-20                    | 2026-11-20T23:59:59.999Z       | 2026-11-20               | --to 2026-11-20T23:59:59.999Z means
          2026-11-20T23:30:00-02:00     | 2026-11-22                     | 2026-11-21               | --from 2026-11-21T01:30:00Z means
          -                             | 2026-11-20T12:00:00Z           | the beginning to 2026-11-20 | --to 2026-11-20T12:00:00Z means
          2026-11-20T12:00:00Z          | -                              | 2026-11-20 to the end    | --from 2026-11-20T12:00:00Z means
          -                             | -                              | the beginning to the end | -
          """)
  void meansWholeDaysAndSaysSo(
      @Nullable String from, @Nullable String to, String days, @Nullable String said) {
    LakeOptions options = new LakeOptions();
    TimeConverter time = new TimeConverter(Clock.systemUTC());
    options.from = from == null ? null : time.convert(from);
    options.to = to == null ? null : time.convert(to);

    assertThat(options.days().inWords()).isEqualTo(days);
    if (said == null) {
      assertThat(options.wholeDays()).isNull();
    } else {
      assertThat(options.wholeDays()).startsWith("Days " + days + ", as " + said);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          2026-11-28                | 2026-11-28 | -
          2026-11-28T00:00:00Z      | 2026-11-28 | -
          2026-11-28T06:00:00Z      | 2026-11-28 | --date 2026-11-28T06:00:00Z means the whole UTC day.
          2026-11-28T01:00:00+02:00 | 2026-11-27 | --date 2026-11-27T23:00:00Z means the whole UTC day.
          """)
  void meansTheDayOfADateOrInstant(String date, String days, @Nullable String said) {
    LakeOptions options = new LakeOptions();
    options.date = new TimeConverter(Clock.systemUTC()).convert(date);

    assertThat(options.days().inWords()).isEqualTo(days);
    assertThat(options.wholeDays())
        .isEqualTo(said == null ? null : "Days " + days + ", as " + said);
  }
}
