package io.fantail.spark;

import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.Partitioner;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.api.java.function.FlatMapFunction2;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.storage.StorageLevel;
import org.jspecify.annotations.Nullable;
import scala.Tuple2;

/**
 * Values of one type by key, in bytes, over all tasks. Sides that were {@linkplain #sorted sorted}
 * into equally many partitions have the same keys in the same partitions: they are joined by
 * walking along both.
 *
 * @param <T> what the bytes are
 */
public final class Keyed<T> {
  private final JavaPairRDD<String, byte[]> pairs;
  private final Codec<T> codec;

  Keyed(JavaPairRDD<String, byte[]> pairs, Codec<T> codec) {
    this.pairs = pairs;
    this.codec = codec;
  }

  /** What a walk over the values of each partition yields. */
  public static <S, T> Keyed<T> of(
      JavaRDD<S> values, Codec<T> codec, FlatMapFunction<Iterator<S>, Pair<T>> walk) {
    return new Keyed<>(
        values.mapPartitionsToPair(
            partition -> Iterators.map(walk.call(partition), pair -> packed(pair, codec))),
        codec);
  }

  /** The same of a walk that packs what it yields; of another type it may be under other keys. */
  public static <S, T> Keyed<T> ofPacked(
      JavaRDD<S> values, Codec<T> codec, FlatMapFunction<Iterator<S>, Packed<?>> walk) {
    return new Keyed<>(
        values.mapPartitionsToPair(
            partition ->
                Iterators.map(
                    walk.call(partition), packed -> new Tuple2<>(packed.key(), packed.bytes()))),
        codec);
  }

  private static <T> Tuple2<String, byte[]> packed(Pair<T> pair, Codec<T> codec) {
    return new Tuple2<>(pair.key(), codec.pack(pair.value()));
  }

  /** The same bytes, read by another codec: one that unpacks less of them. */
  public Keyed<T> readBy(Codec<T> other) {
    return new Keyed<>(pairs, other);
  }

  /** Shuffles the values to their keys' partitions, and sorts each partition by key. */
  public Keyed<T> sorted(int partitions) {
    return new Keyed<>(
        pairs.repartitionAndSortWithinPartitions(new KeyPartitioner(partitions), Keys.ORDER),
        codec);
  }

  /** The values of both sorted sides, sorted. */
  public Keyed<T> merged(Keyed<T> other) {
    return new Keyed<>(
        pairs.zipPartitions(other.pairs, MergedPairs::new).mapToPair(pair -> pair), codec);
  }

  /** The values of both sides, sorted or not, unsorted. */
  public Keyed<T> plus(Keyed<T> other) {
    return new Keyed<>(pairs.union(other.pairs), codec);
  }

  public Keyed<T> withKeys(Function<String, Boolean> isWanted) {
    return new Keyed<>(pairs.filter(pair -> isWanted.call(pair._1())), codec);
  }

  /** The values of one key of a sorted side; reads the one partition where they are. */
  public JavaRDD<T> only(String key, int partitions) {
    int partition = Keys.partitionOf(key, partitions);
    Codec<T> ownCodec = codec;
    return Partitions.of(pairs.rdd(), partition, partition + 1)
        .filter(pair -> pair._1().equals(key))
        .map(pair -> ownCodec.unpack(pair._2()));
  }

  /** The values without their keys. */
  public JavaRDD<T> values() {
    return walk(values -> Iterators.map(values, Packed::unpack));
  }

  /** Walks along the values of each partition. */
  public <R> JavaRDD<R> walk(FlatMapFunction<Iterator<Packed<T>>, R> walk) {
    Codec<T> ownCodec = codec;
    return pairs.mapPartitions(partition -> walk.call(values(partition, ownCodec)));
  }

  /** Walks along the values of each partition, and keys what comes of it. */
  public <R> Keyed<R> walk(
      Codec<R> codecOfResults, FlatMapFunction<Iterator<Packed<T>>, Pair<R>> walk) {
    return of(walk(values -> values), codecOfResults, walk);
  }

