package io.fantail.trace.link;

import io.fantail.shape.Fields;
import io.fantail.span.execution.ExecutionSpans;
import io.fantail.span.execution.PackedExecution;
import io.fantail.spark.Codec;
import io.fantail.spark.Iterators;
import io.fantail.spark.Keyed;
import io.fantail.spark.Packed;
import io.fantail.spark.Pair;
import io.fantail.spark.Shared;
import io.fantail.trace.TraceStage;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.broadcast.Broadcast;

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
  record Signs(Set<String> rivalled, Set<String> runlessParents) {
    private static final Codec<Signs> CODEC = Codec.of(Signs::shape);

    Signs() {
      this(new TreeSet<>(), new TreeSet<>());
    }

    private static Signs shape(Fields<Signs> fields) {
      return new Signs(
          new TreeSet<>(fields.textList(signs -> List.copyOf(signs.rivalled))),
          new TreeSet<>(fields.textList(signs -> List.copyOf(signs.runlessParents))));
    }
  }

  private MissingMapRunsStage() {}

  /**
   * The signs of all executions.
   *
   * @param built by {@link TraceStage#build}
   */
  static Signs signs(Keyed<ExecutionSpans> built, Shared<MapRunIndex> mapRuns) {
    Signs all = new Signs();
    built
        .readBy(PackedExecution.WITHOUT_SPANS)
        .summaries(Signs.CODEC, executions -> signs(executions, mapRuns.unpack()))
        .forEach(
            signs -> {
              all.rivalled.addAll(signs.rivalled);
              all.runlessParents.addAll(signs.runlessParents);
            });
    return all;
  }

  private static Signs signs(Iterator<Packed<ExecutionSpans>> executions, MapRunIndex mapRuns) {
    Signs signs = new Signs();
    while (executions.hasNext()) {
      ExecutionSpans execution = executions.next().unpack();
      MissingMapRuns.rivalledBy(execution, mapRuns).forEach(signs.rivalled::add);
      String parent = MissingMapRuns.runlessParent(execution, mapRuns);
      if (parent != null) {
        signs.runlessParents.add(parent);
      }
    }
    return signs;
  }

  /** Those of the executions that are there, alone. */
  static List<ExecutionSpans> executions(Keyed<ExecutionSpans> built, Set<String> arns) {
    if (arns.isEmpty()) {
      return List.of();
    }
    Broadcast<Set<String>> wanted = built.context().broadcast(new TreeSet<>(arns));
    return built
        .readBy(PackedExecution.WITHOUT_SPANS)
        .withKeys(arn -> wanted.value().contains(arn))
        .walk(
            PackedExecution.WITHOUT_SPANS,
            executions -> Iterators.map(executions, MissingMapRunsStage::alone))
        .collect();
  }

  private static Pair<ExecutionSpans> alone(Packed<ExecutionSpans> execution) {
    return new Pair<>(
        execution.key(), new ExecutionSpans(execution.unpack().execution(), List.of(), List.of()));
  }
}
