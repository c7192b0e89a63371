package io.fantail.report.maprun;

import io.fantail.shape.Fields;
import org.jspecify.annotations.Nullable;

/** The child with the highest value; where several have it, the one with the highest ARN. */
record Extreme(long value, String executionArn) {
  static Extreme shape(Fields<Extreme> fields) {
    return new Extreme(fields.whole(Extreme::value), fields.text(Extreme::executionArn));
  }

  static @Nullable Extreme higher(@Nullable Extreme one, @Nullable Extreme other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    int order = Long.compare(one.value, other.value);
    return (order == 0 ? one.executionArn.compareTo(other.executionArn) : order) >= 0 ? one : other;
  }
}
