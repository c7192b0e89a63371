package io.fantail.span.invocation;

import static io.fantail.span.invocation.LogStream.ONE;
import static io.fantail.span.invocation.LogStream.TWO;
import static org.assertj.core.api.Assertions.assertThat;

import io.fantail.span.LambdaInvocation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A cold start is one that somebody waited for. */
class ColdStartTest {
  private static final String INIT_START =
      "INIT_START Runtime Version: python:3.12.v43\tRuntime Version ARN:"
          + " arn:aws:lambda:eu-west-1::runtime:0a1b\n";

  /** INIT_START at 100, an init of 300 ms, and START. */
  @ParameterizedTest
  @CsvSource({"400, true", "406, true", "1390, true", "1410, false", "60000, false"})
  void liesWhereStartFollowsTheInitAtOnce(long start, boolean coldStart) {
    LambdaInvocation found =
        new LogStream()
            .line(100, INIT_START)
            .start(start, ONE)
            .end(start + 10, ONE)
            .report(start + 10, ONE, "\tInit Duration: 300.00 ms")
            .invocation();

    assertThat(found.coldStart()).isEqualTo(coldStart);
    assertThat(found.figures().initMs()).isEqualTo(300);
    assertThat(found.awaitedInitMillis()).isEqualTo(coldStart ? 300 : 0);
    assertThat(found.awaitedInitAt()).isEqualTo(coldStart ? LogStream.at(100) : null);
  }

  /** No record says how long the init took: on demand it is at most ten seconds. */
  @ParameterizedTest
  @CsvSource({"406, true", "10900, true", "11200, false", "3600000, false"})
  void isAtMostAsLongAsAnInitOnDemand(long start, boolean coldStart) {
    LambdaInvocation found =
        new LogStream().line(100, INIT_START).start(start, ONE).end(start + 10, ONE).invocation();

    assertThat(found.coldStart()).isEqualTo(coldStart);
  }

  @ParameterizedTest
  @CsvSource({
    "on-demand, 20, true",
    "on-demand, 60000, false",
    "snap-start, 20, true",
    "provisioned-concurrency, 20, false",
    "provisioned-concurrency, 3600000, false",
    "lambda-managed-instances, 20, false",
    "lambda-managed-instances, 3600000, false",
    "of-tomorrow, 20, true",
  })
  void dependsOnWhoMadeTheSandbox(String initializationType, long idle, boolean coldStart) {
    long start = 600 + idle;
    LambdaInvocation found =
        new LogStream()
            .line(100, platform("platform.initStart", type(initializationType)))
            .line(
                600,
                platform(
                    "platform.initReport",
                    type(initializationType) + ",\"metrics\":{\"durationMs\":500.0}"))
            .line(start, platform("platform.start", request()))
            .line(
                start + 10,
                platform(
                    "platform.report",
                    request() + ",\"metrics\":{\"durationMs\":10.0,\"initDurationMs\":500.0}"))
            .invocation();

    assertThat(found.coldStart()).isEqualTo(coldStart);
    assertThat(found.awaitedInitMillis()).isEqualTo(coldStart ? 500 : 0);
  }

  @Test
  void isToldByTheReportOfTheInitAlone() {
    String report =
        platform("platform.initReport", type("on-demand") + ",\"metrics\":{\"durationMs\":500.0}");

    assertThat(firstAt(600, report, 620).coldStart()).isTrue();
    assertThat(firstAt(600, report, 90_000).coldStart()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(longs = {20, 300_000})
  void isOneWhereAnInitRanAgainWithinTheInvocation(long idle) {
    long again = 10_200 + idle;
    LambdaInvocation found =
        new LogStream()
            .line(100, INIT_START)
            .line(10_108, "INIT_REPORT Init Duration: 10008.42 ms\tPhase: init\tStatus: timeout\n")
            .line(
                again + 45_000,
                "INIT_REPORT Init Duration: 45000.69 ms\tPhase: invoke\tStatus: error\tError Type:"
                    + " Runtime.Unknown\n")
            .start(again + 45_003, ONE)
            .end(again + 45_010, ONE)
            .report(again + 45_010, ONE, "")
            .invocation();

    assertThat(found.coldStart()).isTrue();
    assertThat(found.figures().initMs()).isEqualTo(10_008.42);
    assertThat(found.awaitedInitMillis()).isEqualTo((double) (again + 45_003 - 100));
  }

  @Test
  void isTheRestoreOfASnapshotWhereStartFollows() {
    LogStream soon = new LogStream().line(100, "RESTORE_START Runtime Version: java:21.v20\n");
    LogStream late = new LogStream().line(100, "RESTORE_START Runtime Version: java:21.v20\n");
    soon.line(400, "RESTORE_REPORT Restore Duration: 298.97 ms\n").start(404, ONE).end(420, ONE);
    late.line(400, "RESTORE_REPORT Restore Duration: 298.97 ms\n").start(9_404, ONE);
    late.end(9_420, ONE).report(9_420, ONE, "\tRestore Duration: 298.97 ms");

    assertThat(soon.invocation().awaitedInitMillis()).isEqualTo(298.97);
    assertThat(late.invocation().awaitedInitMillis()).isZero();
    assertThat(late.invocation().coldStart()).isFalse();
  }

  @Test
  void isOfTheFirstInvocationAlone() {
    LogStream stream = new LogStream().line(100, INIT_START).start(400, ONE).end(410, ONE);
    stream.report(410, ONE, "\tInit Duration: 300.00 ms").start(450, TWO).end(460, TWO);

    assertThat(stream.invocations())
        .extracting(LambdaInvocation::coldStart)
        .containsExactly(true, false);
  }

  @Test
  void isToldByReportWhereTheInitIsNotInTheArchive() {
    LogStream alone = new LogStream().start(400, ONE).end(410, ONE);

    assertThat(alone.report(410, ONE, "\tInit Duration: 300.00 ms").invocation().coldStart())
        .isTrue();
  }

  @Test
  void isNoneThatTwoObjectsShowToBeNone() {
    LambdaInvocation beginning =
        new LogStream().line(100, INIT_START).start(5_000, ONE).invocation();
    LambdaInvocation rest =
        new LogStream().end(5_010, ONE).report(5_010, ONE, "\tInit Duration: 300 ms").invocation();

    assertThat(beginning.coldStart()).isTrue();
    assertThat(rest.coldStart()).isTrue();
    assertThat(beginning.mergedWith(rest).coldStart()).isFalse();
    assertThat(rest.mergedWith(beginning).coldStart()).isFalse();
    assertThat(rest.mergedWith(beginning).mergedWith(rest).coldStart()).isFalse();
  }

  private static LambdaInvocation firstAt(long initEnd, String report, long start) {
    return new LogStream()
        .line(initEnd, report)
        .line(start, platform("platform.start", request()))
        .invocation();
  }

  private static String type(String initializationType) {
    return "\"initializationType\":\"" + initializationType + "\",\"phase\":\"init\"";
  }

  private static String request() {
    return "\"requestId\":\"" + ONE + "\"";
  }

  private static String platform(String type, String record) {
    return "{\"time\":\"2026-03-01T10:00:00Z\",\"type\":\""
        + type
        + "\",\"record\":{"
        + record
        + "}}";
  }
}
