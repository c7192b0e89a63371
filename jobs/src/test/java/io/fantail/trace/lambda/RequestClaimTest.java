package io.fantail.trace.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import io.fantail.shape.Column;
import io.fantail.span.LambdaInvocation;
import io.fantail.spark.Codec;
import io.fantail.testing.History;
import io.fantail.testing.Run;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RequestClaimTest {
  private static final Codec<RequestClaim> CLAIM = Codec.of(RequestClaim::shape);
  private static final FunctionPlace ANY = new FunctionPlace(null, null, null);
  private static final FunctionPlace HERE = new FunctionPlace("1", "eu-west-1", "$LATEST");

  @Test
  void findsNothingWithoutLogs() {
    assertThat(decided(List.of(claim("a", 0, 100)), List.of())).isEmpty();
  }

  /** Retries of an asynchronous invocation run when the attempt is long over. */
  @Test
  void givesAllRunsToTheOnlyClaimHoweverLate() {
    assertThat(
            decided(
                List.of(claim("a", 0, 100)),
                List.of(
                    Run.of("r1").from(60_000).invocation(),
                    Run.of("r1").attempt(2).from(120_000).invocation())))
        .containsExactly("a request_id #1", "a request_id #2");
  }

  @Test
  void prefersTheClaimThatCanBeTrue() {
    List<RequestClaim> claims = List.of(claim("a", 0, 100), claim("b", 200, 300));

    assertThat(decided(claims, List.of(Run.of("r1").from(250).invocation())))
        .containsExactly("a ambiguous", "b request_id #1");
    assertThat(decided(claims, List.of(Run.of("r1").from(150).invocation())))
        .containsExactly("a ambiguous", "b ambiguous");
  }

  @Test
  void choosesBetweenCopiesOfOneExecutionOnlyByWhatTheLogsSay() {
    List<RequestClaim> claims =
        List.of(
            claim("a", "charge", ANY, HERE),
            claim("b", "charge", ANY, new FunctionPlace("2", "eu-west-1", "$LATEST")));

    assertThat(decided(claims, List.of(Run.of("r1").from(50).invocation())))
        .containsExactly("a ambiguous", "b ambiguous");
    assertThat(decided(claims, List.of(Run.of("r1").from(50).account("2").invocation())))
        .containsExactly("a ambiguous", "b request_id #1");
  }

  @Test
  void refutesAClaimByTheNameOfTheFunction() {
    List<LambdaInvocation> runs = List.of(Run.of("r1").from(50).function("ship").invocation());

    assertThat(decided(List.of(claim("a", 0, 100)), runs)).containsExactly("a ambiguous");
    assertThat(decided(List.of(claim("a", 0, 100), claim("b", "ship", ANY, HERE)), runs))
        .containsExactly("a ambiguous", "b request_id #1");
    assertThat(decided(List.of(claim("a", null, ANY, HERE)), runs))
        .containsExactly("a request_id #1");
  }

  /** What is only concluded, as the account of a bare name, does not refute an id. */
  @Test
  void refutesAClaimByWhatItSaysAndNotByWhatItMeans() {
    List<LambdaInvocation> runs = List.of(Run.of("r1").from(50).account("2").invocation());

    assertThat(decided(List.of(claim("a", "charge", HERE, HERE)), runs))
        .containsExactly("a ambiguous");
    assertThat(decided(List.of(claim("a", "charge", ANY, HERE)), runs))
        .containsExactly("a request_id #1");
  }

  @Test
  void survivesPacking() {
    RequestClaim claim = claim("a", null, ANY, HERE);

    assertThat(CLAIM.unpack(CLAIM.pack(claim))).isEqualTo(claim);
    assertThat(CLAIM.unpack(CLAIM.pack(claim("b", 3, 4)))).isEqualTo(claim("b", 3, 4));
  }

  private static List<String> decided(List<RequestClaim> claims, List<LambdaInvocation> runs) {
    return RequestClaim.decided(claims, runs).stream()
        .map(
            found -> {
              LambdaInvocation run = found.match().invocation();
              String link =
                  found.claim().executionArn() + " " + Column.wordOf(found.match().link());
              return run == null ? link : link + " #" + run.attempt();
            })
        .toList();
  }

  private static RequestClaim claim(String name, int from, int until) {
    return new RequestClaim(
        name,
        "span of " + name,
        "charge",
        ANY,
        HERE,
        History.EPOCH.plusMillis(from),
        History.EPOCH.plusMillis(until));
  }

  private static RequestClaim claim(
      String name, @Nullable String function, FunctionPlace said, FunctionPlace meant) {
    RequestClaim claim = claim(name, 0, 100);
    return new RequestClaim(
        name, claim.spanId(), function, said, meant, claim.from(), claim.until());
  }
}
