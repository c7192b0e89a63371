package io.fantail.event.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.fantail.event.LambdaRecordKind;
import io.fantail.text.Json;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is a figure of a platform line, and what only a function can have printed. */
class ReportFigureReaderTest {
  private static final String ID = "3a1a6892-31b8-4245-940d-30d44570f46a";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "NaN",
        "Infinity",
        "-Infinity",
        "+5",
        "-5",
        "-0.01",
        "1e3",
        "1E3",
        "1e308",
        "5e-324",
        "0x1p3",
        "0x10",
        "1d",
        "1f",
        "1L",
        "1_000",
        "1,000",
        "1.2.3",
        ".5",
        "5.",
        "",
        " ",
        "five",
        "910000.01",
        "1000000",
        "86400000",
        "99999999999999999999999999999999",
        "00000000000000000000000000000000001",
        "١٢",
        "１２"
      })
  void isNoDuration(String printed) {
    assertThat(duration(printed)).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "0.00, 0",
    "1, 1",
    "12.34, 12.34",
    "0012.5, 12.5",
    "900000.00, 900000",
    "900117.42, 900117.42"
  })
  void isADuration(String printed, double millis) {
    assertThat(duration(printed)).isEqualTo(millis);
  }

  private static @Nullable Double duration(String printed) {
    return report("Duration: " + printed + " ms").durationMs;
  }

  @Test
  void mayBillTheInitBesideTheRun() {
    assertThat(report("Duration: 1 ms\tBilled Duration: 1500000 ms").billedMs).isEqualTo(1_500_000);
    assertThat(report("Duration: 1 ms\tBilled Duration: 1900000 ms").billedMs).isNull();
    assertThat(report("Duration: 1 ms\tInit Duration: 899000.5 ms").initMs).isEqualTo(899_000.5);
    assertThat(report("Duration: 1 ms\tInit Duration: 3600000 ms").initMs).isNull();
    assertThat(report("Duration: 1 ms\tRestore Duration: -1 ms").restoreMs).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "128, 128",
    "10240, 10240",
    "32768, 32768",
    "32769,",
    "2147483648,",
    "-1,",
    "NaN,",
    "Infinity,",
    "128.5,",
    "1e2,"
  })
  void isAtMostTheMemoryThatExists(String printed, @Nullable Integer megabytes) {
    LambdaFields fields =
        report(
            "Duration: 1 ms\tMemory Size: " + printed + " MB\tMax Memory Used: " + printed + " MB");

    assertThat(fields.memoryMb).isEqualTo(megabytes);
    assertThat(fields.maxMemoryMb).isEqualTo(megabytes);
  }

  @Test
  void needsItsUnit() {
    assertThat(report("Duration: 5 s").durationMs).isNull();
    assertThat(report("Duration: 5").durationMs).isNull();
    assertThat(report("Duration:  ms").durationMs).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-1",
        "1e999",
        "1e400",
        "-1e999",
        "1e99999",
        "910001",
        "1e15",
        "\"200\"",
        "\"NaN\"",
        "null",
        "true",
        "[200]",
        "{\"ms\":200}",
        "123456789012345678901234567890123456789"
      })
  void isNoFigureOfJson(String written) throws JsonProcessingException {
    LambdaFields fields = json(written);

    assertThat(fields.kind).isEqualTo(LambdaRecordKind.REPORT);
    assertThat(fields.durationMs).isNull();
    assertThat(fields.memoryMb).isNull();
    assertThat(fields.maxMemoryMb).isNull();
  }

  @Test
  void readsTheFiguresOfJson() throws JsonProcessingException {
    assertThat(json("512").durationMs).isEqualTo(512);
    assertThat(json("512").memoryMb).isEqualTo(512);
    assertThat(json("1.2e3").durationMs).isEqualTo(1_200);
    assertThat(json("1e-400").durationMs).isZero();
    assertThat(json("0.5").memoryMb).isNull();
  }

  @Test
  void neverThrowsAndNeverLeavesTheBounds() {
    Random random = new Random(7);
    String signs = "0123456789.-+eEdfxNaIi _,";
    for (int i = 0; i < 20_000; i++) {
      StringBuilder printed = new StringBuilder();
      for (int n = random.nextInt(12); n >= 0; n--) {
        printed.append(signs.charAt(random.nextInt(signs.length())));
      }
      Double millis = duration(printed.toString());
      assertThat(millis == null || (millis >= 0 && millis <= 910_000)).isTrue();
    }
  }

  private static LambdaFields report(String columns) {
    LambdaFields fields =
        LambdaTextParser.parse("REPORT RequestId: " + ID + "\t" + columns + "\t\n");
    assertThat(fields.kind).isEqualTo(LambdaRecordKind.REPORT);
    return fields;
  }

  private static LambdaFields json(String figure) throws JsonProcessingException {
    return LambdaJsonParser.platform(
        Json.MAPPER.readTree(
            "{\"time\":\"2026-03-01T10:00:00Z\",\"type\":\"platform.report\",\"record\":{\"requestId\":\""
                + ID
                + "\",\"metrics\":{\"durationMs\":"
                + figure
                + ",\"memorySizeMB\":"
                + figure
                + ",\"maxMemoryUsedMB\":"
                + figure
                + "}}}"));
  }
}
