package io.fantail.text;

import static io.fantail.testing.ArchiveFiles.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UtcTimestampTest {
  private static final DateTimeFormatter EXPORTED =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);
  private static final long FIRST = Instant.parse("0001-01-01T00:00:00Z").toEpochMilli();
  private static final long LAST = Instant.parse("9999-12-31T23:59:59.999Z").toEpochMilli();

  @Test
  void readsBackWhateverAnInstantPrints() {
    Random random = new Random(18);
    for (int i = 0; i < 20_000; i++) {
      int nanos = new int[] {0, 5_000_000, 123_456_000, 7, 999_000_000}[i % 5];
      Instant instant = Instant.ofEpochSecond(random.nextLong(FIRST, LAST) / 1000, nanos);

      assertThat(UtcTimestamp.parse(instant.toString())).isEqualTo(instant);
    }
  }

  @Test
  void readsTheInstantThatJavaTimePrinted() {
    Random random = new Random(17);
    for (int i = 0; i < 20_000; i++) {
      Instant instant = Instant.ofEpochMilli(random.nextLong(FIRST, LAST));
      byte[] printed = utf8("##" + EXPORTED.format(instant) + " message");

      assertThat(UtcTimestamp.isAt(printed, 2)).isTrue();
      assertThat(UtcTimestamp.at(printed, 2)).isEqualTo(instant);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2024-02-29T00:00:00.000Z",
        "1900-02-28T23:59:59.999Z",
        "2000-12-31T23:59:59.999Z",
        "1969-12-31T23:59:59.999Z"
      })
  void readsTheEdgesOfTheCalendar(String text) {
    assertThat(UtcTimestamp.at(utf8(text), 0)).isEqualTo(Instant.parse(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2024-13-01T00:00:00.000Z",
        "2024-01-32T00:00:00.000Z",
        "2024-01-01T24:00:00.000Z",
        "2024-01-01T00:60:00.000Z",
        "2024-01-01T00:00:61.000Z",
        "2O24-01-01T00:00:00.000Z",
        "2024-01-01 00:00:00.000Z",
        "2024-01-01T00:00:00,000Z",
        "2024-01-01T00:00:00.000+",
        "2024-00-01T00:00:00.000Z",
        "2024-01-00T00:00:00.000Z"
      })
  void takesNothingElseForATime(String text) {
    assertThat(UtcTimestamp.isAt(utf8(text), 0)).isFalse();
  }
}
