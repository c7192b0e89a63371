package io.fantail.event;

import io.fantail.archive.record.NoiseKind;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What one raw record turned out to be: every record is exactly one of these. */
public sealed interface ParsedRecord
    permits HistoryEvent,
        LambdaRecord,
        Description,
        PendingChild,
        AwsSpan,
        ParsedRecord.Noise,
        ParsedRecord.Reject {

  /** What the record counts as: each is handled by a {@code switch} that knows all of them. */
  enum Outcome {
    EVENT,
    LAMBDA_RECORD,
    DESCRIPTION,
    PENDING_CHILD,
    AWS_SPAN,
    NOISE,
    /** A good record of a time that was not asked for. */
    OUTSIDE,
    REJECT
  }

  Outcome outcome();

  /** When it happened; null for what becomes no row of a day. */
  @Nullable Instant at();

  /** Known to carry no event, or none of the days that were asked for. */
  record Noise(NoiseKind kind) implements ParsedRecord {
    @Override
    public @Nullable Instant at() {
      return null;
    }

    @Override
    public Outcome outcome() {
      return kind == NoiseKind.OUTSIDE_WINDOW ? Outcome.OUTSIDE : Outcome.NOISE;
    }
  }

  /**
   * Could not be read.
   *
   * @param position byte offset in the inflated object
   * @param reason lower-case name of a {@link RejectReason} or {@link
   *     io.fantail.archive.record.BrokenReason}
   * @param sample the beginning of the record, within the payload policy; may be empty
   */
  record Reject(long position, String reason, String sample) implements ParsedRecord {
    @Override
    public @Nullable Instant at() {
      return null;
    }

    @Override
    public Outcome outcome() {
      return Outcome.REJECT;
    }
  }
}
