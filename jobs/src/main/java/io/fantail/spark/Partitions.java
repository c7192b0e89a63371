package io.fantail.spark;

import java.io.Serializable;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.rdd.PartitionPruningRDD;
import org.apache.spark.rdd.RDD;
import scala.Function1;

/** Some partitions of many, without a task for the others. */
final class Partitions {
  private Partitions() {}

  /** The partitions {@code [first, behind)}. */
  static <T> JavaRDD<T> of(RDD<T> all, int first, int behind) {
    Function1<Object, Object> isWanted =
        (Function1<Object, Object> & Serializable)
            partition -> (int) partition >= first && (int) partition < behind;
    return PartitionPruningRDD.create(all, isWanted).toJavaRDD();
  }
}
