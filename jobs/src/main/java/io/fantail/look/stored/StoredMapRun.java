package io.fantail.look.stored;

import io.fantail.shape.FieldType;
import io.fantail.shape.Fields;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code map_runs}; each component is the column of its name.
 *
 * @param status SUCCEEDED, FAILED, ABORTED or RUNNING
 * @param day that its parent started on
 */
public record StoredMapRun(
    String mapRunArn,
    @Nullable String label,
    @Nullable String stateName,
    String parentExecutionArn,
    String traceId,
    String status,
    Instant startedAt,
    @Nullable Instant endedAt,
    @Nullable Duration duration,
    @Nullable Duration activeTime,
    Counts counts,
    Times times,
    Phases phases,
    @Nullable String slowestExecutionArn,
    @Nullable String lastExecutionArn,
    LocalDate day) {

  /** How many children it has: those that are here, by their status, and those that AWS counts. */
  public record Counts(
      long children,
      long succeeded,
      long failed,
      long timedOut,
      long aborted,
      long running,
      @Nullable Long items,
      @Nullable Long reportedChildren,
      @Nullable Long pendingChildren,
      @Nullable Long missingChildren,
      long childrenWithoutHistory,
      long childrenWithMissingEvents,
      @Nullable Long maxConcurrency,
      @Nullable Long stragglers,
      long retries) {

    static Counts shape(Fields<Counts> fields) {
      return new Counts(
          fields.whole("children", "", Counts::children),
          fields.whole("succeeded", "", Counts::succeeded),
          fields.whole("failed", "", Counts::failed),
          fields.whole("timed_out", "", Counts::timedOut),
          fields.whole("aborted", "", Counts::aborted),
          fields.whole("running", "", Counts::running),
          fields.wholeOrNull("items", "", Counts::items),
          fields.wholeOrNull("reported_children", "", Counts::reportedChildren),
          fields.wholeOrNull("pending_children", "", Counts::pendingChildren),
          fields.wholeOrNull("missing_children", "", Counts::missingChildren),
          fields.whole("children_without_history", "", Counts::childrenWithoutHistory),
          fields.whole("children_with_missing_events", "", Counts::childrenWithMissingEvents),
          fields.wholeOrNull("max_concurrency", "", Counts::maxConcurrency),
          fields.wholeOrNull("stragglers", "", Counts::stragglers),
          fields.whole("retries", "", Counts::retries));
    }
  }

  /** The active times of its children that ended, in milliseconds; null where none did. */
  public record Times(
      @Nullable Double p50Ms,
      @Nullable Double p95Ms,
      @Nullable Double p99Ms,
      @Nullable Double maxMs,
      @Nullable Double tailMs) {

    static Times shape(Fields<Times> fields) {
      return new Times(
          fields.numberOrNull("p50_ms", "", Times::p50Ms),
          fields.numberOrNull("p95_ms", "", Times::p95Ms),
          fields.numberOrNull("p99_ms", "", Times::p99Ms),
          fields.numberOrNull("max_ms", "", Times::maxMs),
          fields.numberOrNull("tail_ms", "", Times::tailMs));
    }
  }

  /** Its five phases, which add up to its duration; null where nothing shows them. */
  public record Phases(
      @Nullable Duration start,
      @Nullable Duration ramp,
      @Nullable Duration steady,
      @Nullable Duration tail,
      @Nullable Duration finish) {

    static Phases shape(Fields<Phases> fields) {
      return new Phases(
          fields.durationOrNull("start_ms", "", Phases::start),
          fields.durationOrNull("ramp_ms", "", Phases::ramp),
          fields.durationOrNull("steady_ms", "", Phases::steady),
          fields.durationOrNull("tail_phase_ms", "", Phases::tail),
          fields.durationOrNull("finish_ms", "", Phases::finish));
    }
  }

  /** The fields, by the columns of the table {@code map_runs}. */
  public static StoredMapRun shape(Fields<StoredMapRun> fields) {
    return new StoredMapRun(
        fields.text("map_run_arn", "", StoredMapRun::mapRunArn),
        fields.textOrNull("label", "", StoredMapRun::label),
        fields.textOrNull("state_name", "", StoredMapRun::stateName),
        fields.text("parent_execution_arn", "", StoredMapRun::parentExecutionArn),
        fields.text("trace_id", "", StoredMapRun::traceId),
        fields.text("status", "", StoredMapRun::status),
        fields.time("started_at", "", StoredMapRun::startedAt),
        fields.timeOrNull("ended_at", "", StoredMapRun::endedAt),
        fields.durationOrNull("duration_ms", "", StoredMapRun::duration),
        fields.durationOrNull("active_ms", "", StoredMapRun::activeTime),
        fields.record(StoredMapRun::counts, Counts::shape),
        fields.record(StoredMapRun::times, Times::shape),
        fields.record(StoredMapRun::phases, Phases::shape),
        fields.textOrNull("slowest_execution_arn", "", StoredMapRun::slowestExecutionArn),
        fields.textOrNull("last_execution_arn", "", StoredMapRun::lastExecutionArn),
        fields.column("day", "").field(FieldType.DAY, StoredMapRun::day));
  }
}
