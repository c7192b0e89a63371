package io.fantail.report.maprun;

import io.fantail.event.MapRunArn;
import io.fantail.shape.FieldType;
import io.fantail.shape.Fields;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What a summary says of a Map Run, each a column of its row in {@code map_runs}.
 *
 * @param day UTC day on which its parent started
 * @param status the word of Step Functions for how it ended
 * @param duration from start to end; null where nothing shows the end
 * @param children that are in the archive; of these so many ended each way
 * @param reportedChildren that AWS counts; null, as are the next two, where no answer says it
 * @param reportedPending of these, those that had not begun when AWS was asked
 * @param exportedPending of these, those that had not begun when the run ended
 * @param p50 of the active times of its children, in ms; null, as are the next two, where none
 *     ended
 * @param maxConcurrency the most children open at one moment; null where none are here
 * @param tailMs from when 95 % of the children had ended to the end of the last
 */
public record MapRunFigures(
    LocalDate day,
    String mapRunArn,
    @Nullable String label,
    @Nullable String stateName,
    String parentExecutionArn,
    String status,
    Instant startedAt,
    @Nullable Duration duration,
    long children,
    long succeeded,
    long failed,
    long timedOut,
    long aborted,
    long running,
    @Nullable Long reportedChildren,
    @Nullable Long reportedPending,
    @Nullable Long exportedPending,
    @Nullable Double p50,
    @Nullable Double p99,
    @Nullable Double max,
    @Nullable Long maxConcurrency,
    @Nullable Double tailMs,
    Phases phases) {

  /** The fields, by the columns of the table {@code map_runs}. */
  public static MapRunFigures shape(Fields<MapRunFigures> fields) {
    return new MapRunFigures(
        fields.column("day", "").field(FieldType.DAY, MapRunFigures::day),
        fields.text("map_run_arn", "", MapRunFigures::mapRunArn),
        fields.textOrNull("label", "", MapRunFigures::label),
        fields.textOrNull("state_name", "", MapRunFigures::stateName),
        fields.text("parent_execution_arn", "", MapRunFigures::parentExecutionArn),
        fields.text("status", "", MapRunFigures::status),
        fields.time("started_at", "", MapRunFigures::startedAt),
        fields.durationOrNull("duration_ms", "", MapRunFigures::duration),
        fields.whole("children", "", MapRunFigures::children),
        fields.whole("succeeded", "", MapRunFigures::succeeded),
        fields.whole("failed", "", MapRunFigures::failed),
        fields.whole("timed_out", "", MapRunFigures::timedOut),
        fields.whole("aborted", "", MapRunFigures::aborted),
        fields.whole("running", "", MapRunFigures::running),
        fields.wholeOrNull("reported_children", "", MapRunFigures::reportedChildren),
        fields.wholeOrNull("reported_pending", "", MapRunFigures::reportedPending),
        fields.wholeOrNull("pending_children", "", MapRunFigures::exportedPending),
        fields.numberOrNull("p50_ms", "", MapRunFigures::p50),
        fields.numberOrNull("p99_ms", "", MapRunFigures::p99),
        fields.numberOrNull("max_ms", "", MapRunFigures::max),
        fields.wholeOrNull("max_concurrency", "", MapRunFigures::maxConcurrency),
        fields.numberOrNull("tail_ms", "", MapRunFigures::tailMs),
        fields.record(MapRunFigures::phases, Phases::shape));
  }

  /** Under what name its children are counted, {@code machine/label}; null as the label is. */
  public @Nullable String stateMachineName() {
    MapRunArn arn = MapRunArn.parse(mapRunArn);
    return arn == null ? null : arn.stateMachineName();
  }

  /** How many children ended otherwise than well. */
  public long unsuccessful() {
    return failed + timedOut + aborted;
  }

  /** Of the children counted those that are not here as they never began. */
  long neverBegun() {
    return neverBegun(reportedChildren, exportedPending, children);
  }

  static long neverBegun(@Nullable Long counted, @Nullable Long pending, long here) {
    return counted == null || pending == null ? 0 : Math.min(pending, Math.max(counted - here, 0));
  }
}
