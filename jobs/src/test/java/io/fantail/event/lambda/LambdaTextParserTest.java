package io.fantail.event.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import io.fantail.event.LambdaRecord.Status;
import io.fantail.event.LambdaRecordKind;
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
        "[ERROR] Something",
        "START RequestId: " + ID + " Version: $LATEST\\n",
        "START RequestId: " + ID + " Version: ",
        "END RequestId: " + ID + " Duration: 1 ms",
        "REPORT RequestId: " + ID + "\tStatus: fine",
        "REPORT RequestId: " + ID + " Duration: 2.37 ms",
        "REPORT: orders of today",
        "XRAY TraceId: none",
        "XRAY TraceId: 1-6ac7d554-a17299d50c740a08e37fb99c",
        "EXTENSION of the warehouse",
        "EXTENSION\tName: none",
        "2025-02-10T07:37:10.463Z",
        "2025-02-10T07:37:10.463Z\t",
        "2025-02-10T07:37:10.463Z\t" + ID + "\tERROR\tInvoke Error",
        "2025-02-10T07:37:10.463Z\t" + ID + "\tINFO\tInvoke Error \t{\"errorType\":\"E\"}",
        "2025-02-10T07:37:10.463Z\t" + ID + "\tfail\torder 7 is lost",
        "2024/11/26 12:09:33 {\"order\":7}",
        "Error raised from handler methods",
        "ERROR Lambda runtime invoke{requestId=\"" + ID + "\"}: no such order",
        "an order\n\tat the counter",
        "boom: a.B\nc.D: boom\n\tat x.Y.z(Y.java:1)",
        "java.lang.RuntimeException: boom\n\tat x.Y.z(Y.java:1)",
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
    "'START RequestId: " + ID + " Version: $LATEST.PUBLISHED', START",
    "'XRAY TraceId: 1-6ac7d554-a17299d50c740a08e37fb99c\tSegmentId: 8b11\t\n', XRAY",
    "'XRAY TraceId: 1-6ac7d554-a17299d50c740a08e37fb99c\tSegmentId: 8b11\tSampled: true\t\n', XRAY",
    "'EXTENSION\tName: agent\tState: Ready\tEvents: [INVOKE, SHUTDOWN]\n', PLATFORM",
    "'REPORT RequestId: " + ID + "\tDuration: 1 ms\tTenant: a: b\tNothing\t\t\n', REPORT",
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

  @Test
  void tellsATimeoutFromAProcessThatExited() {
    String before = "RequestId: " + ID + " Error: ";

    assertThat(LambdaTextParser.parse(before + "Task timed out after 3.00 seconds").status)
        .isEqualTo(Status.TIMEOUT);
    assertThat(LambdaTextParser.parse(before + "Runtime exited with error: exit status 1").status)
        .isEqualTo(Status.ERROR);
  }
}
