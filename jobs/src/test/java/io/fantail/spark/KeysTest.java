package io.fantail.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeysTest {
  private static final String ARN =
      "arn:aws:states:eu-west-1:123456789012:execution:orders/Fan:child-";

  @ParameterizedTest
  @CsvSource({
    "charge, 0, 0",
    "'', 1, 9",
    "Größe ☃, 1772359200000000, 2",
    "'2026/03/01/[$LATEST]0123456789abcdef0123456789abcdef', 9223372036854775807, 1",
  })
  void readsAnOrderedKeyBack(String group, long order, int rank) {
    String key = Keys.ordered(group, order, rank);

    assertThat(Keys.groupOf(key)).isEqualTo(group);
    assertThat(Keys.orderOf(key)).isEqualTo(order);
    assertThat(key).endsWith(String.valueOf(rank));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "11111111-1111-4111-8111-111111111111", ARN + "1"})
  void takesAnyOtherKeyForAGroupOfItsOwn(String key) {
    assertThat(Keys.groupOf(key)).isEqualTo(key);
  }

  @Test
  void sortsByGroupThenByOrderThenByRank() {
    List<String> sorted = new ArrayList<>();
    for (String group : List.of("a", "a b", "aa", "b")) {
      for (long order : new long[] {0, 9, 10, 255, 256, 1L << 40, Long.MAX_VALUE}) {
        for (int rank = 0; rank <= 9; rank++) {
          sorted.add(Keys.ordered(group, order, rank));
        }
      }
    }

    assertThat(sorted).isSortedAccordingTo(Keys.ORDER);
  }

  @Test
  void keepsAGroupInOnePartition() {
    for (int partitions : new int[] {1, 2, 7, 64}) {
      int ofGroup = Keys.partitionOf("charge", partitions);
      assertThat(ofGroup).isBetween(0, partitions - 1);
      for (long order = 0; order < 100; order++) {
        String key = Keys.ordered("charge", order, 1);
        assertThat(Keys.partitionOf(key, partitions)).isEqualTo(ofGroup);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 8, 16, 100})
  void spreadsKeysThatDifferInTheirLastCharactersOnly(int partitions) {
    int keys = 200 * partitions;
    int[] sizes = new int[partitions];
    IntStream.range(0, keys).forEach(i -> sizes[Keys.partitionOf(ARN + i, partitions)]++);

    assertThat(IntStream.of(sizes)).allMatch(size -> size > 50 && size < 600);
  }
}
