package io.fantail.span.invocation;

import static io.fantail.span.invocation.LogStream.ONE;
import static io.fantail.span.invocation.LogStream.TWO;
import static io.fantail.span.invocation.LogStream.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.fantail.event.LambdaError;
import io.fantail.event.LambdaRecord.Status;
import io.fantail.event.ReportFigures;
import io.fantail.span.LambdaInvocation;
import java.util.List;
import org.junit.jupiter.api.Test;

class StreamInvocationsTest {
  private static final String INIT_START =
      "INIT_START Runtime Version: python:3.12.v27\t"
          + "Runtime Version ARN: arn:aws:lambda:eu-west-1::runtime:f568\n";
  private static final String RESTORE_START =
      "RESTORE_START Runtime Version: java:21.v9\t"
          + "Runtime Version ARN: arn:aws:lambda:eu-west-1::runtime:f568\n";

  @Test
  void putsOneInvocationTogether() {
    LogStream stream = new LogStream().start(100, ONE).line(110, "hello\n").end(120, ONE);
    stream.report(121, ONE, "");

    assertThat(stream.invocation())
        .isEqualTo(
            new LambdaInvocation(
                ONE,
                1,
                "charge",
                "$LATEST",
                "/aws/lambda/charge",
                LogStream.NAME,
                at(100),
                at(120),
                new ReportFigures(12.34, 13.0, null, null, 128, 64),
                false,
                Status.SUCCESS,
                LambdaError.NONE,
                null,
                1,
                null,
                null,
                null,
                null,
                null,
                null));
  }

  @Test
  void tellsTheInitThatAnInvocationWaitedFor() {
    LogStream cold = new LogStream().line(100, INIT_START).start(406, ONE).end(420, ONE);
    LogStream idle = new LogStream().line(100, INIT_START).start(60_000, ONE).end(60_001, ONE);
    LogStream restored = new LogStream().line(100, RESTORE_START).start(406, ONE).end(420, ONE);
    LogStream warm = new LogStream().start(406, ONE).end(420, ONE);

    assertThat(cold.report(420, ONE, "\tInit Duration: 300.01 ms").invocation().awaitedInitAt())
        .isEqualTo(at(100));
    assertThat(idle.report(60_001, ONE, "\tInit Duration: 300.01 ms").invocation().awaitedInitAt())
        .isNull();
    assertThat(
            restored
                .report(420, ONE, "\tRestore Duration: 290.5 ms\tBilled Restore Duration: 2 ms")
                .invocation()
                .awaitedInitAt())
        .isEqualTo(at(100));
    assertThat(warm.report(420, ONE, "").invocation().awaitedInitAt()).isNull();
  }

  @Test
  void learnsTheRegionFromTheRuntimeOfTheSandbox() {
    LogStream stream = new LogStream().line(100, INIT_START).start(406, ONE).end(420, ONE);
    stream.report(420, ONE, "").start(500, TWO).end(510, TWO).report(510, TWO, "");

    assertThat(stream.invocations())
        .extracting(LambdaInvocation::region)
        .containsExactly("eu-west-1", null);
  }

  @Test
  void keepsInvocationsOfOneSandboxApart() {
    LogStream stream = new LogStream().start(100, ONE).end(120, ONE).report(120, ONE, "");
    stream.start(130, TWO).line(131, "hello").line(132, "again").end(140, TWO);
    stream.report(140, TWO, "");

    assertThat(stream.invocations())
        .extracting(LambdaInvocation::requestId, LambdaInvocation::logLines)
        .containsExactly(tuple(ONE, 0L), tuple(TWO, 2L));
  }

