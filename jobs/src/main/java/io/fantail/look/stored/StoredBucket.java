package io.fantail.look.stored;

import io.fantail.shape.FieldType;
import io.fantail.shape.Fields;
import java.time.Duration;
import java.time.Instant;

/**
 * A row of {@code map_run_timeline}; each component is the column of its name.
 *
 * @param running the most children that were open at one moment of it
 */
public record StoredBucket(
    Instant start,
    Duration length,
    long started,
    long ended,
    long running,
    long failed,
    long throttled,
    long retried) {

  /** The fields, by the columns of the table {@code map_run_timeline}. */
  public static StoredBucket shape(Fields<StoredBucket> fields) {
    return new StoredBucket(
        fields.time("bucket_start", "", StoredBucket::start),
        fields.column("bucket_ms", "").field(FieldType.DURATION, StoredBucket::length),
        fields.whole("started", "", StoredBucket::started),
        fields.whole("ended", "", StoredBucket::ended),
        fields.whole("running", "", StoredBucket::running),
        fields.whole("failed", "", StoredBucket::failed),
        fields.whole("throttled", "", StoredBucket::throttled),
        fields.whole("retried", "", StoredBucket::retried));
  }
}
