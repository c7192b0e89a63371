package io.fantail.archive.lines;

import static io.fantail.testing.ArchiveFiles.write;
import static org.assertj.core.api.Assertions.assertThat;

import io.fantail.archive.SeenRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonLinesTest {
  private static final String LINE = "{\"id\":\"1\",\"type\":\"X\",\"execution_arn\":\"a\"}";

  private final Path folder;

  JsonLinesTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private List<SeenRecord> records(String text) throws IOException {
    return SeenRecord.in(write(folder.resolve("vended.jsonl"), text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        LINE,
        "{\"details\":{\"name\":\"A\"},\"id\":\"1\"}",
        "{\"timestamp\":1.5,\"type\":\"X\",\"id\":1,\"previousEventId\":0,\"executionArn\":\"a\"}",
        "{\"time\":\"2026-10-08T07:30:27.768Z\",\"type\":\"platform.start\",\"record\":{}}",
        "{\"resource\":{},\"traceId\":\"a\",\"spanId\":\"b\",\"startTimeUnixNano\":1}",
      })
  void takesEachLineAsOneRecord(String line) throws IOException {
    List<SeenRecord> records = records(line + "\n" + line + "\n");

    assertThat(records).extracting(SeenRecord::kind).containsExactly("LOG_EVENT", "LOG_EVENT");
    assertThat(records).extracting(SeenRecord::text).containsExactly(line, line);
    assertThat(records)
        .extracting(SeenRecord::position)
        .containsExactly(0L, (long) line.length() + 1);
  }

  @Test
  void skipsBlankLinesAndWindowsLineEnds() throws IOException {
    assertThat(records("\n" + LINE + "\r\n\r\n\n" + LINE))
        .extracting(SeenRecord::text)
        .containsExactly(LINE, LINE);
  }

  @Test
  void passesATornLineOnAndTheLinesBehindItWhole() throws IOException {
    String torn = LINE.substring(0, 20);

    assertThat(records(LINE + "\n" + torn + "\n" + LINE))
        .extracting(SeenRecord::text)
        .containsExactly(LINE, torn, LINE);
  }

  @Test
  void readsALineBehindAByteOrderMark() throws IOException {
    assertThat(records("\ufeff" + LINE + "\n" + LINE))
        .extracting(SeenRecord::text)
        .containsExactly(LINE, LINE);
  }

  @Test
  void rejectsALineTooLongToBeARecordAndReadsOn() throws IOException {
    String tooLong = LINE.replace("\"X\"", "\"" + "x".repeat((16 << 20) + 1) + "\"");

    List<SeenRecord> records = records(LINE + "\n" + tooLong + "\n" + LINE);

    assertThat(records)
        .extracting(SeenRecord::kind)
        .containsExactly("LOG_EVENT", "RECORD_TOO_LONG", "LOG_EVENT");
    assertThat(records.get(1).position()).isEqualTo(LINE.length() + 1L);
    assertThat(records.get(1).text()).startsWith("{\"id\":\"1\"").hasSizeLessThan(300);
  }
}
