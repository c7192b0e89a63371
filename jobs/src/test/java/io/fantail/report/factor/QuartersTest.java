package io.fantail.report.factor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class QuartersTest {
  private static String quartersOf(long... numbers) {
    Quarters quarters = Quarters.of(numbers);
    StringBuilder text = new StringBuilder();
    Arrays.stream(numbers)
        .forEach(
            number -> {
              Integer quarter = quarters.of(number);
              text.append(quarter == null ? "-" : quarter.toString());
            });
    return text.toString();
  }

  @Test
  void dividesNumbersIntoQuarters() {
    assertThat(quartersOf(1, 2, 3, 4, 5, 6, 7, 8)).isEqualTo("11223344");
    assertThat(quartersOf(8, 1, 5, 3)).isEqualTo("4132");
  }

  @Test
  void keepsEqualNumbersTogether() {
    assertThat(quartersOf(1, 1, 1, 1, 1, 1, 1, 9)).isEqualTo("11111114");
    assertThat(quartersOf(1, 1, 1, 5, 5, 5, 9, 9)).isEqualTo("11133344");
    assertThat(quartersOf(1, 9, 9, 9)).isEqualTo("1444");
  }

  @Test
  void saysNothingOfNumbersThatAreAlikeOrNotKnown() {
    assertThat(quartersOf(7, 7, 7)).isEqualTo("---");
    assertThat(quartersOf(-1, -1)).isEqualTo("--");
    assertThat(quartersOf(-1, 3, 4)).isEqualTo("-14");
    assertThat(quartersOf()).isEmpty();
    assertThat(LongStream.of(0, 1).mapToObj(Quarters.of(new long[] {0, 1})::of))
        .containsExactly(1, 4);
  }
}
