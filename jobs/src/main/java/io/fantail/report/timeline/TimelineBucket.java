package io.fantail.report.timeline;

import io.fantail.shape.FieldType;
import io.fantail.shape.Fields;
import io.fantail.shape.RecordTable;
import io.fantail.shape.Shape;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;

/**
 * What happened to the children of a Map Run between two moments: a row of the table {@code
 * map_run_timeline}.
 *
 * @param day UTC day on which the run's parent started
 */
public record TimelineBucket(
    LocalDate day,
    String mapRunArn,
    Instant start,
    Duration length,
    long started,
    long ended,
    long running,
    long failed,
    long throttled,
    long retried) {
  public static final RecordTable<TimelineBucket> TABLE =
      RecordTable.of(
          "map_run_timeline",
          "What happened to the children of a Map Run, bucket by bucket of its time, 500 at most.",
          Shape.writtenOnly(TimelineBucket::columns),
          "The UTC day on which the parent of the Map Run started.");

  private static void columns(Fields<TimelineBucket> fields) {
    fields.text("map_run_arn", "The ARN of the Map Run.", TimelineBucket::mapRunArn);
    fields.time("bucket_start", "When the bucket begins.", TimelineBucket::start);
    fields
        .column(
            "bucket_ms",
            "How long it is: all buckets of a run are alike, from 1 s to 1 min, longer where a run"
                + " took more than 500 min.")
        .field(FieldType.DURATION, TimelineBucket::length);
    fields.whole("started", "Children that started in it.", TimelineBucket::started);
    fields.whole("ended", "Children that ended in it, however.", TimelineBucket::ended);
    fields.whole(
        "running",
        "The most children that were open at one moment of it.",
        TimelineBucket::running);
    fields.whole(
        "failed",
        "Of those that ended, the ones that failed or timed out.",
        TimelineBucket::failed);
    fields.whole(
        "throttled",
        "Attempts of children that began in it and were refused, as a service was asked too often.",
        TimelineBucket::throttled);
    fields.whole(
        "retried",
        "Retries that began in it: attempts from the second, and tries of a Map or Parallel.",
        TimelineBucket::retried);
  }
}
