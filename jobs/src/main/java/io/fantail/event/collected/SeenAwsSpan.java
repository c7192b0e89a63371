package io.fantail.event.collected;

import io.fantail.event.AwsSpan;
import io.fantail.shape.Fields;

/**
 * A span of AWS, and where it was seen.
 *
 * @param fresh read from the archive now, and not from the table
 */
public record SeenAwsSpan(boolean fresh, AwsSpan span) {

  public static SeenAwsSpan shape(Fields<SeenAwsSpan> fields) {
    return new SeenAwsSpan(
        fields.flag(SeenAwsSpan::fresh), fields.record(SeenAwsSpan::span, AwsSpan::shape));
  }
}
