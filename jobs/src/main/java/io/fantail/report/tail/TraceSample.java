package io.fantail.report.tail;

import io.fantail.shape.Fields;
import io.fantail.shape.RecordTable;
import io.fantail.shape.Shape;
import java.time.LocalDate;

/**
 * A child that stands for others of its Map Run: a row of the table {@code trace_samples}.
 *
 * @param weight for how many children it stands, itself included
 */
public record TraceSample(
    LocalDate day,
    String mapRunArn,
    String executionArn,
    double weight,
    Reason reason,
    long spans) {

  /** Why a child is in the sample. */
  enum Reason {
    FAILED,
    SLOW,
    CRITICAL_PATH,
    SAMPLED
  }

  private static final Reason[] REASONS = Reason.values();

  public static final RecordTable<TraceSample> TABLE =
      RecordTable.report(
          "trace_samples",
          "A child that stands for others of its Map Run: sums over these, each times its weight,"
              + " estimate sums over all children that ended, without bias.",
          Shape.writtenOnly(TraceSample::columns),
          "The UTC day on which the parent of the Map Run started.");

  private static void columns(Fields<TraceSample> fields) {
    fields.text("map_run_arn", "The Map Run.", TraceSample::mapRunArn);
    fields.text("execution_arn", "The child.", TraceSample::executionArn);
    fields.numberOrNull(
        "weight", "For how many children it stands, itself included.", TraceSample::weight);
    fields
        .column(
            "reason",
            "failed: it did not succeed; slow: it is one of the 20 slowest; critical_path: it was"
                + " the last to end; sampled: by chance, the likelier the longer it took.")
        .constant(REASONS, TraceSample::reason);
    fields.whole("spans", "How many spans it has.", TraceSample::spans);
  }
}
