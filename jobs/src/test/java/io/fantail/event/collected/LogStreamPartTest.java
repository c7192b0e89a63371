package io.fantail.event.collected;

import static org.assertj.core.api.Assertions.assertThat;

import io.fantail.event.LambdaError;
import io.fantail.event.LambdaRecord;
import io.fantail.event.LambdaRecord.Status;
import io.fantail.event.LambdaRecordKind;
import io.fantail.event.ReportFigures;
import io.fantail.testing.BareRecord;
import io.fantail.testing.RandomRecords;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogStreamPartTest {
  private static final String STREAM = "2026/03/01/[$LATEST]0123456789abcdef0123456789abcdef";
  private static final Instant AT = Instant.parse("2026-03-01T10:00:00.123Z");

  @Test
  void keepsEveryField() {
    LambdaRecord full =
        new LambdaRecord(
            LambdaRecordKind.REPORT,
            "/aws/lambda/charge",
            STREAM,
            "answer.json@7",
            "123456789012",
            "eu-west-1",
            "37913481",
            AT,
            true,
            "id-1",
            "charge",
            "$LATEST",
            "blue",
            "python:3.12.v36",
            new ReportFigures(12.34, 13.0, 5.5, 6.5, 128, 64),
            Status.ERROR,
            new LambdaError("Boom", "bang", "at Charge.pay"),
            "1-6ab4597b-340f867d6d85d51172e706c3",
            "log.gz",
            1L << 40);

    assertThat(shuffled(List.of(full))).containsExactly(full);
  }

  @Test
  void keepsWhatIsNotThere() {
    LambdaRecord bare = BareRecord.of(AT, LambdaRecordKind.APPLICATION, null, "lines.txt", 0);

    assertThat(shuffled(List.of(bare))).containsExactly(bare);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 100, 512})
  void keepsAnyRecordsInTheirOrder(int size) {
    for (int seed = 0; seed < 20; seed++) {
      RandomRecords random = new RandomRecords(1000L * size + seed);
      String stream = seed % 2 == 0 ? STREAM : null;
      List<LambdaRecord> records = new ArrayList<>();
      for (int i = 0; i < size; i++) {
        records.add(random.lambdaRecord(stream, "log.gz", 100L * i));
      }

      assertThat(shuffled(records)).as("size %d, seed %d", size, seed).isEqualTo(records);
    }
  }

  @Test
  void standsRecordsOfOneMillisecondAsASandboxWritesThem() {
    Instant later = AT.plusMillis(1);
    List<LambdaRecord> inOrder =
        List.of(
            BareRecord.of(AT, LambdaRecordKind.INIT_START, STREAM, "b", 9),
            BareRecord.of(AT, LambdaRecordKind.INIT_REPORT, STREAM, "b", 8),
            BareRecord.of(AT, LambdaRecordKind.START, STREAM, "b", 7),
            BareRecord.of(AT, LambdaRecordKind.APPLICATION, STREAM, "a", 6),
            BareRecord.of(AT, LambdaRecordKind.APPLICATION, STREAM, "b", 4),
            BareRecord.of(AT, LambdaRecordKind.APPLICATION, STREAM, "b", 5),
            BareRecord.of(AT, LambdaRecordKind.PLATFORM, STREAM, "b", 11),
            BareRecord.of(AT, LambdaRecordKind.FAILURE, STREAM, "b", 3),
            BareRecord.of(AT, LambdaRecordKind.END, STREAM, "b", 2),
            BareRecord.of(AT, LambdaRecordKind.REPORT, STREAM, "b", 1),
            BareRecord.of(AT, LambdaRecordKind.XRAY, STREAM, "a", 0),
            BareRecord.of(later, LambdaRecordKind.INIT_START, STREAM, "a", 0));
    List<LambdaRecord> shuffled = new ArrayList<>(inOrder);
    Collections.shuffle(shuffled, new Random(1));
    shuffled.sort(LogStreamPart.ORDER);

    assertThat(shuffled).isEqualTo(inOrder);
  }

  @Test
  void takesTheObjectForTheStreamOfARecordThatNamesNone() {
    assertThat(LogStreamPart.streamOf(BareRecord.of(AT, LambdaRecordKind.START, STREAM, "a.gz", 0)))
        .isEqualTo(STREAM);
    assertThat(LogStreamPart.streamOf(BareRecord.of(AT, LambdaRecordKind.START, null, "a.gz", 0)))
        .isEqualTo("a.gz");
  }

  private static List<LambdaRecord> shuffled(List<LambdaRecord> records) {
    return LogStreamPart.CODEC
        .unpack(LogStreamPart.CODEC.pack(new LogStreamPart(true, records)))
        .records();
  }
}
