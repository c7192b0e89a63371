package io.fantail.archive.log;

import static io.fantail.testing.ArchiveFiles.gzip;
import static io.fantail.testing.ArchiveFiles.utf8;
import static io.fantail.testing.ArchiveFiles.write;
import static io.fantail.testing.ArchiveFiles.zstd;
import static org.assertj.core.api.Assertions.assertThat;

import io.fantail.archive.SeenRecord;
import io.fantail.archive.record.LogSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EncodedRecordsTest {
  private static final String VENDED =
      "{\"id\":\"1\",\"type\":\"X\",\"execution_arn\":\"a\",\"event_timestamp\":\"1\"}";

  private final Path folder;

  EncodedRecordsTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private static String envelope(String... ids) {
    List<String> events =
        Arrays.stream(ids)
            .map(id -> "{\"id\":\"%s\",\"timestamp\":1,\"message\":\"m\"}".formatted(id))
            .toList();
    return """
        {"messageType":"DATA_MESSAGE","owner":"0","logGroup":"/aws/lambda/orders",\
        "logStream":"s","subscriptionFilters":["all"],"logEvents":[%s]}"""
        .formatted(String.join(",", events));
  }

  private static String error(byte[] rawData) {
    return error("\"" + Base64.getEncoder().encodeToString(rawData) + "\"");
  }

  private static String error(String rawData) {
    return """
        {"attemptsMade":4,"arrivalTimestamp":1790204204466,"errorCode":"Lambda.FunctionError",\
        "errorMessage":"The Lambda function was successfully invoked but it returned an error.",\
        "attemptEndingTimestamp":1790204304466,"rawData":%s,"lambdaArn":"arn:aws:lambda:x"}"""
        .formatted(rawData);
  }

  private List<SeenRecord> records(String content) throws IOException {
    return SeenRecord.in(write(folder.resolve("processing-failed-1"), content));
  }

  @Test
  void readsWhatFirehoseSendsToAnHttpEndpoint() throws IOException {
    String data = Base64.getEncoder().encodeToString(gzip(utf8(envelope("1", "2"))));
    List<SeenRecord> records =
        records(
            "{\"requestId\":\"r\",\"timestamp\":1790204204466,\"records\":[{\"data\":\"%s\"}]}"
                .formatted(data));

    assertThat(records).extracting(SeenRecord::eventId).containsExactly("1", "2");
  }

  @Test
  void readsWhatCouldNotBeDeliveredAsIfItHadBeen() throws IOException {
    List<SeenRecord> records =
        records(
            error(gzip(utf8(envelope("1", "2"))))
                + "\n"
                + error(utf8(envelope("3")))
                + "\r\n"
                + error(zstd(utf8(envelope("4"))))
                + "\n"
                + error(gzip(gzip(utf8(envelope("5")))))
                + "\n"
                + error(utf8(VENDED + "\n")));

    assertThat(records).extracting(SeenRecord::kind).containsOnly("LOG_EVENT");
    assertThat(records)
        .extracting(SeenRecord::eventId)
        .containsExactly("1", "2", "3", "4", "5", null);
    assertThat(records.get(0).source()).isEqualTo(new LogSource("/aws/lambda/orders", "s", "0"));
    assertThat(records.get(5).text()).isEqualTo(VENDED);
    assertThat(records).extracting(SeenRecord::position).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void isRecognisedByItsFieldsInGzipTooAndBehindAByteOrderMark() throws IOException {
    byte[] content = gzip(utf8("\ufeff" + error(utf8(envelope("1")))));

    assertThat(SeenRecord.kindsIn(write(folder.resolve("anything"), content)))
        .containsExactly("LOG_EVENT");
  }

  @Test
  void rejectsEachRecordThatCannotBeReadAndReadsOn() throws IOException {
    byte[] whole = gzip(utf8(envelope("1")));
    byte[] cut = Arrays.copyOf(whole, whole.length - 20);

    assertThat(
            records(
                String.join(
                    "\n",
                    error(cut),
                    error("\"no base64: !\""),
                    error("null"),
                    error("\"\""),
                    error(utf8("plain words")),
                    error(utf8(error(utf8(envelope("9"))))),
                    error(utf8(envelope("2"))))))
        .extracting(SeenRecord::kind)
        .containsExactly(
            "TRUNCATED_GZIP",
            "MALFORMED_JSON",
            "UNKNOWN_FORMAT",
            "EMPTY_OBJECT",
            "UNKNOWN_FORMAT",
            "UNKNOWN_FORMAT",
            "LOG_EVENT");
  }

  @Test
  void refusesABombWithinARecord() throws IOException {
    byte[] line = utf8("2026-09-23T22:56:44.466Z " + "x".repeat(40 << 20));

    assertThat(records(error(gzip(gzip(line))) + "\n" + error(utf8(envelope("2")))))
        .extracting(SeenRecord::kind)
        .containsExactly("RECORD_TOO_LONG", "INFLATION_BOMB", "LOG_EVENT");
  }
}
