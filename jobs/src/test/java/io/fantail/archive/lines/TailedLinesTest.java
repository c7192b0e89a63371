package io.fantail.archive.lines;

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

class TailedLinesTest {
  private static final String STREAM = "2026/08/24/[$LATEST]77b8616573fa8f2b2442d5050108f588";

  private final Path folder;

  TailedLinesTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private List<SeenRecord> tail(String text) throws IOException {
    return SeenRecord.in(write(folder.resolve("lambda.tail.log"), text));
  }

  @Test
  void readsTimeStreamAndMessage() throws IOException {
    SeenRecord record =
        tail("2026-08-24T03:31:33.241000+00:00 " + STREAM + " START RequestId: 1\n").get(0);

    assertThat(record.loggedAt()).isEqualTo(Instant.parse("2026-08-24T03:31:33.241Z"));
    assertThat(record.source()).isEqualTo(new LogSource(null, STREAM));
    assertThat(record.text()).isEqualTo("START RequestId: 1");
  }

  @Test
  void readsTheOffsetOfTheMachineThatPrinted() throws IOException {
    assertThat(tail("2026-08-24T05:31:33.241000+02:00 " + STREAM + " one\n"))
        .extracting(SeenRecord::loggedAt)
        .containsExactly(Instant.parse("2026-08-24T03:31:33.241Z"));
  }

  @Test
  void readsATimeOfAWholeSecond() throws IOException {
    assertThat(
            tail(
                """
                2026-08-24T03:31:33.241000+00:00 s one
                2026-08-24T03:31:34+00:00 s two
                2026-08-24T03:31:35.000001+00:00 s three
                """))
        .extracting(SeenRecord::text)
        .containsExactly("one", "two", "three");
  }

  @Test
  void readsTheOffsetThatNewerReleasesOfSamPrint() throws IOException {
    List<SeenRecord> records =
        tail(
            STREAM
                + " 2026-08-24T03:31:33.241000+00:00 START RequestId: 1\n"
                + STREAM
                + " 2026-08-24T05:31:34+02:00 two\n");

    assertThat(records).extracting(SeenRecord::text).containsExactly("START RequestId: 1", "two");
    assertThat(records)
        .extracting(SeenRecord::loggedAt)
        .containsExactly(
            Instant.parse("2026-08-24T03:31:33.241Z"), Instant.parse("2026-08-24T03:31:34Z"));
  }

  @Test
  void keepsContinuationLinesWithTheirMessage() throws IOException {
    assertThat(
            tail(
                """
                2026-08-24T03:31:33.241000+00:00 s one
                  more

                2026-08-24T03:31:34.241000+00:00 s two\r
                """))
        .extracting(SeenRecord::text)
        .containsExactly("one\n  more", "two");
  }

  @Test
  void rejectsALineWithoutStreamAndReadsOn() throws IOException {
    assertThat(
            tail(
                """
                2026-08-24T03:31:33.241000+00:00 s one
                2026-08-24T03:31:34.241000+00:00
                2026-08-24T03:31:35.241000+00:00 s three
                """))
        .extracting(SeenRecord::kind)
        .containsExactly("LOG_EVENT", "UNKNOWN_FORMAT", "LOG_EVENT");
  }

  @Test
  void rejectsATimeThatNoCalendarHas() throws IOException {
    assertThat(
            tail(
                """
                2026-08-24T03:31:33.241000+00:00 s one
                2026-02-31T03:31:34.241000+00:00 s two
                2026-08-24T03:31:35.241000+00:00 s three
                """))
        .extracting(SeenRecord::kind)
        .containsExactly("LOG_EVENT", "UNKNOWN_FORMAT", "LOG_EVENT");
  }
}
