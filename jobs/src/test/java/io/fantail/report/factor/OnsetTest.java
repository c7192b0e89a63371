package io.fantail.report.factor;

import static org.assertj.core.api.Assertions.assertThat;

import io.fantail.report.trait.Child;
import io.fantail.report.trait.MapRunOrigin;
import io.fantail.report.trait.Scope;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OnsetTest {
  private static final long START = 1_787_536_800_000_000L;
  private static final long SECOND = 1_000_000L;

  /** One child a second; from {@code slowFrom} on four in ten take ten times as long. */
  private static ScopeFactors tested(int children, int slowFrom, long seed) {
    Random random = new Random(seed);
    List<Child> all = new ArrayList<>();
    for (int i = 0; i < children; i++) {
      double active = 100 * Math.exp(0.3 * random.nextGaussian());
      boolean isSlow = i >= slowFrom && random.nextInt(10) < 4;
      long start = START + i * SECOND;
      all.add(
          new Child("child " + i, isSlow ? 10 * active : active, start, start, -1, -1, List.of()));
    }
    all.sort(Comparator.comparingDouble(Child::activeMs));
    ScopeChildren scope = new ScopeChildren(new Scope(LocalDate.EPOCH, "m/Each", "Each", null));
    scope.begin(
        new MapRunOrigin("run", List.of()),
        all.get(children / 2).activeMs(),
        all.get((int) (children * 0.95)).activeMs());
    all.forEach(scope::add);
    return scope.tested(null);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void findsTheMomentFromWhichOnMoreAreSlow(long seed) {
    Onset onset = Objects.requireNonNull(tested(1_000, 880, seed).onset());

    assertThat(onset.at())
        .isBetween(
            Instant.ofEpochSecond(START / SECOND + 870),
            Instant.ofEpochSecond(START / SECOND + 900));
    assertThat(onset.childrenBefore() + onset.childrenSince()).isEqualTo(1_000);
    assertThat(onset.p99Before()).isLessThan(300);
    assertThat(onset.p99Since()).isGreaterThan(1_000);
  }

  @Test
  void findsNoneWhereTheSlowAreSpreadOverTheTime() {
    for (long seed = 0; seed < 50; seed++) {
      assertThat(tested(1_000, 1_000, seed).onset()).isNull();
    }
  }

  @Test
  void findsNoneAmongFew() {
    assertThat(tested(30, 15, 1).onset()).isNull();
  }
}
