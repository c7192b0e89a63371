package io.fantail.job.step;

import io.fantail.event.policy.PayloadPolicy;
import io.fantail.job.session.Session;
import io.fantail.job.session.Together;
import io.fantail.report.ReportParts;
import io.fantail.report.Reported;
import io.fantail.report.TallyStage;
import io.fantail.span.Span;
import io.fantail.span.durable.DurableStage;
import io.fantail.span.execution.ExecutionSpans;
import io.fantail.span.xray.AwsSpanStage;
import io.fantail.spark.Joined;
import io.fantail.spark.Keyed;
import io.fantail.spark.Shared;
import io.fantail.spark.parquet.TableFile;
import io.fantail.table.DaySet;
import io.fantail.table.DayWrite;
import io.fantail.table.Lake;
import io.fantail.trace.BuildStage;
import io.fantail.trace.ExecutionInTrace;
import io.fantail.trace.FirstLook;
import io.fantail.trace.SpanInTrace;
import io.fantail.trace.TraceStage;
import io.fantail.trace.lambda.LambdaMatch;
import io.fantail.trace.lambda.LambdaStage;
import io.fantail.trace.link.MapRunIndex;
import io.fantail.trace.link.NestedStage;
import io.fantail.trace.link.NestedStart;
import io.fantail.trace.link.TraceOverview;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.util.LongAccumulator;
import org.jspecify.annotations.Nullable;

/** Computes {@code executions} and {@code spans} from what {@code ingest} writes. */
public final class TraceStep {
  private final Session session;
  private final Lake lake;

  public TraceStep(Session session) {
    this.session = session;
    this.lake = session.lake();
  }

  /**
   * Computes the traces of the executions that started on {@code days}.
   *
   * @param records of these days, and of those around them on which parents and invocations may
   *     have begun
   * @return what was counted of them for the reports
   */
  public ReportParts trace(Records records, DaySet days) {
    return trace(records, days, null);
  }

  /**
   * The same, and writes the events meanwhile.
   *
   * @param events where these are to be written; null where they are written elsewhere
   */
  public ReportParts trace(Records records, DaySet days, @Nullable EventWrite events) {
    LongAccumulator durables = session.spark().sparkContext().longAccumulator("durable executions");
    BuildStage built =
        BuildStage.of(
            records.histories(), days, durables, events == null ? null : events.write().files());
    try {
      FirstLook look = built.look();
      return Together.resultOf(
          () -> link(built.executions(), look.overview(), records, durables, days),
          () -> {
            if (events != null) {
              events.commit(look);
            }
          });
    } finally {
      built.unpersist();
    }
  }

  private ReportParts link(
      Keyed<ExecutionSpans> built,
      TraceOverview overview,
      Records records,
      LongAccumulator durables,
      DaySet days) {
    boolean hasDurables = durables.value() > 0;
    OpenMapRuns others = OpenMapRuns.find(lake, overview.childFamilies(), records.days(), days);
    if (others.arns().isEmpty()) {
      return write(built, overview, records, hasDurables, days);
    }
    BuildStage above =
        BuildStage.of(
            new StoredRecords(session, PayloadPolicy.AS_STORED).histories(others),
            days,
            durables,
            null);
    try {
      overview.add(above.look().overview());
      return write(built.merged(above.executions()), overview, records, hasDurables, days);
    } finally {
      above.unpersist();
    }
  }

  private ReportParts write(
      Keyed<ExecutionSpans> built,
      TraceOverview overview,
      Records ofDays,
      boolean hasDurables,
      DaySet days) {
    DaySet attemptDays = DaySet.NONE.plus(overview.attemptDays());
    Records records =
        ofDays.withInvocationsOf(
            hasDurables
                ? attemptDays.plus(DurableStage.invocationDays(ofDays.historyParts()))
                : attemptDays);
    NestedStage nested = NestedStage.of(built, overview, session.partitions());
    Shared<MapRunIndex> mapRuns = nested.mapRuns();
    JavaRDD<Joined<ExecutionSpans, NestedStart>> placed = nested.placed(built);
    Keyed<LambdaMatch> matches =
        LambdaStage.matches(
            built,
            records.invocations(),
            hasDurables ? DurableStage.executions(records.historyParts()) : null,
            overview.unnamedFunctions(),
            session.partitions());
    Keyed<Span> awsSpans =
        records.awsSpans() == null
            ? null
            : AwsSpanStage.byExecution(records.awsSpans(), session.partitions());
    DayWrite<ExecutionInTrace> executions = lake.replaceDays(TraceStage.EXECUTIONS, days);
    DayWrite<SpanInTrace> spans = lake.replaceDays(TraceStage.SPANS, days);
    ReportParts parts =
        TallyStage.ofTraces(
            TraceStage.traced(placed, matches, awsSpans, mapRuns),
            days,
            executions.files(),
            spans.files());
    List<TableFile> files = parts.files();
    Together.run(
        List.of(
            () -> executions.commit(Reported.filesOf(files, TraceStage.EXECUTIONS)),
            () -> spans.commit(Reported.filesOf(files, TraceStage.SPANS))));
    return parts;
  }
}
