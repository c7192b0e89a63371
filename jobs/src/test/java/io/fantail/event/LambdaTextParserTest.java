package io.fantail.event;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LambdaTextParserTest {
  private static final String ID = "3a1a6892-31b8-4245-940d-30d44570f46a";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "START processing order 7",
        "START RequestId: 7 Version: $LATEST",
        "START RequestId: " + ID + " Version: $LATEST and more",
        "END of the story",
        "END RequestId: " + ID + " END",
        "REPORT RequestId: " + ID + " is fine",
        "REPORT RequestId: order-7\tDuration: 2.37 ms\t",
        "INIT_START is what I print",
        "INIT_REPORT everything is well",
        "RESTORE_START backup",
        "RESTORE_REPORT 3 files",
        "RequestId: 7 Error: no",
        "[ERROR] Something went wrong",
        "[ERROR]\t2025-03-04T09:00:00.123Z\t" + ID + "\tlogged, not thrown",
        "2025-02-10T07:37:10.463Z\t" + ID + "\tERROR\tlogged {\"errorType\":\"E\"}",
        "",
      })
  void leavesToTheFunctionWhatOnlyBeginsLikeThePlatform(String text) {
    assertThat(LambdaTextParser.parse(text).kind).isEqualTo(LambdaRecordKind.APPLICATION);
  }

  @ParameterizedTest
  @CsvSource({
    "'START RequestId: " + ID + " Version: 72\n', START",
    "'END RequestId: " + ID + "\r\n', END",
    "'REPORT RequestId: " + ID + "\tDuration: 1 ms', REPORT",
    "INIT_START Runtime Version: provided:al2023.v1, INIT_START",
    "RESTORE_REPORT Restore Duration: 1 ms, INIT_REPORT",
  })
  void knowsThePlatformByItsWholeShape(String text, LambdaRecordKind kind) {
    assertThat(LambdaTextParser.parse(text).kind).isEqualTo(kind);
  }

  @Test
  void readsEachDurationFromItsOwnColumn() {
    LambdaFields fields =
        LambdaTextParser.parse(
            "REPORT RequestId: "
                + ID
                + "\tDuration: 149.53 ms\tBilled Duration: 313 ms\tMemory Size: 3538 MB\t"
                + "Max Memory Used: 163 MB\tRestore Duration: 789.64 ms\t"
                + "Billed Restore Duration: 163 ms\t\n"
                + "XRAY TraceId: 1-6ac7d554-a17299d50c740a08e37fb99c\tSegmentId: 8b11\t");

    assertThat(fields.durationMs).isEqualTo(149.53);
    assertThat(fields.billedMs).isEqualTo(313);
    assertThat(fields.initMs).isNull();
    assertThat(fields.restoreMs).isEqualTo(789.64);
    assertThat(fields.memoryMb).isEqualTo(3538);
    assertThat(fields.maxMemoryMb).isEqualTo(163);
    assertThat(fields.xrayTraceId).isEqualTo("1-6ac7d554-a17299d50c740a08e37fb99c");
  }

  @ParameterizedTest
  @ValueSource(strings = {"many ms", "1.2.3 ms", "12", " ms", ""})
  void keepsAReportWhoseNumberIsNone(String duration) {
    LambdaFields fields =
        LambdaTextParser.parse(
            "REPORT RequestId: " + ID + "\tDuration: " + duration + "\tBilled Duration: 3 ms");

    assertThat(fields.kind).isEqualTo(LambdaRecordKind.REPORT);
    assertThat(fields.durationMs).isNull();
    assertThat(fields.billedMs).isEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "`[ERROR] ValueError: bad thing\nTraceback` | ValueError | bad thing",
        "`[ERROR] ValueError: bad\rTraceback (most recent call last):\r  x` | ValueError | bad",
        "`[ERROR] my.module.Oops\nTraceback` | my.module.Oops |",
        "`[ERROR] KeyError: 'a: b'` | KeyError | 'a: b'",
      })
  void readsThePythonErrorThatNobodyCaught(
      String text, String errorType, @Nullable String errorMessage) {
    LambdaFields fields = LambdaTextParser.parse(text);

    assertThat(fields.kind).isEqualTo(LambdaRecordKind.FAILURE);
    assertThat(fields.status).isEqualTo("error");
    assertThat(fields.errorType).isEqualTo(errorType);
    assertThat(fields.errorMessage).isEqualTo(errorMessage);
    assertThat(fields.requestId).isNull();
  }

  @Test
  void keepsANodeErrorThatIsCut() {
    LambdaFields fields =
        LambdaTextParser.parse(
            "2025-02-10T07:37:10.463Z\t" + ID + "\tERROR\tInvoke Error \t{\"errorType\":\"Ty");

    assertThat(fields.kind).isEqualTo(LambdaRecordKind.FAILURE);
    assertThat(fields.requestId).isEqualTo(ID);
    assertThat(fields.errorMessage).isEqualTo("{\"errorType\":\"Ty");
  }

  @Test
  void tellsATimeoutFromAProcessThatExited() {
    String before = "RequestId: " + ID + " Error: ";

    assertThat(LambdaTextParser.parse(before + "Task timed out after 3.00 seconds").status)
        .isEqualTo("timeout");
    assertThat(LambdaTextParser.parse(before + "Runtime exited with error: exit status 1").status)
        .isEqualTo("error");
  }
}
