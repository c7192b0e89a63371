package io.fantail.job.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class TimeConverterTest {
  private static final Clock NOON =
      Clock.fixed(Instant.parse("2026-03-01T12:00:00Z"), ZoneOffset.UTC);

  @Test
  void readsDaysAndInstants() {
    TimeConverter option = new TimeConverter(NOON);

    assertThat(option.convert("1970-01-01")).isEqualTo(Instant.EPOCH);
    assertThat(option.convert("2026-08-24T23:30-05:00"))
        .isEqualTo(Instant.parse("2026-08-25T04:30:00Z"));
  }

  @Test
  void knowsTwoDaysByTheClock() {
    TimeConverter option = new TimeConverter(NOON);

    assertThat(option.convert("today")).isEqualTo(Instant.parse("2026-03-01T00:00:00Z"));
    assertThat(option.convert("yesterday")).isEqualTo(Instant.parse("2026-02-28T00:00:00Z"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0001-01-01",
        "1969-12-31",
        "1969-12-31T23:59:59Z",
        "1970-01-01T00:00+01:00",
        "2026-02-30",
        "2026-8-4",
        "2026-08-24T02:30",
        "2026-08-24T00:00:00+19:00",
        "+12026-01-01",
        "tomorrow",
        "Yesterday",
        "<aws.scheduler.scheduled-time>",
        ""
      })
  void refusesWhatIsNoTimeOfAnArchive(String value) {
    assertThatThrownBy(() -> new TimeConverter(NOON).convert(value))
        .isInstanceOf(TypeConversionException.class);
  }
}
