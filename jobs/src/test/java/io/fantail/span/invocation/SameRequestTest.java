package io.fantail.span.invocation;

import static io.fantail.span.invocation.LogStream.ONE;
import static org.assertj.core.api.Assertions.assertThat;

import io.fantail.span.LambdaInvocation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SameRequestTest {
  private static final String OTHER_STREAM = "2026/03/01/[$LATEST]ffffffffffffffffffffffffffffffff";

  @Test
  void joinsARunThatStoodInTwoObjects() {
    assertThat(SameRequest.runs(List.of(end(LogStream.NAME, 0), beginning(LogStream.NAME, 0))))
        .containsExactly(whole(LogStream.NAME, 0));
  }

  @Test
  void takesARunOnceThatIsThereTwice() {
    LambdaInvocation run = whole(LogStream.NAME, 0);

    assertThat(SameRequest.runs(List.of(run, run))).containsExactly(run);
    assertThat(SameRequest.runs(List.of(end(LogStream.NAME, 0), run))).containsExactly(run);
  }

  @Test
  void numbersRetriesInTheOrderOfTime() {
    List<LambdaInvocation> runs =
        SameRequest.runs(
            List.of(
                whole(LogStream.NAME, 180_000),
                whole(OTHER_STREAM, 60_000),
                whole(LogStream.NAME, 0)));

    assertThat(runs)
        .containsExactly(
            whole(LogStream.NAME, 0).withAttempt(1),
            whole(OTHER_STREAM, 60_000).withAttempt(2),
            whole(LogStream.NAME, 180_000).withAttempt(3));
  }

  @Test
  void numbersAnewWhatWasNumberedBeforeAnEarlierRunWasFound() {
    List<LambdaInvocation> before =
        SameRequest.runs(List.of(whole(LogStream.NAME, 60_000), whole(OTHER_STREAM, 180_000)));
    List<LambdaInvocation> seen = new ArrayList<>(before);
    seen.add(whole(LogStream.NAME, 0));

    assertThat(SameRequest.runs(before)).isEqualTo(before);
    assertThat(SameRequest.runs(seen))
        .extracting(LambdaInvocation::attempt)
        .containsExactly(1, 2, 3);
    assertThat(SameRequest.runs(seen))
        .extracting(LambdaInvocation::startedAt)
        .containsExactly(LogStream.at(100), LogStream.at(60_100), LogStream.at(180_100));
  }

  @Test
  void keepsARunWithoutItsBeginningApartFromItsRetryInTheSameSandbox() {
    List<LambdaInvocation> runs =
        SameRequest.runs(List.of(whole(LogStream.NAME, 60_000), end(LogStream.NAME, 0)));

    assertThat(runs)
        .containsExactly(
            end(LogStream.NAME, 0).withAttempt(1), whole(LogStream.NAME, 60_000).withAttempt(2));
  }

  @Test
  void keepsARetryApartWhoseBeginningIsMissing() {
    assertThat(SameRequest.runs(List.of(end(LogStream.NAME, 60_000), whole(LogStream.NAME, 0))))
        .containsExactly(
            whole(LogStream.NAME, 0).withAttempt(1), end(LogStream.NAME, 60_000).withAttempt(2));
  }

  @Test
  void keepsReportsApartThatSayDifferentThings() {
    LambdaInvocation other =
        new LogStream(LogStream.NAME, "next.gz")
            .line(1_000, "REPORT RequestId: " + ONE + "\tDuration: 99.00 ms\t\n")
            .invocation();

    assertThat(SameRequest.runs(List.of(other, whole(LogStream.NAME, 0)))).hasSize(2);
  }

  @Test
  void takesAReportOnceWhoseEndStoodElsewhere() {
    LambdaInvocation run =
        new LogStream().start(100, ONE).end(184, ONE).report(200, ONE, "").invocation();

    assertThat(SameRequest.runs(List.of(run, end(LogStream.NAME, 0)))).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 8})
  void comesToTheSameInWhateverOrderTheyWereSeen(int retries) {
    for (int seed = 0; seed < 100; seed++) {
      Random random = new Random(100L * retries + seed);
      List<LambdaInvocation> expected = new ArrayList<>();
      List<LambdaInvocation> seen = new ArrayList<>();
      for (int i = 0; i < retries; i++) {
        String stream = random.nextBoolean() ? LogStream.NAME : OTHER_STREAM;
        long millis = 60_000L * i;
        expected.add(whole(stream, millis).withAttempt(i + 1));
        seen.add(beginning(stream, millis));
        seen.add(end(stream, millis));
        if (random.nextBoolean()) {
          seen.add(whole(stream, millis).withAttempt(1 + random.nextInt(3)));
        }
      }
      Collections.shuffle(seen, random);

      assertThat(SameRequest.runs(seen))
          .as("%d retries, seed %d", retries, seed)
          .isEqualTo(expected);
    }
  }

  private static LambdaInvocation whole(String stream, long millis) {
    return new LogStream(stream, "log.gz")
        .start(millis + 100, ONE)
        .report(millis + 200, ONE, "")
        .invocation();
  }

  private static LambdaInvocation beginning(String stream, long millis) {
    return new LogStream(stream, "log.gz").start(millis + 100, ONE).invocation();
  }

  private static LambdaInvocation end(String stream, long millis) {
    return new LogStream(stream, "next.gz").report(millis + 200, ONE, "").invocation();
  }
}
