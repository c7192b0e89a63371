package io.fantail.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The dresses in which tools archive the time of an event. */
class JsonTimeTest {
  private static @Nullable Long millisOf(String json) throws JsonProcessingException {
    return JsonTime.millisOf(Json.MAPPER.readTree(json));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        // the wire, aws-cli v1: epoch seconds, one to three decimals
        "1790218596.93, 2026-09-24T02:56:36.930Z",
        "1710119488.26, 2024-03-11T01:11:28.260Z",
        "1790218596.9, 2026-09-24T02:56:36.900Z",
        "1790218596.035, 2026-09-24T02:56:36.035Z",
        "1790218596, 2026-09-24T02:56:36Z",
        "1.79021859693E9, 2026-09-24T02:56:36.930Z",
        // aws-cli v2, boto3 with isoformat: the zone of the machine, six digits
        "\"2026-09-23T23:58:03.035000+01:00\", 2026-09-23T22:58:03.035Z",
        "\"2026-09-23T17:28:03.035999-05:30\", 2026-09-23T22:58:03.035Z",
        // str(datetime)
        "\"2024-01-26 05:27:29.477000+00:00\", 2024-01-26T05:27:29.477Z",
        "\"2024-01-26 05:27:29+00:00\", 2024-01-26T05:27:29Z",
        "\"2024-01-26 06:27:29.477000+01:00\", 2024-01-26T05:27:29.477Z",
        // JavaScript, Go, ResultWriter
        "\"2026-09-23T22:59:01.592Z\", 2026-09-23T22:59:01.592Z",
        "\"2026-09-23T22:59:01Z\", 2026-09-23T22:59:01Z",
        "\"2026-09-23T22:59:01.592123456Z\", 2026-09-23T22:59:01.592Z",
        "\"2026-09-23T22:59:01.592+0100\", 2026-09-23T21:59:01.592Z",
        // Jackson's Instant: decimal seconds with nine digits
        "1790218596.035000000, 2026-09-24T02:56:36.035Z",
        "\"1790218596.93\", 2026-09-24T02:56:36.930Z",
        // Java's Date, EventBridge, pandas: epoch milliseconds and finer, as a number or as text
        "1795168800980, 2026-11-20T10:00:00.980Z",
        "1795168800980.0, 2026-11-20T10:00:00.980Z",
        "\"1795168800980\", 2026-11-20T10:00:00.980Z",
        "1795168800980999, 2026-11-20T10:00:00.980Z",
        "\"1795168800980999999\", 2026-11-20T10:00:00.980Z",
        "99999999999, 5138-11-16T09:46:39Z",
        "100000000000, 1973-03-03T09:46:40Z",
        // Ruby: to_s, inspect, ActiveSupport
        "\"2026-11-20 10:00:00 UTC\", 2026-11-20T10:00:00Z",
        "\"2026-11-20 11:00:00 +0100\", 2026-11-20T10:00:00Z",
        "\"2026-11-20 10:00:00.98 UTC\", 2026-11-20T10:00:00.980Z",
        "\"2026-11-20 11:00:00.98 +0100\", 2026-11-20T10:00:00.980Z",
        "\"2026-11-20 10:00:00 49/50 UTC\", 2026-11-20T10:00:00.980Z",
        "\"2026-11-20 10:00:00 2055208/2097153 UTC\", 2026-11-20T10:00:00.980Z",
        "\"2026-11-20 10:00:00 999999999/1000000000 UTC\", 2026-11-20T10:00:01Z",
        // Java: Instant, OffsetDateTime, ZonedDateTime, Date
        "\"2026-11-20T10:00:00Z\", 2026-11-20T10:00:00Z",
        "\"2026-11-20T10:00Z\", 2026-11-20T10:00:00Z",
        "\"2026-11-20T11:00:00.98+01:00[Europe/Berlin]\", 2026-11-20T10:00:00.980Z",
        "\"2026-11-20T10:00:00.98Z[UTC]\", 2026-11-20T10:00:00.980Z",
        "\"Fri Nov 20 10:00:00 UTC 2026\", 2026-11-20T10:00:00Z",
        "\"Fri Nov 20 10:00:00 GMT 2026\", 2026-11-20T10:00:00Z",
        "\"Fri Nov 20 10:00:00 GMT+01:00 2026\", 2026-11-20T09:00:00Z",
        // Go: Time.String with and without its monotonic clock, RubyDate, RFC1123Z
        "\"2026-11-20 10:00:00.98 +0000 UTC\", 2026-11-20T10:00:00.980Z",
        "\"2026-11-20 11:00:00.98 +0100 CET m=+0.001\", 2026-11-20T10:00:00.980Z",
        "\"Fri Nov 20 10:00:00 +0000 2026\", 2026-11-20T10:00:00Z",
        // JavaScript's Date#toString, without and with a name of the zone
        "\"Fri Nov 20 2026 11:00:00 GMT+0100 (Central European Standard Time)\", 2026-11-20T10:00:00Z",
        "\"Fri Nov 20 2026 10:00:00 GMT+0000\", 2026-11-20T10:00:00Z",
        // .NET: round trip, JavaScriptSerializer, PowerShell 5
        "\"2026-11-20T10:00:00.9800000Z\", 2026-11-20T10:00:00.980Z",
        "\"/Date(1795168800980)/\", 2026-11-20T10:00:00.980Z",
        "\"\\/Date(1795168800980)\\/\", 2026-11-20T10:00:00.980Z",
        "\"/Date(1795168800980+0100)/\", 2026-11-20T10:00:00.980Z",
        // Postgres, ISO 8601 without marks or with a comma, small letters
        "\"2026-11-20 10:00:00.98+00\", 2026-11-20T10:00:00.980Z",
        "\"20261120T100000Z\", 2026-11-20T10:00:00Z",
        "\"20261120T100000.980Z\", 2026-11-20T10:00:00.980Z",
        "\"2026-11-20t10:00:00.980z\", 2026-11-20T10:00:00.980Z",
        "-0.001, 1969-12-31T23:59:59.999Z",
      })
  void readsEveryDress(String json, Instant expected) throws JsonProcessingException {
    assertThat(millisOf(json)).isEqualTo(expected.toEpochMilli());
  }

  /** Commas stand in these. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"Fri, 20 Nov 2026 10:00:00 GMT\" | 2026-11-20T10:00:00Z",
        "\"Fri, 20 Nov 2026 11:00:00 +0100\" | 2026-11-20T10:00:00Z",
        "\"Friday, 20-Nov-2026 10:00:00 UTC\" | 2026-11-20T10:00:00Z",
        "\"2026-11-20T10:00:00,980Z\" | 2026-11-20T10:00:00.980Z",
        "{\"value\": \"/Date(1795168800980)/\", \"DisplayHint\": 2, \"DateTime\": \"Friday\"} | 2026-11-20T10:00:00.980Z",
        "{\"value\": \"2026-11-20T10:00:00.98Z\", \"DateTime\": \"Friday\"} | 2026-11-20T10:00:00.980Z",
        "{\"$date\": {\"$numberLong\": \"1795168800980\"}} | 2026-11-20T10:00:00.980Z",
        "{\"$date\": \"2026-11-20T10:00:00.98Z\"} | 2026-11-20T10:00:00.980Z",
        "{\"date\": \"2026-11-20 10:00:00.980000\", \"timezone_type\": 3, \"timezone\": \"UTC\"} | 2026-11-20T10:00:00.980Z",
        "{\"date\": \"2026-11-20 11:00:00.980000\", \"timezone_type\": 3, \"timezone\": \"Europe/Berlin\"} | 2026-11-20T10:00:00.980Z",
        "{\"date\": \"2026-11-20 11:00:00.980000\", \"timezone_type\": 1, \"timezone\": \"+01:00\"} | 2026-11-20T10:00:00.980Z",
      })
  void readsTheTimesOfOtherLanguages(String json, Instant expected) throws JsonProcessingException {
    assertThat(millisOf(json)).isEqualTo(expected.toEpochMilli());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"seconds\":1790218596,\"nanos\":930000000} | 2026-09-24T02:56:36.930Z",
        "{\"seconds\":1790218596,\"subsecond_nanos\":930000000} | 2026-09-24T02:56:36.930Z",
        "{\"secs_since_epoch\":1790218596,\"nanos_since_epoch\":930000000} | 2026-09-24T02:56:36.930Z",
        "{\"epochSeconds\":1790218596,\"nanosecondsOfSecond\":930000000} | 2026-09-24T02:56:36.930Z",
        "[1790218596, 35000000] | 2026-09-24T02:56:36.035Z",
        "[1790218596, 35999999] | 2026-09-24T02:56:36.035Z",
        "[1790218596, 0] | 2026-09-24T02:56:36Z",
        "{\"epochSecond\":1790218596,\"nano\":930000000} | 2026-09-24T02:56:36.930Z",
        "{\"nano\":999999999,\"epochSecond\":1790218596} | 2026-09-24T02:56:36.999Z",
      })
  void readsTheFieldsOfAnInstant(String json, Instant expected) throws JsonProcessingException {
    assertThat(millisOf(json)).isEqualTo(expected.toEpochMilli());
  }

  /** A double holds 16 digits, and the ninth decimal of these seconds is the nineteenth. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9})
  void isExactToTheMillisecondWithAnyNumberOfDigits(int digits) throws JsonProcessingException {
    String fraction = "035999999".substring(0, digits);
    long expected = 1_790_218_596_000L + Integer.parseInt((fraction + "00").substring(0, 3));

    assertThat(millisOf("1790218596." + fraction)).isEqualTo(expected);
    assertThat(millisOf("\"1790218596." + fraction + "\"")).isEqualTo(expected);
    assertThat(millisOf("\"2026-09-24T02:56:36." + fraction + "Z\"")).isEqualTo(expected);
    assertThat(millisOf("\"2026-09-24 03:56:36." + fraction + "+01:00\"")).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"2026-09-23T22:59:01.592\"",
        "\"2026-09-23 22:59:01\"",
        "\"11/20/2026 10:00:00 AM\"",
        "\"Nov 20, 2026, 10:00:00 AM\"",
        "\"Fri Nov 20 10:00:00 2026\"",
        "\"Fri Nov 20 10:00:00 CST 2026\"",
        "\"2026-11-20 10:00:00 IST\"",
        "\"Thu, 20 Nov 2026 10:00:00 GMT\"",
        "\"2026-11-20T24:00:00Z\"",
        "\"2026-11-20 10:00:00 3/2 UTC\"",
        "\"2026-11-20 10:00:00 1/0 UTC\"",
        "\"2026-11-20T10:00:00+25:00\"",
        "[2026, 11, 20, 10, 0, 0, 980000000]",
        "{\"value\": {\"value\": {\"value\": {\"value\": {\"value\": 1}}}}}",
        "{\"date\": \"2026-10-25 02:30:00.0\", \"timezone\": \"Europe/Berlin\"}",
        "{\"date\": \"2026-03-29 02:30:00.0\", \"timezone\": \"Europe/Berlin\"}",
        "{\"date\": \"2026-11-20 10:00:00.0\", \"timezone\": \"CST\"}",
        "{\"date\": \"2026-11-20 10:00:00.0\", \"timezone\": \"Nowhere/Here\"}",
        "{\"seconds\":1790218596980,\"nanos\":0}",
        "100000000000000",
        "\"2026-02-30T22:59:01Z\"",
        "\"yesterday\"",
        "\"\"",
        "null",
        "true",
        "{}",
        "[1790218596]",
        "[1790218596, 35000000, 0]",
        "[1790218596, 1000000000]",
        "[1790218596, -1]",
        "[1790218596.5, 0]",
        "[\"a\", 0]",
        "[99999999999999999999, 0]",
        "{\"epochSecond\":1790218596}",
        "{\"epochSecond\":true,\"nano\":0}",
        "1e30",
        "\"1e30\"",
        "\"999999999999999999\"",
        "\"1e-99999999999\"",
        "\"+999999999-12-31T23:59:59Z\"",
        "1e-30000000",
        "-1e999999999",
      })
  void takesNothingElseForATime(String json) throws JsonProcessingException {
    assertThat(millisOf(json)).isNull();
  }
}
