package io.fantail.archive.lines;

import static io.fantail.testing.ArchiveFiles.write;
import static org.assertj.core.api.Assertions.assertThat;

import io.fantail.archive.SeenRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExtractedMessagesTest {
  private static final String ID = "3a1a6892-31b8-4245-940d-30d44570f46a";
  private static final String FIREHOSE = "logs-1-2026-09-23-22-56-44-6b8a3c1e";

  private final Path folder;

  ExtractedMessagesTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "START RequestId: " + ID + " Version: 7\n",
        "\n\nEND RequestId: " + ID + "\n",
        "REPORT RequestId: " + ID + "\tDuration: 1.87 ms\tBilled Duration: 86 ms\t\n",
        "INIT_START Runtime Version: python:3.12.v43\tRuntime Version ARN: arn:aws:lambda:x\n",
        "{\"time\":\"2026-10-08T07:30:28.235Z\",\"type\":\"platform.start\",\"record\":{}}\n",
      })
  void recognisesALineOfThePlatform(String text) throws IOException {
    SeenRecord seen = SeenRecord.in(write(folder.resolve("anything.txt"), text)).get(0);

    assertThat(seen.kind()).isEqualTo("LOG_EVENT");
    assertThat(seen.source().isLambda()).isTrue();
    assertThat(seen.source().deliveredAt()).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "START RequestId: 7 Version: 7\n",
        "START of something\nSTART RequestId: " + ID + " Version: 7\n",
        "REPORT RequestId: " + ID + "\n",
        "REPORT RequestId: " + ID + " took long\n",
      })
  void takesNoOtherTextForMessages(String text) throws IOException {
    assertThat(SeenRecord.kindsIn(write(folder.resolve("text.txt"), text)))
        .containsExactly("UNKNOWN_FORMAT");
  }

  @Test
  void readsWhatFirehoseCutBetweenTheLinesOfAnInvocation() throws IOException {
    String text = "PROBE 1\n\nSTART RequestId: " + ID + " Version: 7\n\nPROBE 2\n";

    List<SeenRecord> seen = SeenRecord.in(write(folder.resolve(FIREHOSE), text));

    assertThat(seen)
        .extracting(SeenRecord::text)
        .containsExactly("PROBE 1", "START RequestId: " + ID + " Version: 7", "PROBE 2");
    assertThat(seen)
        .extracting(SeenRecord::position)
        .containsExactly(0L, (long) text.indexOf("START"), (long) text.indexOf("PROBE 2"));
    assertThat(seen)
        .allMatch(
            record -> Instant.parse("2026-09-23T22:56:44Z").equals(record.source().deliveredAt()))
        .allMatch(record -> record.loggedAt() == null);
  }

  @Test
  void putsTheXrayLineBackBehindItsReport() throws IOException {
    String report = "REPORT RequestId: " + ID + "\tDuration: 1.87 ms\t\nXRAY TraceId: 1-5d8b\t\n";

    assertThat(SeenRecord.textsIn(write(folder.resolve("x"), report + "\nXRAY")))
        .containsExactly(report.strip() + "\t", "XRAY");
  }

  @Test
  void knowsNoDeliveryWithoutADay() throws IOException {
    String text = "START RequestId: " + ID + " Version: 7\n";

    assertThat(
            SeenRecord.in(write(folder.resolve("logs-1-2026-13-23-22-56-44-6b"), text))
                .get(0)
                .source()
                .deliveredAt())
        .isNull();
  }
}
