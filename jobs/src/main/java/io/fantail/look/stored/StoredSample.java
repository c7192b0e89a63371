package io.fantail.look.stored;

import io.fantail.shape.Fields;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code trace_samples}; each component is the column of its name.
 *
 * @param weight for how many children it stands, itself included
 * @param reason failed, slow, critical_path or sampled
 */
public record StoredSample(
    String executionArn, @Nullable Double weight, String reason, long spans) {

  /** The fields, by the columns of the table {@code trace_samples}. */
  public static StoredSample shape(Fields<StoredSample> fields) {
    return new StoredSample(
        fields.text("execution_arn", "", StoredSample::executionArn),
        fields.numberOrNull("weight", "", StoredSample::weight),
        fields.text("reason", "", StoredSample::reason),
        fields.whole("spans", "", StoredSample::spans));
  }
}
