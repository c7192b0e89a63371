package io.fantail.job.step;

import io.fantail.event.collected.HistoryPart;
import io.fantail.event.policy.PayloadPolicy;
import io.fantail.job.session.Session;
import io.fantail.job.session.Together;
import io.fantail.report.ReportParts;
import io.fantail.report.Reported;
import io.fantail.report.TallyStage;
import io.fantail.span.Span;
import io.fantail.span.durable.DurableStage;
import io.fantail.span.xray.AwsSpanStage;
import io.fantail.spark.Keyed;
import io.fantail.spark.parquet.TableFile;
import io.fantail.table.DaySet;
import io.fantail.table.DayWrite;
import io.fantail.table.HourSet;
import io.fantail.table.Lake;
import io.fantail.table.LinkedDays;
import io.fantail.trace.BuildStage;
import io.fantail.trace.ExecutionInTrace;
import io.fantail.trace.FirstLook;
import io.fantail.trace.SpanInTrace;
import io.fantail.trace.TraceStage;
import io.fantail.trace.lambda.LambdaMatch;
import io.fantail.trace.lambda.LambdaStage;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
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
   * What was traced.
   *
   * @param parts what was counted of it for the reports
   * @param hours in which it started
   * @param mapRunDays of Map Runs that it was linked to before: it may not be any more
   */
  public record Traced(ReportParts parts, HourSet hours, DaySet mapRunDays) {}

  /**
   * Computes the traces of the executions that started in some hours, as the tables have them.
   *
   * @param hours closed: see {@link Lake#closed}
   */
  public Traced trace(HourSet hours) {
    Records records = Records.ofLake(session, hours, PayloadPolicy.AS_STORED);
    return trace(
        records,
        hours,
        HourSet.NONE,
        HourSet.NONE,
        null,
        linked -> HourSet.NONE,
        (changed, mapRunDays) -> {});
  }

  /**
   * Computes the traces that an archive changes: of the hours that it tells of, and of those whose
   * executions are linked to these.
   *
   * @param events into which the events are written on the way; null where they are not
   */
  public Traced trace(Reading reading, @Nullable EventWrite events) {
    return trace(
        reading.records(),
        reading.traced(),
        reading.hours(),
        reading.unread(),
        events,
        linked -> linked.affectedBy(reading),
        (changed, mapRunDays) ->
            new UnfinishedRun(changed.without(reading.traced()), mapRunDays).keep(lake));
  }

  private Traced trace(
      Records records,
      HourSet wanted,
      HourSet read,
      HourSet unread,
      @Nullable EventWrite events,
      Function<LinkedExecutions, HourSet> affected,
      BiConsumer<HourSet, DaySet> beforeCommit) {
    LongAccumulator durables = session.spark().sparkContext().longAccumulator("durable executions");
    BuildStage built =
        BuildStage.of(
            records.histories(),
            wanted.plus(lake.hasOtherHours(read) ? read : HourSet.NONE),
            durables,
            events == null ? null : events.write().files());
    try (LinkedExecutions linked =
        new LinkedExecutions(
            session, wanted, wanted.plus(read), unread, records.stored(), durables)) {
      FirstLook look = linked.add(built);
      return Together.resultOf(
          () -> {
            linked.complete(affected);
            return write(linked, records, beforeCommit);
          },
          () -> {
            if (events != null) {
              events.commit(look);
            }
          });
    }
  }

  private Traced write(
      LinkedExecutions linked, Records ofHours, BiConsumer<HourSet, DaySet> beforeCommit) {
    HourSet hours = linked.hours();
    HourSet attemptHours = HourSet.of(linked.overview().attemptHours());
    Keyed<HistoryPart> durables = linked.durables(ofHours);
    Records records =
        ofHours
            .withAwsSpansOf(hours)
            .withInvocationsOf(
                durables == null
                    ? attemptHours
                    : attemptHours.plus(HourSet.of(DurableStage.invocationSlots(durables))));
    Keyed<LambdaMatch> matches =
        LambdaStage.matches(
            linked.executions(),
            records.invocations(),
            durables == null ? null : DurableStage.executions(durables),
            linked.overview().unnamedFunctions(),
            session.partitions());
    Keyed<Span> awsSpans =
        records.awsSpans() == null
            ? null
            : AwsSpanStage.byExecution(records.awsSpans(), session.partitions());
    DaySet mapRunDays = LinkedDays.ofMapRuns(lake, hours.without(linked.unread()));
    DayWrite<ExecutionInTrace> executions = lake.replaceHours(TraceStage.EXECUTIONS, hours);
    DayWrite<SpanInTrace> spans = lake.replaceHours(TraceStage.SPANS, hours);
    ReportParts parts =
        TallyStage.ofTraces(
            TraceStage.traced(linked.placed(), matches, awsSpans, linked.nested().mapRuns()),
            hours,
            executions.files(),
            spans.files());
    List<TableFile> files = parts.files();
    beforeCommit.accept(hours, mapRunDays);
    Together.run(
        List.of(
            () -> executions.commit(Reported.filesOf(files, TraceStage.EXECUTIONS)),
            () -> spans.commit(Reported.filesOf(files, TraceStage.SPANS))));
    return new Traced(parts, hours, mapRunDays);
  }
}
