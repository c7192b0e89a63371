package io.fantail.archive.log;

import static io.fantail.testing.ArchiveFiles.utf8;
import static io.fantail.testing.ArchiveFiles.write;
import static org.assertj.core.api.Assertions.assertThat;

import io.fantail.archive.SeenRecord;
import io.fantail.event.ParsedRecord;
import io.fantail.event.parse.ReadObject;
import io.fantail.testing.LambdaLines;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What is torn within a form of log lines is one reject in its place, and all around it is read.
 */
class LogFormDamageTest {
  private static final LambdaLines LINES = LambdaLines.FAILED;

  private final Path folder;

  LogFormDamageTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private List<SeenRecord> seen(String content) throws IOException {
    return SeenRecord.in(write(folder.resolve("log"), content));
  }

  private ReadObject read(String content) throws IOException {
    return ReadObject.of(write(folder.resolve("log"), content));
  }

  /** The template of a record that stands in lines of its own, and what may go wrong with one. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "@timestamp,@message,@logStream | $space,$csv,$stream | no time,\"a~b\",s",
        "@timestamp,@message,@logStream | $space,$csv,$stream | 2026-11-20 10:00:01.1,\"a\" b~c,s",
        "@timestamp,@message,@logStream | $space,$csv,$stream | 2026-11-20 10:00:01.1",
        "timestamp,message | $ms,$csv | 1795168801041,\"torn \" quote~more of it~  and more",
        "timestamp;message | $ms;$csv | ;\"x\"",
        " | {\"log_group\":\"$group\",\"log_stream\":\"$stream\",\"message\":$json,\"timestamp\":$ms} | {\"log_group\":\"$group\",\"message\":\"x",
        " | {\"log_group\":\"$group\",\"log_stream\":\"$stream\",\"message\":$json,\"timestamp\":$ms} | {\"log_group\":\"g\",\"message\":7,\"timestamp\":1}",
        " | {\"log_group\":\"$group\",\"log_stream\":\"$stream\",\"message\":$json,\"timestamp\":$ms} | {\"log_group\":\"g\",\"message\":\"m\",\"timestamp\":\"today\"}",
        " | {\"_id\":\"1\",\"date\":\"$iso\",\"message\":$json,\"attributes\":{\"aws\":{\"awslogs\":{\"logGroup\":\"$group\",\"logStream\":\"$stream\"}}}} | {\"_id\":\"1\",\"date\":\"x\",\"message\":\"m\",\"attributes\":{\"aws\":{\"awslogs\":{\"logGroup\":\"g\"}}}}",
        " | $stream $micros $shown | 2026/11/20/[1]4421318cef49f47ce5d26a51003e4575 2026-11-31T10:00:01 x",
        " | $micros+00:00\tt\t{\"log_group\":\"$group\",\"log_stream\":\"$stream\",\"message\":$json} | 2026-11-20T10:00:01Z\tt\t{\"message\":",
        " | $micros+00:00 $stream $shown | 2026-11-20T10:00:01.040000+00:00",
      })
  void rejectsOneRecordInItsPlace(String header, String good, String bad) throws IOException {
    String line = good.strip() + "\n";
    String torn = bad.strip().replace("~", "\n") + "\n";
    String before =
        (header == null ? "" : header.strip() + "\n")
            + LINES.all().get(0).in(line)
            + LINES.all().get(1).in(line);
    String content = before + torn + LINES.all().get(2).in(line) + LINES.all().get(3).in(line);

    List<SeenRecord> records = seen(content);

    assertThat(records).hasSize(5);
    assertThat(records.get(2).isWhole()).isFalse();
    long position = utf8(before).length;
    boolean isTornJson = records.get(2).kind().equals("MALFORMED_JSON");
    assertThat(records.get(2).position())
        .as("of the value that is torn, in JSON")
        .isBetween(position, isTornJson ? position + torn.length() : position);
    assertThat(records.get(2).text()).as("sample").isNotEmpty();
    assertThat(List.of(0, 1, 3, 4))
        .allSatisfy(i -> assertThat(records.get(i).kind()).isEqualTo("LOG_EVENT"));
    assertThat(records).extracting(SeenRecord::position).isSorted().doesNotHaveDuplicates();
    assertThat(read(content).account().records()).isEqualTo(5);
  }

  @Test
  void findsThePlaceOfEveryRowInBytes() throws IOException {
    String header = "@timestamp,@message\r\n";
    List<Long> positions = new ArrayList<>();
    StringBuilder content = new StringBuilder(header);
    for (int i = 0; i < 3_000; i++) {
      positions.add((long) utf8(content.toString()).length);
      content.append("2026-11-20 10:00:01.040,\"\u2603 \"\"%d\"\"\r\n\r\n more\"\r\n".formatted(i));
      if (i % 500 == 0) {
        positions.add((long) utf8(content.toString()).length);
        content.append("2026-11-20 10:00:01.040,\"torn\" \r\n");
        positions.remove(positions.size() - 1);
      }
    }

    List<SeenRecord> records = seen(content.toString());

    assertThat(records)
        .filteredOn(record -> record.text().startsWith("\u2603"))
        .extracting(SeenRecord::position)
        .isEqualTo(positions);
    assertThat(records.get(1).text()).doesNotContain("\uFFFD");
  }

  /** The rows behind a quotation mark that nothing closes are found again. */
  @Test
  void readsOnBehindACellWithoutAnEnd() throws IOException {
    StringBuilder content = new StringBuilder("timestamp,message\n");
    content.append("1795168801040,\"open\n");
    for (int i = 0; i < 200_000; i++) {
      content.append("1795168801041,line ").append(i).append(" of many\n");
    }

    List<SeenRecord> records = seen(content.toString());

    assertThat(records).hasSize(200_001);
    assertThat(records.get(0).kind()).isIn("RECORD_TOO_LONG", "MALFORMED_CSV");
    assertThat(records.get(1).text()).isEqualTo("line 0 of many");
  }

