package io.fantail.job.show;

import io.fantail.shape.FieldType;
import io.fantail.shape.Fields;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * An execution that may be meant.
 *
 * @param rank how it is named, the best first
 * @param spanId of the part of it that is named; null where it is the whole
 */
record Candidate(
    int rank, String executionArn, LocalDate day, Instant startedAt, @Nullable String spanId) {

  static Candidate shape(Fields<Candidate> fields) {
    return new Candidate(
        fields.integer("rank", "", Candidate::rank),
        fields.text("execution_arn", "", Candidate::executionArn),
        fields.column("day", "").field(FieldType.DAY, Candidate::day),
        fields.time("started_at", "", Candidate::startedAt),
        fields.textOrNull("span_id", "", Candidate::spanId));
  }
}
