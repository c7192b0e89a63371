package io.fantail.span;

import io.fantail.shape.Fields;
import java.time.Instant;

/** An execution lay ended from one moment to the other, until someone redrove it. */
public record RedriveGap(Instant endedAt, Instant redrivenAt) {

  public static RedriveGap shape(Fields<RedriveGap> fields) {
    return new RedriveGap(fields.time(RedriveGap::endedAt), fields.time(RedriveGap::redrivenAt));
  }
}
