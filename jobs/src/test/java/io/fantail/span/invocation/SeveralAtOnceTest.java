package io.fantail.span.invocation;

import static io.fantail.span.invocation.LogStream.ONE;
import static io.fantail.span.invocation.LogStream.TWO;
import static io.fantail.span.invocation.LogStream.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.fantail.span.LambdaInvocation;
import org.junit.jupiter.api.Test;

/** Streams of Lambda Managed Instances: JSON only, several invocations in one sandbox, no END. */
class SeveralAtOnceTest {
  private static final String THREE = "33333333-3333-4333-8333-333333333333";

  @Test
  void givesLinesToTheirRequestsWhereSeveralRunAtOnce() {
    LogStream stream =
        new LogStream()
            .line(100, json("platform.start", "\"version\":\"$LATEST.PUBLISHED\""))
            .line(
                101, json("platform.start", "\"version\":\"$LATEST.PUBLISHED\"").replace(ONE, TWO))
            .line(102, logged(ONE))
            .line(103, logged(ONE))
            .line(104, logged(TWO))
            .line(110, json("platform.report", "\"metrics\":{\"durationMs\":9.5}"))
            .line(111, logged(TWO))
            .line(112, logged(ONE))
            .line(
                120,
                json("platform.report", "\"metrics\":{\"durationMs\":18.5}").replace(ONE, TWO));

    assertThat(stream.invocations())
        .extracting(
            LambdaInvocation::requestId,
            LambdaInvocation::logLines,
            LambdaInvocation::startedAt,
            LambdaInvocation::endedAt,
            invocation -> invocation.figures().billedMs())
        .containsExactlyInAnyOrder(
            tuple(ONE, 3L, at(100), at(110), null), tuple(TWO, 2L, at(101), at(120), null));
  }

  @Test
  void givesALineWithoutIdToNobodyWhereSeveralRunAtOnce() {
    LogStream stream =
        new LogStream()
            .line(100, json("platform.start", "\"version\":\"7\""))
            .line(101, json("platform.start", "\"version\":\"7\"").replace(ONE, TWO))
            .line(110, json("platform.report", "\"metrics\":{\"durationMs\":9.5}"))
            .line(111, "of TWO, which runs alone")
            .line(112, json("platform.start", "\"version\":\"7\"").replace(ONE, THREE))
            .line(113, "of TWO or THREE");

    assertThat(stream.invocations())
        .extracting(LambdaInvocation::requestId, LambdaInvocation::logLines)
        .containsExactlyInAnyOrder(tuple(ONE, 0L), tuple(TWO, 1L), tuple(THREE, 0L));
  }

  @Test
  void takesInvocationsBehindOneAnotherForNoSuchStream() {
    LogStream stream = new LogStream().start(100, ONE).end(120, ONE).start(120, TWO);
    stream.report(121, ONE, "").line(125, "of TWO").end(140, TWO).report(141, TWO, "");
    stream.start(150, THREE).line(151, "of THREE").report(160, THREE, "");

    assertThat(stream.invocations())
        .extracting(LambdaInvocation::requestId, LambdaInvocation::logLines)
        .containsExactly(tuple(ONE, 0L), tuple(TWO, 1L), tuple(THREE, 1L));
  }

  private static String logged(String requestId) {
    return "{\"timestamp\":\"2026-03-01T10:00:00.101Z\",\"level\":\"INFO\",\"requestId\":\""
        + requestId
        + "\",\"message\":\"hello\"}";
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
