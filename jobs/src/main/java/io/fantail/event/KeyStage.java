package io.fantail.event;

import java.io.Serializable;
import java.util.Comparator;
import java.util.HexFormat;
import org.apache.spark.Partitioner;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.rdd.PartitionPruningRDD;
import scala.Function1;
import scala.Tuple2;

/**
 * Packed values brought together by a key. All that is partitioned here, into equally many
 * partitions, has the same keys in the same partitions, and sorted: such sides are joined by
 * walking along both.
 */
public final class KeyStage {
  /** The order within a partition; one of the JDK's, which can be sent to a task. */
  static final Comparator<String> BY_KEY = Comparator.naturalOrder();

  private static final char BEFORE_ORDER = '\0';
  private static final int ORDER_CHARS = 16;

  private KeyStage() {}

  /**
   * A key by which values meet in their group, and are sorted within it.
   *
   * @param order not negative
   * @param rank among those of one order, 0 to 9
   */
  public static String orderedKey(String group, long order, int rank) {
    return group + BEFORE_ORDER + HexFormat.of().toHexDigits(order) + rank;
  }

  /** The group of an {@link #orderedKey}; any other key is a group of its own. */
  public static String groupOf(String key) {
    int end = key.length() - ORDER_CHARS - 2;
    return end >= 0 && key.charAt(end) == BEFORE_ORDER ? key.substring(0, end) : key;
  }

  public static long orderOf(String orderedKey) {
    int end = orderedKey.length() - 1;
    return HexFormat.fromHexDigitsToLong(orderedKey, end - ORDER_CHARS, end);
  }

  public static int rankOf(String orderedKey) {
    return orderedKey.charAt(orderedKey.length() - 1) - '0';
  }

  /** Shuffles and sorts. */
  public static JavaPairRDD<String, byte[]> byKey(
      JavaPairRDD<String, byte[]> pairs, int partitions) {
    return pairs.repartitionAndSortWithinPartitions(new KeyPartitioner(partitions), BY_KEY);
  }

  /** The values of one key of what was partitioned here; reads the one partition where they are. */
  public static JavaRDD<byte[]> only(
      JavaPairRDD<String, byte[]> pairs, String key, int partitions) {
    int partition = partitionOf(key, partitions);
    return JavaPairRDD.fromJavaRDD(partitions(pairs, partition, partition + 1))
        .filter(pair -> pair._1().equals(key))
        .values();
  }

  /** The partitions {@code [first, behind)}. */
  static JavaRDD<Tuple2<String, byte[]>> partitions(
      JavaPairRDD<String, byte[]> pairs, int first, int behind) {
    Function1<Object, Object> isWanted =
        (Function1<Object, Object> & Serializable)
            partition -> (int) partition >= first && (int) partition < behind;
    return PartitionPruningRDD.create(pairs.rdd(), isWanted).toJavaRDD();
  }

  /** The pairs of both sides, which are partitioned here, sorted. */
  public static JavaPairRDD<String, byte[]> merged(
      JavaPairRDD<String, byte[]> one, JavaPairRDD<String, byte[]> other) {
    return one.zipPartitions(other, SortedParts::merged).mapToPair(pair -> pair);
  }

  /** Where the group of a key is. */
  static int partitionOf(String key, int partitions) {
    // Keys that differ in their last characters only must not fall into a few partitions.
    int hash = groupOf(key).hashCode();
    return Math.floorMod(hash ^ (hash >>> 16), partitions);
  }

  private static final class KeyPartitioner extends Partitioner {
    private final int partitions;

    KeyPartitioner(int partitions) {
      this.partitions = partitions;
    }

    @Override
    public int numPartitions() {
      return partitions;
    }

    @Override
    public int getPartition(Object key) {
      return partitionOf((String) key, partitions);
    }
  }
}