  @Test
  void recoversTheOrderThatAnExportFileLost() {
    LogStream inOrder = new LogStream().start(100, ONE).line(110, "x").end(120, ONE);
    inOrder.report(120, ONE, "").start(130, TWO).end(140, TWO).report(140, TWO, "");
    LogStream reversed = new LogStream().report(140, TWO, "").end(140, TWO).start(130, TWO);
    reversed.report(120, ONE, "").end(120, ONE).line(110, "x").start(100, ONE);

    assertThat(reversed.invocations()).hasSize(2).isEqualTo(inOrder.invocations());
  }

  @Test
  void tellsApartAnEndAndTheNextStartOfOneMillisecond() {
    LogStream stream = new LogStream().start(100, ONE).end(120, ONE).report(120, ONE, "");
    stream.start(120, TWO).end(120, TWO).report(120, TWO, "");

    List<LambdaInvocation> found = stream.invocations();
    assertThat(found).extracting(LambdaInvocation::requestId).containsExactly(ONE, TWO);
    assertThat(found).extracting(LambdaInvocation::endedAt).containsExactly(at(120), at(120));
    assertThat(found).extracting(LambdaInvocation::startedAt).containsExactly(at(100), at(120));
  }

  @Test
  void keepsAsynchronousRetriesWithOneRequestIdApart() {
    LogStream stream = new LogStream().start(100, ONE).end(120, ONE);
    stream.report(120, ONE, "\tStatus: error\tError Type: Boom");
    stream.start(60_100, ONE).end(60_120, ONE).report(60_120, ONE, "");

    assertThat(stream.invocations())
        .extracting(LambdaInvocation::startedAt)
        .containsExactly(at(100), at(60_100));
    assertThat(stream.invocations())
        .extracting(LambdaInvocation::status)
        .containsExactly(Status.ERROR, Status.SUCCESS);
  }

  @Test
  void keepsARetryApartWhenTheReportBeforeItIsMissing() {
    LogStream stream = new LogStream().start(100, ONE).end(120, ONE).start(60_100, ONE);

    assertThat(stream.invocations())
        .extracting(LambdaInvocation::startedAt)
        .containsExactly(at(100), at(60_100));
  }

  @Test
  void givesTheColdStartToTheFirstInvocationOfASandbox() {
    LogStream stream = new LogStream().line(90, "INIT_START Runtime Version: python:3.12.v43\n");
    stream.start(100, ONE).end(120, ONE).report(120, ONE, "\tInit Duration: 423.98 ms");
    stream.start(130, TWO).end(140, TWO).report(140, TWO, "");

    assertThat(stream.invocations())
        .extracting(LambdaInvocation::coldStart)
        .containsExactly(true, false);
    assertThat(stream.invocations().get(0).figures().initMs()).isEqualTo(423.98);
  }

  @Test
  void givesTheColdStartToAnInvocationWhoseStartIsMissing() {
    LogStream stream = new LogStream().line(90, "INIT_START Runtime Version: python:3.12.v43\n");
    stream.end(120, ONE).start(130, TWO).end(140, TWO).report(140, TWO, "");

    assertThat(stream.invocations())
        .extracting(LambdaInvocation::coldStart)
        .containsExactly(true, false);
  }

  @Test
  void readsTheInitOfASandboxThatHadItsOwnReport() {
    LogStream stream = new LogStream().line(90, "INIT_START Runtime Version: python:3.12.v43\n");
    stream.line(
        95,
        "INIT_REPORT Init Duration: 316.80 ms\tPhase: init\tStatus: error\tError Type:"
            + " Runtime.ImportModuleError\n");
    stream.start(100, ONE).end(120, ONE).report(120, ONE, "\tStatus: error");

    assertThat(stream.invocation().figures().initMs()).isEqualTo(316.80);
    assertThat(stream.invocation().status()).isEqualTo(Status.ERROR);
  }

