package io.fantail.report.warning;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LongestTimesTest {
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9})
  void countAllThatIsLongEnough(int seed) {
    Random random = new Random(seed);
    LongestTimes times = new LongestTimes();
    TreeMap<Long, Long> all = new TreeMap<>();
    double longest = 0;
    for (int i = 0; i < 2_000; i++) {
      double millis = Math.exp(random.nextGaussian() + seed);
      longest = Math.max(longest, millis);
      all.merge((long) LongestTimes.stepOf(millis), 1L, Long::sum);
      if (times.mayCount(millis)) {
        times.add(millis);
      }
    }
    TreeMap<Long, Long> counted = new TreeMap<>();
    long[] flat = times.counted();
    for (int i = 0; i < flat.length; i += 2) {
      counted.put(flat[i], flat[i + 1]);
    }
    long fifthBelow = LongestTimes.stepOf(0.8 * longest);

    assertThat(counted.tailMap(fifthBelow)).isEqualTo(all.tailMap(fifthBelow)).isNotEmpty();
    assertThat(counted).hasSizeLessThanOrEqualTo(16);
  }
}
