package io.fantail.spark;

import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import scala.Tuple2;

/** Values by key without an archive that they come from. */
public final class Keyeds {
  private Keyeds() {}

  /** A side as a shuffle leaves it, of values that lay in two partitions before. */
  public static <T> Keyed<T> sorted(
      SparkSession spark, Codec<T> codec, List<Pair<T>> pairs, int partitions) {
    List<Tuple2<String, byte[]>> packed =
        pairs.stream().map(pair -> new Tuple2<>(pair.key(), codec.pack(pair.value()))).toList();
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    return new Keyed<>(context.parallelizePairs(packed, 2), codec).sorted(partitions);
  }

  /** What a task walks along of such a side with one partition. */
  public static <T> Iterator<Packed<T>> walk(Codec<T> codec, List<Pair<T>> pairs) {
    return pairs.stream()
        .sorted(Comparator.comparing((Pair<T> pair) -> pair.key(), Keys.ORDER))
        .map(pair -> new Packed<>(pair.key(), codec.pack(pair.value()), codec))
        .iterator();
  }

  /** All values with their keys, partition behind partition. */
  public static <T> List<Pair<T>> collect(Keyed<T> keyed, Codec<T> codec) {
    return keyed
        .walk(values -> Iterators.map(values, one -> new Tuple2<>(one.key(), one.bytes())))
        .collect()
        .stream()
        .map(pair -> new Pair<>(pair._1(), codec.unpack(pair._2())))
        .toList();
  }
}
