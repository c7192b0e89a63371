package io.fantail.event.parse;

import static io.fantail.testing.ArchiveFiles.write;
import static org.assertj.core.api.Assertions.assertThat;

import io.fantail.archive.place.TimeWindow;
import io.fantail.archive.record.ArchiveObject;
import io.fantail.event.LambdaRecord;
import io.fantail.event.LambdaRecordKind;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ObjectRecordsTest {
  private static final String LINES =
      """
      2026-09-23T22:00:00.000Z START RequestId: 3a1a6892-31b8-4245-940d-30d44570f46a Version: 7
      2026-09-23T23:00:00.000Z END RequestId: 3a1a6892-31b8-4245-940d-30d44570f46a
      2026-09-23T21:00:00.000Z one that came late
      """;

  private final ArchiveObject object;

  ObjectRecordsTest(@TempDir Path folder) throws IOException {
    String stream = "2026-09-23-[$LATEST]f2d9ef6ec9274a98a9067c08847c7ccb";
    object = write(folder.resolve(stream + "/000000.gz"), LINES);
  }

  @Test
  void accountsForWhatItRead() throws IOException {
    assertThat(ReadObject.of(object).account())
        .isEqualTo(
            new ArchiveAccount(
                1,
                LINES.length(),
                0,
                3,
                0,
                0,
                0,
                0,
                0,
                0,
                Instant.parse("2026-09-23T21:00:00Z"),
                Instant.parse("2026-09-23T23:00:00Z"),
                UnknownTypes.NONE));
  }

  @Test
  void countsRecordsOutsideTheWindowBesideNoise() throws IOException {
    ReadObject read =
        ReadObject.of(
            object,
            new TimeWindow(
                Instant.parse("2026-09-23T22:00:00Z"), Instant.parse("2026-09-23T23:00:00Z")));

    assertThat(read.lambdaRecords())
        .extracting(LambdaRecord::kind)
        .containsExactly(LambdaRecordKind.START);
    assertThat(read.account().outside()).isEqualTo(2);
    assertThat(read.account().noise()).isZero();
    assertThat(read.account().records()).isEqualTo(3);
    assertThat(read.account().firstAt()).isEqualTo(read.account().lastAt());
  }
}
