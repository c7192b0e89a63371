package io.fantail.trace;

import io.fantail.event.HistoryEvent;
import io.fantail.event.collected.History;
import io.fantail.event.collected.WritingHistories;
import io.fantail.event.durable.DurableExecutionArn;
import io.fantail.shape.Fields;
import io.fantail.span.Span;
import io.fantail.span.execution.ExecutionSpans;
import io.fantail.span.execution.PackedExecution;
import io.fantail.spark.Codec;
import io.fantail.spark.Iterators;
import io.fantail.spark.Keyed;
import io.fantail.spark.Packed;
import io.fantail.spark.Pair;
import io.fantail.spark.parquet.ValueFiles;
import io.fantail.spark.parquet.WrittenFile;
import io.fantail.trace.lambda.AttemptWindow;
import io.fantail.trace.lambda.LambdaLink;
import io.fantail.trace.link.NestedStarter;
import io.fantail.trace.link.TraceOverview;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.util.LongAccumulator;
import org.jspecify.annotations.Nullable;

/**
 * The spans of each execution by its ARN, sorted and partitioned as the histories are; what
 * connects executions is not known yet. The walk along the histories that builds them may write
 * their events, too: to bring the events of an execution together costs more than to build its
 * spans.
 */
public final class BuildStage {
  /**
   * What a look at all of it tells.
   *
   * @param eventFiles that were written meanwhile; nobody sees them until they are committed
   */
  public record FirstLook(TraceOverview overview, List<WrittenFile> eventFiles) {
    private static FirstLook shape(Fields<FirstLook> fields) {
      return new FirstLook(
          fields.record(FirstLook::overview, TraceOverview::shape),
          fields.list(FirstLook::eventFiles, WrittenFile::shape));
    }
  }

  private final Keyed<ExecutionSpans> withFiles;
  private final Keyed<ExecutionSpans> executions;

  private BuildStage(Keyed<ExecutionSpans> withFiles, Keyed<ExecutionSpans> executions) {
    this.withFiles = withFiles.persist();
    this.executions = executions;
  }

  /** Of executions whose spans are built, and whose events nobody has to write. */
  public static BuildStage of(Keyed<ExecutionSpans> built) {
    return new BuildStage(built, built);
  }

  /**
   * Builds the spans of executions that are wanted.
   *
   * @param days executions that started then are wanted; of others only those that started a Map
   *     Run or an execution, for their children, and the attempts whose functions may have run
   *     beside those of the wanted ones: their invocations are nobody else's
   * @param durables gains one or more where there is a durable execution of Lambda, which is passed
   *     over here: see {@link io.fantail.span.durable.DurableStage}
   */
  public static BuildStage of(
      JavaRDD<History> histories, WantedDays days, LongAccumulator durables) {
    return of(Keyed.of(histories, PackedExecution.WHOLE, ofTask -> build(ofTask, days, durables)));
  }

  /**
   * The same of histories that are written into files on their way.
   *
   * @param duplicates gains the copies of events that are left out
   */
  public static BuildStage of(
      JavaRDD<History> histories,
      WantedDays days,
      LongAccumulator durables,
      ValueFiles<HistoryEvent> events,
      LongAccumulator duplicates) {
    Keyed<ExecutionSpans> built =
        Keyed.ofPacked(
            histories,
            PackedExecution.WHOLE,
            ofTask -> {
              WritingHistories written =
                  new WritingHistories(
                      ofTask, events.open(TaskContext.getPartitionId()), duplicates::add);
              return new WritingWalk(build(written, days, durables), written);
            });
    return new BuildStage(built, built.withKeys(key -> !key.equals(WritingWalk.FILE_KEY)));
  }

  /** The wanted executions, by their ARNs. */
  private static Iterator<Pair<ExecutionSpans>> build(
      Iterator<History> histories, WantedDays days, LongAccumulator durables) {
    return Iterators.stream(histories).flatMap(one -> build(one, days, durables)).iterator();
  }

  private static Stream<Pair<ExecutionSpans>> build(
      History history, WantedDays days, LongAccumulator durables) {
    if (DurableExecutionArn.isOne(history.executionArn())) {
      durables.add(1);
      return Stream.of();
    }
    ExecutionSpans built = ExecutionSpans.of(history);
    ExecutionSpans wanted =
        days.contains(history.day()) || hasChildren(built) ? built : invoker(built, days.first());
    return wanted == null ? Stream.of() : Stream.of(new Pair<>(history.executionArn(), wanted));
  }

  /** Nothing of an execution that invoked no function on the days that are wanted, or later. */
  private static @Nullable ExecutionSpans invoker(ExecutionSpans built, LocalDate from) {
    Instant wantedFrom = from.atStartOfDay(ZoneOffset.UTC).toInstant();
    List<Span> invoking =
        built.spans().stream()
            .filter(LambdaLink::mayHaveRun)
            .filter(attempt -> !AttemptWindow.of(attempt).latest().isBefore(wantedFrom))
            .toList();
    if (invoking.isEmpty()) {
      return null;
    }
    List<Span> kept = new ArrayList<>(invoking);
    kept.add(0, built.spans().get(0));
    return new ExecutionSpans(built.execution(), kept, List.of());
  }

  private static boolean hasChildren(ExecutionSpans built) {
    return !built.mapRuns().isEmpty() || built.spans().stream().anyMatch(NestedStarter::isStart);
  }

  /** Builds everything, and looks at it for the first time. */
  public FirstLook look() {
    FirstLook whole = new FirstLook(new TraceOverview(), new ArrayList<>());
    for (FirstLook ofTask :
        withFiles
            .readBy(PackedExecution.ATTEMPTS)
            .summaries(Codec.of(FirstLook::shape), BuildStage::look)) {
      whole.overview.add(ofTask.overview);
      whole.eventFiles.addAll(ofTask.eventFiles);
    }
    return whole;
  }

  private static FirstLook look(Iterator<Packed<ExecutionSpans>> ofTask) {
    FirstLook look = new FirstLook(new TraceOverview(), new ArrayList<>());
    while (ofTask.hasNext()) {
      Packed<ExecutionSpans> next = ofTask.next();
      if (next.key().equals(WritingWalk.FILE_KEY)) {
        look.eventFiles.add(next.unpackBy(WritingWalk.FILE));
      } else {
        look.overview.add(next.unpack());
      }
    }
    return look;
  }

  public Keyed<ExecutionSpans> executions() {
    return executions;
  }

  /** Lets go of all that was built. */
  public void unpersist() {
    withFiles.unpersist();
  }
}
