package io.fantail.span.invocation;

import static io.fantail.span.invocation.LogStream.ONE;
import static io.fantail.span.invocation.LogStream.TWO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.fantail.event.LambdaRecord.Status;
import io.fantail.span.LambdaInvocation;
import org.junit.jupiter.api.Test;

/** A function prints what looks like the platform's lines: no invocation comes of it. */
class PrintedInvocationsTest {
  private static final String THREE = "33333333-3333-4333-8333-333333333333";
  private static final String UNCAUGHT =
      "[ERROR] Boom: bang\nTraceback (most recent call last):\n  File \"a.py\", line 1, in f\n";

  @Test
  void leavesOutTheLogOfAnotherFunction() {
    LogStream stream = new LogStream().start(100, ONE).start(110, TWO).line(111, "of two");
    stream.end(112, TWO).report(112, TWO, "\tStatus: timeout").line(113, "of one");
    stream.end(120, ONE).report(120, ONE, "");

    LambdaInvocation found = stream.invocation();
    assertThat(found.requestId()).isEqualTo(ONE);
    assertThat(found.status()).isEqualTo(Status.SUCCESS);
    assertThat(found.endedAt()).isEqualTo(LogStream.at(120));
    assertThat(found.logLines()).isEqualTo(5);
  }

  @Test
  void givesTheErrorBehindItToTheFunctionThatRuns() {
    LogStream stream = new LogStream().start(100, ONE).start(110, TWO).end(111, TWO);
    stream.report(111, TWO, "").line(115, UNCAUGHT).end(120, ONE).report(120, ONE, "");

    assertThat(stream.invocation().error().type()).isEqualTo("Boom");
  }

  @Test
  void leavesOutSeveralAndParts() {
    LogStream stream = new LogStream().start(100, ONE).start(110, TWO).start(111, THREE);
    stream.end(112, THREE).report(112, THREE, "").end(120, ONE).report(120, ONE, "");
    LogStream reports = new LogStream().start(100, ONE).report(110, TWO, "").end(111, THREE);
    reports.end(120, ONE).report(120, ONE, "").start(130, THREE).end(140, THREE);

    assertThat(stream.invocation().requestId()).isEqualTo(ONE);
    assertThat(reports.invocations())
        .extracting(LambdaInvocation::requestId, LambdaInvocation::startedAt)
        .containsExactly(tuple(ONE, LogStream.at(100)), tuple(THREE, LogStream.at(130)));
  }

  @Test
  void leavesOutWhatTheErrorOfAnotherFunctionSays() {
    LogStream stream = new LogStream().start(100, ONE);
    stream.line(110, "RequestId: " + TWO + " Error: Task timed out after 3.00 seconds\n");
    stream.end(120, ONE).report(120, ONE, "");

    assertThat(stream.invocation().status()).isEqualTo(Status.SUCCESS);
  }

  @Test
  void keepsTheStartThatWasSortedBeforeAnEndOfItsMillisecond() {
    LogStream stream = new LogStream().start(100, ONE).start(120, TWO).end(120, ONE);
    stream.report(120, ONE, "").end(130, TWO).report(130, TWO, "");

    assertThat(stream.invocations())
        .extracting(LambdaInvocation::requestId)
        .containsExactly(ONE, TWO);
  }

  @Test
  void keepsWhatFollowsAnInvocationWhoseEndIsMissing() {
    LogStream stream = new LogStream().start(100, ONE).start(200, TWO).end(210, TWO);
    stream.report(210, TWO, "").start(220, THREE).end(230, THREE).report(230, THREE, "");

    assertThat(stream.invocations())
        .extracting(LambdaInvocation::requestId)
        .containsExactlyInAnyOrder(ONE, TWO, THREE);
  }

  @Test
  void keepsAllThatRunAtOnceOnAManagedInstance() {
    LogStream stream = new LogStream();
    stream.line(100, json("start", ONE)).line(110, json("start", TWO));
    stream.line(120, json("report", TWO)).line(130, json("start", THREE));
    stream.line(140, json("report", THREE)).line(150, json("report", ONE));

    assertThat(stream.invocations())
        .extracting(LambdaInvocation::requestId)
        .containsExactlyInAnyOrder(ONE, TWO, THREE);
  }

  @Test
  void takesTheOwnStartPrintedAgainForALine() {
    LogStream stream = new LogStream().start(100, ONE).start(110, ONE).end(120, ONE);

    LambdaInvocation found = stream.report(120, ONE, "").invocation();
    assertThat(found.startedAt()).isEqualTo(LogStream.at(100));
    assertThat(found.logLines()).isOne();
  }

  @Test
  void believesTheLastReportOfItsOwn() {
    LogStream stream = new LogStream().start(100, ONE);
    stream.line(110, "REPORT RequestId: " + ONE + "\tDuration: 0.01 ms\tMax Memory Used: 1 MB\n");

    LambdaInvocation found = stream.end(120, ONE).report(120, ONE, "").invocation();
    assertThat(found.figures().durationMs()).isEqualTo(12.34);
    assertThat(found.figures().maxMemoryMb()).isEqualTo(64);
    assertThat(found.endedAt()).isEqualTo(LogStream.at(120));
  }

  private static String json(String type, String requestId) {
    return "{\"time\":\"2026-03-01T10:00:00Z\",\"type\":\"platform."
        + type
        + "\",\"record\":{\"requestId\":\""
        + requestId
        + "\",\"metrics\":{\"durationMs\":5.0}}}";
  }
}