  /** Walks along both of two sorted sides. */
  public <U, R> JavaRDD<R> walkAlong(
      Keyed<U> other, FlatMapFunction2<Iterator<Packed<T>>, Iterator<Packed<U>>, R> walk) {
    return walkAlong(walk(values -> values), other, walk);
  }

  /** Walks along a sorted side, and values that were made of one. */
  public static <S, U, R> JavaRDD<R> walkAlong(
      JavaRDD<S> values,
      Keyed<U> side,
      FlatMapFunction2<Iterator<S>, Iterator<Packed<U>>, R> walk) {
    Codec<U> codec = side.codec;
    return values.zipPartitions(side.pairs, (own, others) -> walk.call(own, values(others, codec)));
  }

  /**
   * Each value, which is alone under its key, beside those of another sorted side that have it.
   *
   * @param other null where there are none at all
   */
  public <U> JavaRDD<Joined<T, U>> joined(@Nullable Keyed<U> other) {
    return joined(other, Groups::valuesOf);
  }

  /** The same, of those no more than the few with the lowest bytes, each once. */
  public <U> JavaRDD<Joined<T, U>> joined(@Nullable Keyed<U> other, int atMost) {
    return joined(other, (groups, key) -> groups.valuesOf(key, atMost));
  }

  private <U> JavaRDD<Joined<T, U>> joined(@Nullable Keyed<U> other, ValuesOf<U> valuesOf) {
    if (other == null) {
      return walk(values -> Iterators.map(values, value -> new Joined<>(value, List.of())));
    }
    return walkAlong(
        other,
        (values, others) -> {
          Groups<U> groups = new Groups<>(others);
          return Iterators.map(
              values, value -> new Joined<>(value, valuesOf.in(groups, value.key())));
        });
  }

  private interface ValuesOf<U> extends Serializable {
    List<U> in(Groups<U> groups, String key);
  }

  private static <T> Iterator<Packed<T>> values(
      Iterator<Tuple2<String, byte[]>> pairs, Codec<T> codec) {
    return Iterators.map(pairs, pair -> new Packed<>(pair._1(), pair._2(), codec));
  }

  /**
   * One summary of each partition's values, brought to the driver: so few and so small that it can
   * hold them.
   */
  public <R> List<R> summaries(Codec<R> codecOfSummary, Function<Iterator<Packed<T>>, R> summary) {
    return summaries(walk(values -> values), codecOfSummary, summary);
  }

  /** The same of other values. */
  public static <S, R> List<R> summaries(
      JavaRDD<S> values, Codec<R> codec, Function<Iterator<S>, R> summary) {
    return packedSummaries(values, codec, summary).collect().stream().map(codec::unpack).toList();
  }

  <R> JavaRDD<byte[]> packedSummaries(Codec<R> codec, Function<Iterator<Packed<T>>, R> summary) {
    return packedSummaries(walk(values -> values), codec, summary);
  }

  private static <S, R> JavaRDD<byte[]> packedSummaries(
      JavaRDD<S> values, Codec<R> codec, Function<Iterator<S>, R> summary) {
    return values.mapPartitions(
        partition -> List.of(codec.pack(summary.call(partition))).iterator());
  }

  /** Brings the values to the driver: so few that it can hold them. */
  public List<T> collect() {
    return pairs.values().collect().stream().map(codec::unpack).toList();
  }

  /** Keeps the bytes, in memory and what does not fit there on disk, until they are let go. */
  public Keyed<T> persist() {
    return new Keyed<>(pairs.persist(StorageLevel.MEMORY_AND_DISK_SER()), codec);
  }

  public void unpersist() {
    pairs.unpersist();
  }

  public JavaSparkContext context() {
    return JavaSparkContext.fromSparkContext(pairs.context());
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
      return Keys.partitionOf((String) key, partitions);
    }
  }
}
