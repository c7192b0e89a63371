package io.fantail.trace;

import io.fantail.span.PackedExecutionSpans;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.broadcast.Broadcast;

/** Asks every execution for signs of {@link MissingMapRuns}; only ARNs of Map Runs come back. */
final class MissingMapRunsStage {
  private MissingMapRunsStage() {}

  /**
   * The ARNs of the Map Runs that were not the only ones of their state machine and label.
   *
   * @param built by {@link TraceStage#build}
   * @param mapRuns a {@link MapRunIndex}, packed
   */
  static Set<String> rivalled(JavaPairRDD<String, byte[]> built, Broadcast<byte[]> mapRuns) {
    List<String> found =
        built
            .values()
            .mapPartitions(
                executions -> {
                  MapRunIndex index = MapRunIndex.unpack(mapRuns.value());
                  Set<String> ofPartition = new TreeSet<>();
                  executions.forEachRemaining(
                      packed ->
                          MissingMapRuns.rivalledBy(
                                  PackedExecutionSpans.unpackWithoutSpans(packed), index)
                              .forEach(ofPartition::add));
                  return ofPartition.iterator();
                })
            .collect();
    return new TreeSet<>(found);
  }
}
