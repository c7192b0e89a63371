package io.fantail.archive.lines;

import static io.fantail.testing.ArchiveFiles.gzip;
import static io.fantail.testing.ArchiveFiles.utf8;
import static io.fantail.testing.ArchiveFiles.write;
import static org.assertj.core.api.Assertions.assertThat;

import io.fantail.archive.SeenRecord;
import io.fantail.archive.record.ArchiveObject;
import io.fantail.archive.record.LogSource;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportedLinesTest {
  private static final String TASK = "exportedlogs/0f3c3c5e-6f0e-4c8b-8d4e-5a7a3f7f2b11/";
  private static final String STREAM = "2026-09-23-[$LATEST]f2d9ef6ec9274a98a9067c08847c7ccb";

  private final Path folder;

  ExportedLinesTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private ArchiveObject export(String text) throws IOException {
    return write(folder.resolve(TASK + STREAM + "/000000.gz"), gzip(utf8(text)));
  }

  @Test
  void readsMessageAndTimeOfEachLine() throws IOException {
    List<SeenRecord> records =
        SeenRecord.in(export("2026-09-23T22:56:44.466Z one\n2019-08-09T18:00:00.007Z two words\n"));

    assertThat(records).extracting(SeenRecord::kind).containsOnly("LOG_EVENT");
    assertThat(records).extracting(SeenRecord::text).containsExactly("one", "two words");
    assertThat(records)
        .extracting(SeenRecord::loggedAt)
        .containsExactly(
            Instant.parse("2026-09-23T22:56:44.466Z"), Instant.parse("2019-08-09T18:00:00.007Z"));
  }

  @Test
  void turnsTheStreamNameOfALambdaFunctionBack() throws IOException {
    SeenRecord record = SeenRecord.in(export("2026-09-23T22:56:44.466Z one\n")).get(0);

    assertThat(record.source())
        .isEqualTo(new LogSource(null, "2026/09/23/[$LATEST]f2d9ef6ec9274a98a9067c08847c7ccb"));
  }

  @Test
  void leavesOtherStreamNamesAsTheyAre() throws IOException {
    ArchiveObject object =
        write(
            folder.resolve(TASK + "states-orders-2026-08-24-03-00000000/000000.gz"),
            gzip(utf8("2026-09-23T22:56:44.466Z one\n")));

    assertThat(SeenRecord.in(object).get(0).source())
        .isEqualTo(new LogSource(null, "states-orders-2026-08-24-03-00000000"));
  }

  @Test
  void keepsContinuationLinesWithTheirMessage() throws IOException {
    String traceback = "[ERROR] E: no\nTraceback (most recent call last):\n\u00a0\u00a0File \"a\"";
    String report = "REPORT RequestId: 1\tDuration: 1 ms\t\nXRAY TraceId: 1-a\t";

    assertThat(
            SeenRecord.textsIn(
                export(
                    "2026-09-23T22:56:53.000Z "
                        + traceback
                        + "\n2026-09-23T22:56:53.010Z "
                        + report
                        + "\n")))
        .containsExactly(traceback, report);
  }

  @Test
  void dropsTheBlankLineThatAMessageWithALineEndLeaves() throws IOException {
    assertThat(
            SeenRecord.textsIn(
                export("2026-09-23T22:56:44.466Z one\n\n2026-09-23T22:56:44.467Z two\n\n\n")))
        .containsExactly("one", "two");
  }

  @Test
  void keepsABlankLineWithinAMessage() throws IOException {
    assertThat(SeenRecord.textsIn(export("2026-09-23T22:56:44.466Z one\n\n  two\n")))
        .containsExactly("one\n\n  two");
  }

  @Test
  void keepsAnEmptyMessage() throws IOException {
    assertThat(
            SeenRecord.textsIn(export("2026-09-23T22:56:44.466Z \n2026-09-23T22:56:44.467Z two\n")))
        .containsExactly("", "two");
  }

  @Test
  void readsALastLineWithoutLineEnd() throws IOException {
    assertThat(
            SeenRecord.textsIn(export("2026-09-23T22:56:44.466Z one\n2026-09-23T22:56:44.467Z t")))
        .containsExactly("one", "t");
  }

  @Test
  void readsWindowsLineEnds() throws IOException {
    assertThat(
            SeenRecord.textsIn(
                export("2026-09-23T22:56:44.466Z one\r\n2026-09-23T22:56:44.467Z two\r\n")))
        .containsExactly("one", "two");
  }

  @Test
  void keepsACarriageReturnWithinAMessage() throws IOException {
    assertThat(SeenRecord.textsIn(export("2026-09-23T22:56:44.466Z 10%\r20%\r30%\n")))
        .containsExactly("10%\r20%\r30%");
  }

  @Test
  void readsLinesLongerThanItsBuffers() throws IOException {
    String message = "x\u2603".repeat(400_000);

    assertThat(
            SeenRecord.textsIn(
                export(
                    "2026-09-23T22:56:44.466Z short\n2026-09-23T22:56:44.467Z "
                        + message
                        + "\n2026-09-23T22:56:44.468Z last\n")))
        .containsExactly("short", message, "last");
  }

  @Test
  void takesNoContinuationLineForAnEventBecauseItBeginsWithATime() throws IOException {
    String node = "2026-09-23T22:56:44.470Z\tundefined\tINFO\tfirst";
    String wrapped = "2026-09-23T22:56:44.471Z\tsecond";

    assertThat(SeenRecord.textsIn(export("2026-09-23T22:56:44.472Z " + node + "\n" + wrapped)))
        .containsExactly(node + "\n" + wrapped);
  }

  @Test
  void saysWhereEachRecordBegins() throws IOException {
    String first = "2026-09-23T22:56:44.466Z snow \u2603\n\n";

    assertThat(SeenRecord.in(export(first + "2026-09-23T22:56:44.467Z two\n")))
        .extracting(SeenRecord::position)
        .containsExactly(0L, (long) utf8(first).length);
  }

  @Test
  void readsAnExportThatBeginsWithAByteOrderMark() throws IOException {
    List<SeenRecord> records = SeenRecord.in(export("\ufeff2026-09-23T22:56:44.466Z one\n"));

    assertThat(records).extracting(SeenRecord::text).containsExactly("one");
    assertThat(records).extracting(SeenRecord::position).containsExactly(3L);
  }

  @Test
  void knowsTheFileThatProvesTheBucketWritable() throws IOException {
    ArchiveObject object =
        write(folder.resolve("exportedlogs/aws-logs-write-test"), "Permission Check Successful");

    assertThat(SeenRecord.kindsIn(object)).containsExactly("EXPORT_WRITE_TEST");
  }
}
