package io.fantail.spark;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.Function;
import scala.Function1;
import scala.Function2;
import scala.reflect.ClassTag$;
import scala.runtime.BoxedUnit;

/**
 * Walks along values of several types, each in one task, and all in one job: most walks are shorter
 * than what a job of their own costs.
 */
public final class Walks {
  private static final Function1<scala.collection.Iterator<byte[]>, byte[]> ONLY =
      (Function1<scala.collection.Iterator<byte[]>, byte[]> & Serializable)
          scala.collection.Iterator::next;

  private final List<JavaRDD<byte[]>> walks = new ArrayList<>();
  private final List<CompletableFuture<byte[]>> results = new ArrayList<>();

  /**
   * Adds a walk.
   *
   * @param values of one partition
   * @return waits for the end of the walk, which may be long before the job's
   */
  public <T, R> Supplier<R> add(
      Keyed<T> values, Codec<R> codecOfResult, Function<Iterator<Packed<T>>, R> walk) {
    CompletableFuture<byte[]> result = new CompletableFuture<>();
    walks.add(values.packedSummaries(codecOfResult, walk));
    results.add(result);
    return () -> codecOfResult.unpack(result.join());
  }

  /** Runs the job. When it fails, nobody waits any longer. */
  @SuppressWarnings({"unchecked", "rawtypes"}) // an array of a generic type
  public void run() {
    JavaSparkContext spark = JavaSparkContext.fromSparkContext(walks.get(0).context());
    JavaRDD<byte[]> all = spark.union(walks.toArray(new JavaRDD[0]));
    Function2<Object, byte[], BoxedUnit> receive =
        (task, packed) -> {
          results.get((int) task).complete(packed);
          return BoxedUnit.UNIT;
        };
    try {
      all.context().runJob(all.rdd(), ONLY, receive, ClassTag$.MODULE$.apply(byte[].class));
    } finally {
      CancellationException without = new CancellationException("the job ended without it");
      results.forEach(result -> result.completeExceptionally(without));
    }
  }
}