  @Test
  void keepsBytesThatAreNoText() throws IOException {
    byte[] head = utf8("timestamp,message\n1795168801040,\"caf");
    byte[] tail = utf8("\"\n1795168801041,two\n");
    byte[] content = new byte[head.length + 1 + tail.length];
    System.arraycopy(head, 0, content, 0, head.length);
    content[head.length] = (byte) 0xE9;
    System.arraycopy(tail, 0, content, head.length + 1, tail.length);

    assertThat(SeenRecord.textsIn(write(folder.resolve("log"), content)))
        .containsExactly("caf\uFFFD", "two");
  }

  /** As in a subscription: a line of another service's log is noise, and no reject. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "@timestamp,@message,@logStream,@log\n$space,$csv,web-1,1:/my/app\n",
        "{\"results\":[[{\"field\":\"@timestamp\",\"value\":\"$space\"},{\"field\":\"@message\",\"value\":$json},{\"field\":\"@logStream\",\"value\":\"web-1\"}]]}",
        "{\"log_group\":\"/my/app\",\"log_stream\":\"web-1\",\"message\":$json,\"timestamp\":\"$iso\"}",
        "{\"_id\":\"1\",\"date\":\"$iso\",\"service\":\"web\",\"source\":\"nginx\",\"message\":$json,\"attributes\":{}}",
        "{\"_id\":\"1\",\"date\":\"$iso\",\"service\":\"web\",\"source\":\"nginx\",\"attributes\":{\"http\":{}}}",
        "{\"@timestamp\":\"$iso\",\"@version\":\"1\",\"host\":\"ip\",\"message\":$json}",
        "{\"date\":$s.5,\"log\":$json,\"container_name\":\"web\"}",
        "{\"source_type\":\"file\",\"file\":\"/var/log/x\",\"host\":\"h\",\"message\":$json,\"timestamp\":\"$iso\"}",
        "{\"resourceLogs\":[{\"resource\":{},\"scopeLogs\":[{\"logRecords\":[{\"timeUnixNano\":\"$ms000000\",\"body\":{\"stringValue\":$json}}]}]}]}",
        "$micros+00:00 web-1 $shown\n",
      })
  void leavesLinesOfOthersAlone(String form) throws IOException {
    LambdaLines.Line line = new LambdaLines.Line(0, "GET /orders 200");

    ReadObject read = read(line.in(form));

    assertThat(read.records()).isEmpty();
    assertThat(read.account().noise()).isEqualTo(1);
  }

  /** Nothing that only looks a little like such a form is taken for one. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-11-20T10:00:01 some program says hello",
        "host-1 2026-11-20T10:00:01.040000 some program says hello",
        "timestamp,level,message\n2026-11-20T10:00:01Z,INFO,hello",
        "message\nhello",
        "name,message\na,b",
      })
  void takesNoOtherTextForALog(String content) throws IOException {
    assertThat(seen(content)).extracting(SeenRecord::kind).containsExactly("UNKNOWN_FORMAT");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"Records\":[{\"eventVersion\":\"1.08\",\"eventName\":\"Invoke\"}]}",
        "{\"data\":\"eA==\",\"name\":\"x\"}",
        "{\"timestamp\":\"2026-11-20T10:00:01Z\",\"level\":\"INFO\",\"message\":\"m\",\"service\":\"orders\"}",
        "{\"results\":[{\"name\":\"x\"}]}",
        "{\"time\":\"x\",\"type\":\"y\"}",
        "{\"date\":\"2026-11-20\",\"orders\":7}",
      })
  void takesNoOtherJsonForALog(String content) throws IOException {
    assertThat(seen(content))
        .extracting(SeenRecord::kind)
        .containsAnyOf("DOCUMENT", "HISTORY_ITEM")
        .hasSize(1);
  }

  @Test
  void staysWithWhatAFunctionPrintsBetweenLinesOfThePlatform() throws IOException {
    String own =
        "{\"@timestamp\":\"2026-11-20T10:00:01Z\",\"@version\":\"1\",\"message\":\"m\",\"logGroup\":\"g\"}\n";
    String name = "kfh-1-2026-11-20-10-00-05-fbade9e3-6a3f-36d3-d676-c1b808451dd7";

    List<SeenRecord> records =
        SeenRecord.in(write(folder.resolve(name), own + LINES.joined("$shown\n", "")));

    assertThat(records.get(0).text()).isEqualTo(own.strip());
  }

  @Test
  void takesAnswersThatOverlapForDifferentStreams() throws IOException {
    String event = "{\"timestamp\":%d,\"message\":\"m\",\"ingestionTime\":1}";
    String answer = "{\"events\":[" + event + "," + event + "],\"nextForwardToken\":\"f\"}\n";

    List<SeenRecord> records =
        seen(
            answer.formatted(1795168801040L, 1795168801140L)
                + answer.formatted(1795168801045L, 1795168801140L)
                + answer.formatted(1795168801140L, 1795168801150L));

    assertThat(records.stream().map(record -> record.source().unnamedStream()).distinct())
        .hasSize(2);
    assertThat(records.get(4).source()).isEqualTo(records.get(2).source());
  }

  @Test
  void readsWhatTheRejectsOfNestedRecordsSay() throws IOException {
    String content =
        "{\"awslogs\":{\"data\":\"no base64: !\"}}\n{\"awslogs\":{}}\n{\"Records\":[]}\n7\n";

    assertThat(seen(content))
        .extracting(SeenRecord::kind)
        .containsExactly("MALFORMED_JSON", "UNKNOWN_FORMAT", "EMPTY_LOG_ANSWER", "UNKNOWN_FORMAT");
    assertThat(read(content).records())
        .allSatisfy(record -> assertThat(record).isInstanceOf(ParsedRecord.Reject.class));
  }
}
