package io.fantail.report.latency;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DurationCounterTest {
  private final Map<Long, Long> expected = new TreeMap<>();

  @ParameterizedTest
  @CsvSource({"1, 1", "8, 3", "9, 1000000", "100000, 40", "100000, 1000000000"})
  void countsEachDurationAsOftenAsItCame(int many, int differentAtMost) {
    DurationCounter counter = new DurationCounter();
    fill(counter, many, differentAtMost);

    assertIsExpected(counter);
  }

  @Test
  void addsUpWhatWasCountedElsewhere() {
    DurationCounter whole = new DurationCounter();
    fill(whole, 100, 50);
    for (int part = 0; part < 200; part++) {
      DurationCounter ofPart = new DurationCounter();
      fill(ofPart, part * 7 % 300, 90);
      whole.add(ofPart.counts());
    }

    assertIsExpected(whole);
  }

  @Test
  void countsOnAfterItWasAsked() {
    DurationCounter counter = new DurationCounter();

    assertIsExpected(counter);
    fill(counter, 20, 30);
    assertIsExpected(counter);
    fill(counter, 20, 30);
    assertIsExpected(counter);
  }

  private void fill(DurationCounter counter, int many, int differentAtMost) {
    Random random = new Random(many);
    for (int i = 0; i < many; i++) {
      long nanos = random.nextInt(differentAtMost);
      counter.add(Duration.ofNanos(nanos));
      expected.merge(nanos, 1L, Long::sum);
    }
  }

  private void assertIsExpected(DurationCounter counter) {
    DurationCounts counts = counter.counts();
    assertThat(counts.nanos())
        .containsExactly(expected.keySet().stream().mapToLong(Long::longValue).toArray());
    assertThat(counts.counts())
        .containsExactly(expected.values().stream().mapToLong(Long::longValue).toArray());
  }
}
