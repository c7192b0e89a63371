package io.fantail.span;

import static io.fantail.span.invocation.LogStream.ONE;
import static io.fantail.span.invocation.LogStream.TWO;
import static org.assertj.core.api.Assertions.assertThat;

import io.fantail.event.LambdaRecord.Status;
import io.fantail.span.invocation.LogStream;
import io.fantail.testing.Run;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Parts of one run meet in any order, more than once, and come to the same. */
class LambdaInvocationTest {
  private static final LambdaInvocation WHOLE =
      new LogStream()
          .line(90, "INIT_START Runtime Version: python:3.12.v43\n")
          .start(100, ONE)
          .line(
              110,
              "[ERROR] Boom: bang\nTraceback (most recent call last):\n  File \"a.py\", line 1")
          .end(120, ONE)
          .report(120, ONE, "\tInit Duration: 5.5 ms")
          .invocation();
  private static final LambdaInvocation BEGINNING =
      new LogStream()
          .line(90, "INIT_START Runtime Version: python:3.12.v43\n")
          .start(100, ONE)
          .line(
              110,
              "[ERROR] Boom: bang\nTraceback (most recent call last):\n  File \"a.py\", line 1")
          .invocation();
  private static final LambdaInvocation MIDDLE = new LogStream().end(120, ONE).invocation();
  private static final LambdaInvocation END =
      new LogStream().report(120, ONE, "\tInit Duration: 5.5 ms").invocation();
  private static final List<LambdaInvocation> PARTS = List.of(BEGINNING, MIDDLE, END);

  @Test
  void isItselfWhenMergedWithItself() {
    assertThat(WHOLE.mergedWith(WHOLE)).isEqualTo(WHOLE);
    PARTS.forEach(part -> assertThat(part.mergedWith(part)).isEqualTo(part));
  }

  @Test
  void comesToTheWholeInWhateverOrderItsPartsMeet() {
    for (LambdaInvocation one : PARTS) {
      for (LambdaInvocation other : PARTS) {
        assertThat(one.mergedWith(other)).isEqualTo(other.mergedWith(one));
        for (LambdaInvocation third : PARTS) {
          assertThat(one.mergedWith(other).mergedWith(third))
              .isEqualTo(one.mergedWith(other.mergedWith(third)));
        }
      }
    }
    assertThat(BEGINNING.mergedWith(MIDDLE).mergedWith(END)).isEqualTo(WHOLE);
    assertThat(END.mergedWith(MIDDLE).mergedWith(BEGINNING)).isEqualTo(WHOLE);
  }

  @Test
  void gainsNothingFromAPartItHas() {
    PARTS.forEach(part -> assertThat(WHOLE.mergedWith(part)).isEqualTo(WHOLE));
  }

  @Test
  void believesAFailureSeenElsewhereMoreThanASilentReport() {
    LambdaInvocation silent = new LogStream().start(100, ONE).report(120, ONE, "").invocation();
    LambdaInvocation timeout =
        new LogStream()
            .line(130, "2026-03-01T10:00:00.130Z " + ONE + " Task timed out after 3.00 seconds\n")
            .invocation();

    assertThat(silent.status()).isEqualTo(Status.SUCCESS);
    assertThat(silent.mergedWith(timeout).status()).isEqualTo(Status.TIMEOUT);
    assertThat(timeout.mergedWith(silent).status()).isEqualTo(Status.TIMEOUT);
  }

  @Test
  void isExplainedByThePartThatTellsMostOfTheFailure() {
    LambdaInvocation exit =
        new LogStream()
            .line(119, "RequestId: " + ONE + " Error: Runtime exited with error: signal: killed\n")
            .invocation();
    LambdaInvocation memory =
        new LogStream()
            .report(120, ONE, "\tStatus: error\tError Type: Runtime.OutOfMemory")
            .invocation();
    LambdaInvocation timeout =
        new LogStream().end(3_100, ONE).report(3_100, ONE, "\tStatus: timeout").invocation();

    for (LambdaInvocation merged : List.of(exit.mergedWith(memory), memory.mergedWith(exit))) {
      assertThat(merged.error().type()).isEqualTo("Runtime.OutOfMemory");
      assertThat(merged.error().message()).isEqualTo("Runtime exited with error: signal: killed");
    }
    for (LambdaInvocation merged :
        List.of(timeout.mergedWith(BEGINNING), BEGINNING.mergedWith(timeout))) {
      assertThat(merged.status()).isEqualTo(Status.TIMEOUT);
      assertThat(merged.error().type()).isEqualTo("Boom");
      assertThat(merged.error().message()).isEqualTo("bang");
    }
  }

  @Test
  void isTheSameRunOnlyWithTheSameStart() {
    LambdaInvocation retry = new LogStream().start(60_100, ONE).invocation();
    LambdaInvocation other = new LogStream().start(100, TWO).invocation();

    assertThat(BEGINNING.isSameRunAs(END)).isTrue();
    assertThat(END.isSameRunAs(BEGINNING)).isTrue();
    assertThat(BEGINNING.isSameRunAs(retry)).isFalse();
    assertThat(BEGINNING.isSameRunAs(other)).isFalse();
  }

  @Test
  void isTheSameRunInAContainerThatDroppedTheStream() {
    LambdaInvocation nameless = withoutStream(END);

    assertThat(nameless.isSameRunAs(BEGINNING)).isTrue();
    assertThat(BEGINNING.isSameRunAs(nameless)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "UNKNOWN, UNKNOWN, UNKNOWN",
    "UNKNOWN, SUCCESS, SUCCESS",
    "UNKNOWN, ERROR, ERROR",
    "UNKNOWN, TIMEOUT, TIMEOUT",
    "SUCCESS, SUCCESS, SUCCESS",
    "SUCCESS, ERROR, ERROR",
    "SUCCESS, TIMEOUT, TIMEOUT",
    "ERROR, ERROR, ERROR",
    "ERROR, TIMEOUT, TIMEOUT"
  })
  void endedAsTheWorseOfTwoPartsThatTellIt(Status one, Status other, Status worse) {
    LambdaInvocation left = Run.of("r1").status(one).invocation();
    LambdaInvocation right = Run.of("r1").status(other).invocation();

    assertThat(left.mergedWith(right).status()).isEqualTo(worse);
    assertThat(right.mergedWith(left).status()).isEqualTo(worse);
  }

  private static LambdaInvocation withoutStream(LambdaInvocation from) {
    return new LambdaInvocation(
        from.requestId(),
        from.attempt(),
        from.functionName(),
        from.functionVersion(),
        null,
        null,
        from.startedAt(),
        from.endedAt(),
        from.figures(),
        from.coldStart(),
        from.status(),
        from.error(),
        from.xrayTraceId(),
        from.logLines(),
        from.deliveredAt(),
        from.accountId(),
        from.region(),
        from.tenantId(),
        from.runtimeVersion(),
        from.initStartedAt());
  }
}
