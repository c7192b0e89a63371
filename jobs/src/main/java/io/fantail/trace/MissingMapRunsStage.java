package io.fantail.trace;

import io.fantail.span.execution.ExecutionSpans;
import io.fantail.span.execution.PackedExecutionSpans;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import scala.Tuple2;

/**
 * Asks every execution for signs of {@link MissingMapRuns}. Only ARNs come back, of Map Runs and of
 * parents: each once, however many children tell of it.
 */
final class MissingMapRunsStage {
  /**
   * What the executions tell.
   *
   * @param rivalled the ARNs of the Map Runs that were not the only ones of their state machine and
   *     label
   * @param runlessParents the ARNs of the executions that children name as their parent, though no
   *     Map Run of theirs is there; they may not be there themselves
   */
  record Signs(Set<String> rivalled, Set<String> runlessParents) {}

  private MissingMapRunsStage() {}

  /**
   * The signs of all executions.
   *
   * @param built by {@link TraceStage#build}
   * @param mapRuns a {@link MapRunIndex}, packed
   */
  static Signs signs(JavaPairRDD<String, byte[]> built, Broadcast<byte[]> mapRuns) {
    Signs signs = new Signs(new TreeSet<>(), new TreeSet<>());
    built
        .values()
        .mapPartitions(
            executions -> signs(executions, MapRunIndex.unpack(mapRuns.value())).iterator())
        .collect()
        .forEach(sign -> (sign._1() ? signs.rivalled : signs.runlessParents).add(sign._2()));
    return signs;
  }

  private static List<Tuple2<Boolean, String>> signs(
      Iterator<byte[]> executions, MapRunIndex mapRuns) {
    Set<String> rivalled = new HashSet<>();
    Set<String> runlessParents = new HashSet<>();
    while (executions.hasNext()) {
      ExecutionSpans execution = PackedExecutionSpans.unpackWithoutSpans(executions.next());
      MissingMapRuns.rivalledBy(execution, mapRuns).forEach(rivalled::add);
      String parent = MissingMapRuns.runlessParent(execution, mapRuns);
      if (parent != null) {
        runlessParents.add(parent);
      }
    }
    List<Tuple2<Boolean, String>> signs = new ArrayList<>();
    rivalled.forEach(arn -> signs.add(new Tuple2<>(true, arn)));
    runlessParents.forEach(arn -> signs.add(new Tuple2<>(false, arn)));
    return signs;
  }

  /** Those of the executions that are there, without their spans. */
  static List<ExecutionSpans> executions(JavaPairRDD<String, byte[]> built, Set<String> arns) {
    if (arns.isEmpty()) {
      return List.of();
    }
    Broadcast<Set<String>> wanted =
        JavaSparkContext.fromSparkContext(built.context()).broadcast(new TreeSet<>(arns));
    return built
        .filter(execution -> wanted.value().contains(execution._1()))
        .values()
        .map(
            packed ->
                PackedExecutionSpans.pack(
                    new ExecutionSpans(
                        PackedExecutionSpans.unpackWithoutSpans(packed).execution(),
                        List.of(),
                        List.of())))
        .collect()
        .stream()
        .map(PackedExecutionSpans::unpackWithoutSpans)
        .toList();
  }
}
