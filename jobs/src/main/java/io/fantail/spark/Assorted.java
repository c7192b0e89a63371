package io.fantail.spark;

import java.util.Iterator;
import org.apache.spark.Partitioner;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.function.FlatMapFunction;
import scala.Tuple2;

/**
 * Values of several kinds that one shuffle brings together, each kind in partitions of its own,
 * which are read as often as they are needed; what they were made of is not.
 *
 * @param <K> the kinds
 */
public final class Assorted<K extends Enum<K>> {

  /**
   * A value of a kind, in bytes.
   *
   * @param key by which it meets what belongs to it
   */
  @SuppressWarnings("ArrayRecordComponent") // handed on once, never compared
  public record Value<K extends Enum<K>>(K kind, String key, byte[] packed) {
    public static <K extends Enum<K>> Value<K> of(K kind, Packed<?> packed) {
      return new Value<>(kind, packed.key(), packed.bytes());
    }
  }

  private static final char FIRST_KIND = '0';

  private final JavaPairRDD<String, byte[]> shuffled;
  private final int partitions;

  private Assorted(JavaPairRDD<String, byte[]> shuffled, int partitions) {
    this.shuffled = shuffled;
    this.partitions = partitions;
  }

  /**
   * Brings together what a walk over each partition yields.
   *
   * @param kinds how many there are
   * @param partitions for each kind
   */
  public static <S, K extends Enum<K>> Assorted<K> of(
      JavaRDD<S> values, int kinds, int partitions, FlatMapFunction<Iterator<S>, Value<K>> walk) {
    return new Assorted<>(
        values
            .mapPartitionsToPair(partition -> Iterators.map(walk.call(partition), Assorted::pairOf))
            .repartitionAndSortWithinPartitions(new KindPartitioner(kinds, partitions), Keys.ORDER),
        partitions);
  }

  /** The values of one kind, sorted by key as {@link Keyed#sorted} sorts. */
  @SuppressWarnings("EnumOrdinal") // partitions do not outlive the run
  public <T> Keyed<T> only(K kind, Codec<T> codec) {
    int first = kind.ordinal() * partitions;
    return new Keyed<>(
        Partitions.of(shuffled.rdd(), first, first + partitions)
            .mapToPair(pair -> new Tuple2<>(pair._1().substring(1), pair._2())),
        codec);
  }

  @SuppressWarnings("EnumOrdinal") // partitions do not outlive the run
  private static <K extends Enum<K>> Tuple2<String, byte[]> pairOf(Value<K> value) {
    char kind = (char) (FIRST_KIND + value.kind().ordinal());
    return new Tuple2<>(kind + value.key(), value.packed());
  }

  private static final class KindPartitioner extends Partitioner {
    private final int kinds;
    private final int partitionsOfKind;

    KindPartitioner(int kinds, int partitionsOfKind) {
      this.kinds = kinds;
      this.partitionsOfKind = partitionsOfKind;
    }

    @Override
    public int numPartitions() {
      return kinds * partitionsOfKind;
    }

    @Override
    public int getPartition(Object key) {
      String text = (String) key;
      return (text.charAt(0) - FIRST_KIND) * partitionsOfKind
          + Keys.partitionOf(text.substring(1), partitionsOfKind);
    }
  }
}
