package io.fantail.event.parse;

import static io.fantail.event.parse.ParsedLines.AT;
import static io.fantail.event.parse.ParsedLines.EVENT;
import static io.fantail.event.parse.ParsedLines.ID;
import static io.fantail.event.parse.ParsedLines.LAMBDA;
import static io.fantail.event.parse.ParsedLines.STATES;
import static io.fantail.event.parse.ParsedLines.parse;
import static io.fantail.event.parse.ParsedLines.reasonOf;
import static io.fantail.testing.ArchiveFiles.concat;
import static io.fantail.testing.ArchiveFiles.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fantail.archive.record.RawRecord;
import io.fantail.event.ParsedRecord;
import io.fantail.event.policy.PayloadPolicy;
import io.fantail.testing.CorpusFolder;
import java.io.IOException;
import java.time.Instant;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@link RecordParser} rejects of log lines, with which reason and sample. */
class RejectedRecordsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"id\":\"1\",\"details\":{ | malformed_json",
        EVENT + EVENT + " | malformed_json",
        "{\"id\":99999999999999999999,\"previous_event_id\":\"0\"} | malformed_json",
        "plain text | unrecognised_record",
        "{\"some\":\"object\"} | unrecognised_record",
        "{\"previous_event_id\":\"0\",\"id\":\"1\"} | missing_field",
      })
  void rejectsWhatAStepFunctionsLogCannotHold(String text, String reason) {
    assertThat(reasonOf(parse(STATES, text))).isEqualTo(reason);
  }

  @Test
  void rejectsInvalidText() {
    byte[] message = utf8(EVENT);
    message[20] = (byte) 0xFF;

    assertThat(reasonOf(parse(STATES, message, AT))).isEqualTo("invalid_utf8");
  }

  @Test
  void rejectsBytesThatLookLikeAnotherEncoding() {
    byte[] message = {'{', 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8};

    assertThat(reasonOf(parse(STATES, message, AT))).isEqualTo("invalid_utf8");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0001-01-01T00:00:00Z", "+292278994-08-17T07:12:55.807Z"})
  void rejectsATimeThatNoTableCanHold(Instant at) {
    assertThat(reasonOf(parse(LAMBDA, utf8("START RequestId: " + ID + " Version: 7"), at)))
        .isEqualTo("missing_field");
  }

  @Test
  void rejectsTheMalformedFixtureOfDatadog() throws IOException {
    String message =
        CorpusFolder.json("lambda/cwl_events/datadog__step_functions_log.json")
            .at("/logEvents/0/message")
            .asText();

    assertThat(reasonOf(parse(STATES, message))).isEqualTo("malformed_json");
  }

  @Test
  void masksAndBoundsTheSampleOfAReject() {
    byte[] message = utf8("{\"password\":{\"a\":\"SECRET\"},\"b\":\"" + "x".repeat(10_000) + "\"}");
    RecordParser parser = new RecordParser(new PayloadPolicy(1_000, Set.of("password")), "file");

    ParsedRecord record =
        parser.parse(new RawRecord.LogEvent(0, STATES, AT, null, message, 0, message.length));

    assertThat(((ParsedRecord.Reject) record).sample())
        .doesNotContain("SECRET")
        .hasSizeLessThanOrEqualTo(200);
  }

  @Test
  void throwsNothingForRandomBytes() {
    Random random = new Random(23);
    String[] beginnings = {"", "{", EVENT.substring(0, 60), "[ERROR] ", "REPORT RequestId: " + ID};
    for (int i = 0; i < 20_000; i++) {
      byte[] noise = new byte[random.nextInt(80)];
      random.nextBytes(noise);
      byte[] message = concat(utf8(beginnings[i % 5]), noise);

      assertThat(parse(i % 2 == 0 ? STATES : LAMBDA, message, AT)).isNotNull();
    }
  }
}
