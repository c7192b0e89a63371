package io.fantail.archive.log;

import static io.fantail.testing.ArchiveFiles.gzip;
import static io.fantail.testing.ArchiveFiles.gzipMembers;
import static io.fantail.testing.ArchiveFiles.utf8;
import static io.fantail.testing.ArchiveFiles.write;
import static org.assertj.core.api.Assertions.assertThat;

import io.fantail.archive.SeenRecord;
import io.fantail.archive.record.LogSource;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SubscriptionEnvelopesTest {
  private static final String STREAM = "2026/09/23/[$LATEST]f2d9ef6ec9274a98a9067c08847c7ccb";
  private static final String CONTROL =
      """
      {"messageType":"CONTROL_MESSAGE","owner":"CloudwatchLogs","logGroup":"","logStream":"",\
      "subscriptionFilters":[],"logEvents":[{"id":"","timestamp":1525983444232,\
      "message":"CWL CONTROL MESSAGE: Checking health of destination Firehose."}]}""";
  private static final String ONE = envelope("/aws/lambda/orders", "1", "one\\n");
  private static final String TWO = envelope("/aws/lambda/orders", "2", "two \\u2603");

  private final Path folder;

  SubscriptionEnvelopesTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private static String envelope(String logGroup, String id, String message) {
    return """
        {"messageType":"DATA_MESSAGE","owner":"000000000000","logGroup":"%s","logStream":"%s",\
        "subscriptionFilters":["all"],"logEvents":[%s]}"""
        .formatted(logGroup, STREAM, event(id, message));
  }

  private static String event(String id, String message) {
    return "{\"id\":\"%s\",\"timestamp\":1790204204466,\"message\":\"%s\"}".formatted(id, message);
  }

  private List<SeenRecord> records(byte[] content) throws IOException {
    return SeenRecord.in(write(folder.resolve("stream-1-2026-09-23-22-56-44-a"), content));
  }

  private List<SeenRecord> records(String content) throws IOException {
    return records(utf8(content));
  }

  @Test
  void readsMessageTimeSourceAndId() throws IOException {
    assertThat(records(ONE))
        .containsExactly(
            new SeenRecord(
                "LOG_EVENT",
                ONE.indexOf("{\"id\""),
                "one\n",
                Instant.parse("2026-09-23T22:56:44.466Z"),
                new LogSource("/aws/lambda/orders", STREAM, "000000000000"),
                "1",
                null));
  }

  @Test
  void readsConcatenatedGzipMembersWithoutExtension() throws IOException {
    assertThat(records(gzipMembers(ONE, TWO)))
        .extracting(SeenRecord::text)
        .containsExactly("one\n", "two \u2603");
  }

  @Test
  void readsGzipWithinGzip() throws IOException {
    assertThat(records(gzip(gzipMembers(ONE, TWO))))
        .extracting(SeenRecord::text)
        .containsExactly("one\n", "two \u2603");
  }

  @Test
  void readsEnvelopesWithNothingBetween() throws IOException {
    assertThat(records(ONE + TWO)).extracting(SeenRecord::eventId).containsExactly("1", "2");
  }

  @Test
  void readsEnvelopesOnLinesOfTheirOwn() throws IOException {
    assertThat(records(ONE + "\n" + TWO)).extracting(SeenRecord::eventId).containsExactly("1", "2");
  }

  @Test
  void readsPrettyEnvelopesBehindAByteOrderMark() throws IOException {
    String pretty = ("\ufeff" + ONE + TWO).replace("{", "\r\n{\r\n  ");

    assertThat(records(pretty)).extracting(SeenRecord::eventId).containsExactly("1", "2");
    assertThat(records(gzip(utf8(pretty)))).extracting(SeenRecord::kind).containsOnly("LOG_EVENT");
  }

  @Test
  void keepsTheReasonOfATearAtTheEnd() throws IOException {
    assertThat(records(ONE + TWO.substring(0, TWO.length() - 20)))
        .extracting(SeenRecord::kind)
        .containsExactly("LOG_EVENT", "MALFORMED_JSON");
  }

  @Test
  void countsAControlMessageAsNoise() throws IOException {
    assertThat(records(CONTROL + ONE))
        .extracting(SeenRecord::kind)
        .containsExactly("CONTROL_MESSAGE", "LOG_EVENT");
  }

  @Test
  void readsKeysInTheOrderOfTheAlphabet() throws IOException {
    String sorted =
        """
        {"logEvents":[%s,%s],"logGroup":"/aws/lambda/orders","logStream":"s",\
        "messageType":"DATA_MESSAGE","owner":"0","subscriptionFilters":[]}"""
            .formatted(event("1", "one"), event("2", "two"));

    List<SeenRecord> records = records(sorted + TWO);

    assertThat(records).extracting(SeenRecord::eventId).containsExactly("1", "2", "2");
    assertThat(records.get(0).source()).isEqualTo(new LogSource("/aws/lambda/orders", "s", "0"));
    assertThat(records).extracting(SeenRecord::position).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void readsALogGroupThatStandsBehindTheEvents() throws IOException {
    String reordered =
        """
        {"messageType":"DATA_MESSAGE","logStream":"s","logEvents":[%s],\
        "logGroup":"/aws/lambda/orders"}"""
            .formatted(event("1", "one"));

    assertThat(records(reordered))
        .extracting(SeenRecord::source)
        .containsExactly(new LogSource("/aws/lambda/orders", "s"));
  }

  @Test
  void countsAControlMessageWhoseTypeStandsLast() throws IOException {
    String reordered =
        """
        {"logEvents":[%s],"logGroup":"","logStream":"","messageType":"CONTROL_MESSAGE"}"""
            .formatted(event("", "health"));

    assertThat(records(reordered)).extracting(SeenRecord::kind).containsExactly("CONTROL_MESSAGE");
  }

  @Test
  void readsAGoodEnvelopeBehindATornOne() throws IOException {
    String torn = ONE.substring(0, ONE.length() - 12);

    List<SeenRecord> records = records(torn + TWO);

    assertThat(records).extracting(SeenRecord::kind).endsWith("LOG_EVENT").hasSize(2);
    assertThat(records.get(0).kind()).isEqualTo("MALFORMED_JSON");
    assertThat(records.get(1).eventId()).isEqualTo("2");
  }

  @Test
  void keepsTheEventsOfATornEnvelopeThatAreWhole() throws IOException {
    String torn = ONE.substring(0, ONE.length() - 2) + ",{\"id\":\"3\",\"time";

    assertThat(records(torn + TWO))
        .extracting(SeenRecord::kind)
        .containsExactly("LOG_EVENT", "MALFORMED_JSON", "LOG_EVENT");
  }

  @Test
  void saysWhereRecordsBeginAlsoBehindDamage() throws IOException {
    String before = ONE + "{\"messageType\":\"DATA_MESSAGE\",\"owner\":oops}";

    assertThat(records(before + TWO))
        .extracting(SeenRecord::position)
        .element(2)
        .isEqualTo((long) before.length() + TWO.indexOf("{\"id\""));
  }

  @Test
  void readsTheEnvelopesAroundAnInvalidByte() throws IOException {
    byte[] content = utf8(ONE + ONE + TWO);
    content[ONE.length() + ONE.indexOf("one")] = (byte) 0xFF;

    assertThat(records(content))
        .extracting(SeenRecord::kind)
        .containsExactly("LOG_EVENT", "INVALID_UTF8", "LOG_EVENT");
  }

  @Test
  void rejectsAnEnvelopeWhoseEventsAreNoList() throws IOException {
    assertThat(records("{\"messageType\":\"DATA_MESSAGE\",\"logEvents\":\"none\"}" + TWO))
        .extracting(SeenRecord::kind)
        .containsExactly("UNKNOWN_FORMAT", "LOG_EVENT");
  }

  @Test
  void rejectsAnEnvelopeWithoutEvents() throws IOException {
    assertThat(records("{\"messageType\":\"DATA_MESSAGE\",\"owner\":\"0\"}" + TWO))
        .extracting(SeenRecord::kind)
        .containsExactly("UNKNOWN_FORMAT", "LOG_EVENT");
  }

  @Test
  void rejectsAnEventWithoutMessageAndReadsOn() throws IOException {
    String envelope = ONE.replace("[{", "[{\"id\":\"0\",\"timestamp\":1},{");

    assertThat(records(envelope))
        .extracting(SeenRecord::kind)
        .containsExactly("UNKNOWN_FORMAT", "LOG_EVENT");
  }
}
