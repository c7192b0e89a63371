package io.fantail.event;

import io.fantail.archive.NoiseKind;

/** What one raw record turned out to be: every record is exactly one of these. */
public sealed interface ParsedRecord
    permits HistoryEvent,
        LambdaRecord,
        Description,
        AwsSpan,
        ParsedRecord.Noise,
        ParsedRecord.Reject {

  /** Known to carry no event. */
  record Noise(NoiseKind kind) implements ParsedRecord {}

  /**
   * Could not be read.
   *
   * @param position byte offset in the inflated object
   * @param reason lower-case name of a {@link RejectReason} or {@link
   *     io.fantail.archive.BrokenReason}
   * @param sample the beginning of the record, within the payload policy; may be empty
   */
  record Reject(long position, String reason, String sample) implements ParsedRecord {}
}
