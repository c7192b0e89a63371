package io.fantail.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.fantail.testing.LocalSpark;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import scala.Tuple2;

@ExtendWith(LocalSpark.class)
class KeyStageTest {
  private static final int PARTITIONS = 3;
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
    String key = KeyStage.orderedKey(group, order, rank);

    assertThat(KeyStage.groupOf(key)).isEqualTo(group);
    assertThat(KeyStage.orderOf(key)).isEqualTo(order);
    assertThat(KeyStage.rankOf(key)).isEqualTo(rank);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "11111111-1111-4111-8111-111111111111", ARN + "1"})
  void takesAnyOtherKeyForAGroupOfItsOwn(String key) {
    assertThat(KeyStage.groupOf(key)).isEqualTo(key);
  }

  @Test
  void sortsByGroupThenByOrderThenByRank() {
    List<String> sorted = new ArrayList<>();
    for (String group : List.of("a", "a b", "aa", "b")) {
      for (long order : new long[] {0, 9, 10, 255, 256, 1L << 40, Long.MAX_VALUE}) {
        for (int rank = 0; rank <= 9; rank++) {
          sorted.add(KeyStage.orderedKey(group, order, rank));
        }
      }
    }

    assertThat(sorted).isSortedAccordingTo(KeyStage.BY_KEY);
  }

  @Test
  void keepsAGroupInOnePartition() {
    for (int partitions : new int[] {1, 2, 7, 64}) {
      int ofGroup = KeyStage.partitionOf("charge", partitions);
      assertThat(ofGroup).isBetween(0, partitions - 1);
      for (long order = 0; order < 100; order++) {
        String key = KeyStage.orderedKey("charge", order, 1);
        assertThat(KeyStage.partitionOf(key, partitions)).isEqualTo(ofGroup);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 8, 16, 100})
  void spreadsKeysThatDifferInTheirLastCharactersOnly(int partitions) {
    int keys = 200 * partitions;
    int[] sizes = new int[partitions];
    IntStream.range(0, keys).forEach(i -> sizes[KeyStage.partitionOf(ARN + i, partitions)]++);

    assertThat(IntStream.of(sizes)).allMatch(size -> size > 50 && size < 600);
  }

  @Test
  void sortsWithinPartitionsWhateverTheSideWasCutInto(SparkSession spark) {
    List<Tuple2<String, byte[]>> pairs = pairs(new Random(1), 500);
    JavaPairRDD<String, byte[]> one = KeyStage.byKey(rdd(spark, pairs, 1), PARTITIONS);
    JavaPairRDD<String, byte[]> other = KeyStage.byKey(rdd(spark, pairs, 5), PARTITIONS);

    List<List<String>> keys = keysByPartition(one);
    assertThat(keys).hasSize(PARTITIONS).isEqualTo(keysByPartition(other));
    for (int partition = 0; partition < PARTITIONS; partition++) {
      int here = partition;
      assertThat(keys.get(partition))
          .isNotEmpty()
          .isSortedAccordingTo(KeyStage.BY_KEY)
          .allMatch(key -> KeyStage.partitionOf(key, PARTITIONS) == here);
    }
    assertThat(one.collect().stream().map(KeyStageTest::text))
        .containsExactlyInAnyOrderElementsOf(pairs.stream().map(KeyStageTest::text).toList());
  }

  @Test
  void mergesTwoSidesAsIfTheyHadBeenShuffledTogether(SparkSession spark) {
    List<Tuple2<String, byte[]>> some = pairs(new Random(2), 300);
    List<Tuple2<String, byte[]>> more = pairs(new Random(3), 100);
    JavaPairRDD<String, byte[]> merged =
        KeyStage.merged(
            KeyStage.byKey(rdd(spark, some, 2), PARTITIONS),
            KeyStage.byKey(rdd(spark, more, 4), PARTITIONS));
    List<Tuple2<String, byte[]>> all = new ArrayList<>(some);
    all.addAll(more);

    assertThat(keysByPartition(merged))
        .isEqualTo(keysByPartition(KeyStage.byKey(rdd(spark, all, 3), PARTITIONS)));
    assertThat(merged.collect().stream().map(KeyStageTest::text))
        .containsExactlyInAnyOrderElementsOf(all.stream().map(KeyStageTest::text).toList());
  }

  @Test
  void readsOnePartitionForTheValuesOfOneKey(SparkSession spark) {
    List<Tuple2<String, byte[]>> pairs = pairs(new Random(4), 300);
    JavaPairRDD<String, byte[]> byKey = KeyStage.byKey(rdd(spark, pairs, 2), PARTITIONS);

    for (String key : new TreeSet<>(pairs.stream().map(Tuple2::_1).toList())) {
      JavaRDD<byte[]> only = KeyStage.only(byKey, key, PARTITIONS);
      Stream<Tuple2<String, byte[]>> expected = pairs.stream().filter(p -> p._1().equals(key));
      assertThat(only.getNumPartitions()).isOne();
      assertThat(only.collect().stream().map(KeyStageTest::text))
          .containsExactlyInAnyOrderElementsOf(expected.map(p -> text(p._2())).toList());
    }
    assertThat(KeyStage.only(byKey, "no such key", PARTITIONS).collect()).isEmpty();
  }

  /** Few keys, so that each comes several times; ordered ones among them. */
  private static List<Tuple2<String, byte[]>> pairs(Random random, int size) {
    List<Tuple2<String, byte[]>> pairs = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      String plain = "key " + random.nextInt(20);
      String key = random.nextBoolean() ? plain : KeyStage.orderedKey(plain, random.nextInt(4), 0);
      String value = String.valueOf(random.nextInt(1000));
      pairs.add(new Tuple2<>(key, value.getBytes(StandardCharsets.UTF_8)));
    }
    return pairs;
  }

  private static JavaPairRDD<String, byte[]> rdd(
      SparkSession spark, List<Tuple2<String, byte[]>> pairs, int slices) {
    return JavaSparkContext.fromSparkContext(spark.sparkContext()).parallelizePairs(pairs, slices);
  }

  private static List<List<String>> keysByPartition(JavaPairRDD<String, byte[]> pairs) {
    return pairs.keys().glom().collect();
  }

  private static String text(Tuple2<String, byte[]> pair) {
    return pair._1() + "=" + text(pair._2());
  }

  private static String text(byte[] value) {
    return new String(value, StandardCharsets.UTF_8);
  }
}
