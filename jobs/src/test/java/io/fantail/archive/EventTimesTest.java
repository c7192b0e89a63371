package io.fantail.archive;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The dresses in which tools archive the time of an event. */
class EventTimesTest {
  private static @Nullable Long millisOf(String json) throws JsonProcessingException {
    return EventTimes.millisOf(Json.MAPPER.readTree(json));
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
        "-0.001, 1969-12-31T23:59:59.999Z",
      })
  void readsEveryDress(String json, Instant expected) throws JsonProcessingException {
    assertThat(millisOf(json)).isEqualTo(expected.toEpochMilli());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
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