  @Test
  void takesARestoreForAColdStart() {
    LogStream stream = new LogStream().line(90, "RESTORE_START Runtime Version: java:11.v20\n");
    stream.line(95, "RESTORE_REPORT Restore Duration: 398.97 ms\n").start(100, ONE);
    stream.end(120, ONE).report(120, ONE, "");

    assertThat(stream.invocation().coldStart()).isTrue();
    assertThat(stream.invocation().figures().restoreMs()).isEqualTo(398.97);
    assertThat(stream.invocation().figures().initMs()).isNull();
  }

  @Test
  void prefersTheRestoreTimeOfReport() {
    LogStream stream = new LogStream().start(100, ONE).end(120, ONE);
    stream.report(120, ONE, "\tRestore Duration: 789.64 ms\tBilled Restore Duration: 163 ms");

    assertThat(stream.invocation().figures().restoreMs()).isEqualTo(789.64);
    assertThat(stream.invocation().coldStart()).isTrue();
    assertThat(stream.invocation().figures().billedMs()).isEqualTo(13.0);
  }

  @Test
  void seesATimeoutInTheReport() {
    LogStream stream = new LogStream().start(100, ONE).end(3100, ONE);
    stream.report(3100, ONE, "\tStatus: timeout");

    assertThat(stream.invocation().status()).isEqualTo(Status.TIMEOUT);
  }

  @Test
  void seesATimeoutInTheLineBehindAnOldReport() {
    LogStream stream = new LogStream().start(100, ONE).end(3100, ONE).report(3100, ONE, "");
    stream.line(3101, "2026-03-01T10:00:03.101Z " + ONE + " Task timed out after 3.00 seconds\n\n");

    assertThat(stream.invocation().status()).isEqualTo(Status.TIMEOUT);
    assertThat(stream.invocation().error().message())
        .isEqualTo("Task timed out after 3.00 seconds");
  }

  @Test
  void givesAnUncaughtErrorWithoutARequestIdToWhateverRuns() {
    LogStream stream = new LogStream().start(100, ONE).end(110, ONE).report(110, ONE, "");
    stream.start(120, TWO);
    stream.line(125, "[ERROR] CustomException: no funds\nTraceback (most recent call last):\n");
    stream.end(130, TWO).report(130, TWO, "");

    assertThat(stream.invocations())
        .extracting(LambdaInvocation::status)
        .containsExactly(Status.SUCCESS, Status.ERROR);
    assertThat(stream.invocations().get(1).error().type()).isEqualTo("CustomException");
    assertThat(stream.invocations().get(1).error().message()).isEqualTo("no funds");
  }

  @Test
  void countsCopiesOfOneRecord() {
    LogStream stream = new LogStream().start(100, ONE).start(100, ONE).end(120, ONE);
    stream.report(120, ONE, "").end(120, ONE).report(120, ONE, "");

    assertThat(stream.invocations()).hasSize(1);
    assertThat(stream.duplicates()).isEqualTo(3);
  }

  @Test
  void countsCopiesOfALineByTheIdOfTheDelivery() {
    LogStream stream = new LogStream().start(100, ONE).event(110, "id-1", "hello");
    stream.event(110, "id-1", "hello").event(110, "id-2", "hello").end(120, ONE);

    assertThat(stream.invocation().logLines()).isEqualTo(2);
    assertThat(stream.duplicates()).isEqualTo(1);
  }

  @Test
  void knowsNoStartWhereNoneIs() {
    LogStream stream = new LogStream().end(120, ONE).report(121, ONE, "");

    LambdaInvocation invocation = stream.invocation();
    assertThat(invocation.startedAt()).isNull();
    assertThat(invocation.endedAt()).isEqualTo(at(120));
    assertThat(invocation.status()).isEqualTo(Status.SUCCESS);
    assertThat(invocation.figures().durationMs()).isEqualTo(12.34);
  }

  @Test
  void knowsNoEndOfAnInvocationWithoutReport() {
    LogStream stream = new LogStream().start(100, ONE).line(110, "hello");

    LambdaInvocation invocation = stream.invocation();
    assertThat(invocation.endedAt()).isNull();
    assertThat(invocation.figures().durationMs()).isNull();
    assertThat(invocation.status()).isEqualTo(Status.UNKNOWN);
    assertThat(invocation.logLines()).isOne();
  }

