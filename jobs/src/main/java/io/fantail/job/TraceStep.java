package io.fantail.job;

import io.fantail.table.DayRange;
import io.fantail.table.Lake;
import io.fantail.table.Tables;
import io.fantail.trace.LambdaStage;
import io.fantail.trace.MapRunStage;
import io.fantail.trace.TraceStage;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;

/** {@code events} and {@code lambda_invocations} to {@code executions} and {@code spans}. */
final class TraceStep {
  /** A Map Run within a child of a Map Run, and so on: deeper nesting is not found in practice. */
  private static final int MAX_NESTED_MAP_RUNS = 8;

  private final Lake lake;
  private final Progress progress;

  TraceStep(Lake lake, Progress progress) {
    this.lake = lake;
    this.progress = progress;
  }

  /**
   * Computes the traces of the executions that started on {@code days}.
   *
   * @param lookbackDays how much earlier their parents, how much later their invocations may have
   *     begun
   */
  void run(DayRange days, int lookbackDays) {
    DayRange around = days.widenedBy(lookbackDays);
    Dataset<Row> events = lake.read(Tables.EVENTS, around);
    Dataset<Row> invocations = lake.read(Tables.LAMBDA_INVOCATIONS, around);
    progress.stage("Finding Map Runs");
    Dataset<Row> mapRuns = mapRuns(events);
    Dataset<Row> built =
        TraceStage.build(events, MapRunStage.candidatesByHour(mapRuns))
            .persist(StorageLevel.MEMORY_AND_DISK());
    try {
      progress.stage("Building traces and linking Lambda invocations");
      Together.run(
          () -> lake.replaceDays(Tables.EXECUTIONS, TraceStage.executions(built), days),
          () -> lake.replaceDays(Tables.SPANS, linked(TraceStage.spans(built), invocations), days));
    } finally {
      built.unpersist();
      mapRuns.unpersist();
    }
  }

  /**
   * Parents first; then, as long as parents are children themselves, once more with what is known
   * by then.
   */
  private static Dataset<Row> mapRuns(Dataset<Row> events) {
    Dataset<Row> eventsOfParents = MapRunStage.eventsOfParents(events);
    Dataset<Row> mapRuns =
        TraceStage.mapRuns(eventsOfParents, TraceStage.noCandidates(events)).persist();
    boolean nested = !TraceStage.nested(mapRuns).isEmpty();
    for (int depth = 1; nested && depth < MAX_NESTED_MAP_RUNS; depth++) {
      Dataset<Row> before = mapRuns;
      mapRuns = TraceStage.mapRuns(eventsOfParents, MapRunStage.candidatesByHour(before)).persist();
      nested = !mapRuns.except(before).isEmpty();
      before.unpersist();
    }
    return mapRuns;
  }

  private static Dataset<Row> linked(Dataset<Row> spans, Dataset<Row> invocations) {
    Dataset<Row> attempts = LambdaStage.attempts(spans);
    Dataset<Row> unnamed = LambdaStage.withoutRequestId(attempts);
    Dataset<Row> matches = LambdaStage.matchesByRequestId(attempts, invocations);
    if (!unnamed.isEmpty()) {
      matches = matches.union(LambdaStage.matchesByTime(unnamed, attempts, invocations));
    }
    return LambdaStage.others(spans).union(LambdaStage.linked(attempts, matches));
  }
}