  @Test
  void endsAnInvocationOfTheJsonFormatWithItsReport() {
    LogStream stream =
        new LogStream()
            .line(100, json("platform.start", "\"version\":\"7\""))
            .line(
                101,
                "{\"timestamp\":\"2026-03-01T10:00:00.101Z\",\"level\":\"INFO\",\"requestId\":\""
                    + ONE
                    + "\",\"message\":\"hello\"}")
            .line(
                120,
                json(
                    "platform.report",
                    "\"metrics\":{\"durationMs\":19.5,\"billedDurationMs\":20,\"memorySizeMB\":256,"
                        + "\"maxMemoryUsedMB\":123,\"initDurationMs\":463.512},"
                        + "\"status\":\"success\""));

    LambdaInvocation invocation = stream.invocation();
    assertThat(invocation.endedAt()).isEqualTo(at(120));
    assertThat(invocation.figures().durationMs()).isEqualTo(19.5);
    assertThat(invocation.figures().initMs()).isEqualTo(463.512);
    assertThat(invocation.coldStart()).isTrue();
    assertThat(invocation.functionVersion()).isEqualTo("7");
    assertThat(invocation.logLines()).isOne();
  }

  @Test
  void readsAnXrayLineThatBecameAnEventOfItsOwn() {
    LogStream stream = new LogStream().start(100, ONE).end(120, ONE).report(120, ONE, "");
    stream.line(120, "XRAY TraceId: 1-6ac7d554-a17299d50c740a08e37fb99c\tSegmentId: 8b11dc54\t\n");
    stream.start(130, TWO).report(140, TWO, "");

    assertThat(stream.invocations())
        .extracting(LambdaInvocation::xrayTraceId)
        .containsExactly("1-6ac7d554-a17299d50c740a08e37fb99c", null);
    assertThat(stream.invocations().get(0).logLines()).isZero();
  }

  @Test
  void takesALateLineOfAnInvocationForNobodys() {
    LogStream stream = new LogStream().start(100, ONE).report(120, ONE, "").start(130, TWO);
    stream.line(135, logged(ONE)).report(140, TWO, "");

    assertThat(stream.invocations())
        .extracting(LambdaInvocation::requestId, LambdaInvocation::logLines)
        .containsExactly(tuple(ONE, 0L), tuple(TWO, 0L));
  }

  @Test
  void givesLinesWithUnknownIdsToWhateverRuns() {
    LogStream stream = new LogStream().start(100, ONE);
    stream.line(110, "2026-03-01T10:00:00.110Z\tundefined\tINFO\thello\n");
    stream.line(111, "[WARNING]\t2026-03-01T10:00:00.111Z\t\tLAMBDA_WARNING: Unhandled\n");
    stream.line(112, logged("undefined")).line(113, logged("")).report(120, ONE, "");

    assertThat(stream.invocation().logLines()).isEqualTo(4);
  }

  private static String logged(String requestId) {
    return "{\"timestamp\":\"2026-03-01T10:00:00.101Z\",\"level\":\"INFO\",\"requestId\":\""
        + requestId
        + "\",\"message\":\"hello\"}";
  }

  @Test
  void keepsNothingOfLinesOutsideEveryInvocation() {
    LogStream stream = new LogStream().line(50, "Loading function").start(100, ONE).end(120, ONE);
    stream.line(130, "too late");

    assertThat(stream.invocation().logLines()).isZero();
  }

  private static String json(String type, String more) {
    return "{\"time\":\"2026-03-01T10:00:00.100Z\",\"type\":\""
        + type
        + "\",\"record\":{\"requestId\":\""
        + ONE
        + "\","
        + more
        + "}}";
  }
}
