package io.fantail.look.stored;

import io.fantail.shape.Fields;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A child that stands for others to which the same happened. */
public record ChildExample(
    String executionArn,
    Instant startedAt,
    @Nullable Instant endedAt,
    @Nullable Duration activeTime,
    @Nullable String cause) {

  /** The fields, by the names of columns with a prefix. */
  static ChildExample shape(String prefix, Fields<ChildExample> fields) {
    return new ChildExample(
        fields.text(prefix + "execution_arn", "", ChildExample::executionArn),
        fields.time(prefix + "started_at", "", ChildExample::startedAt),
        fields.timeOrNull(prefix + "ended_at", "", ChildExample::endedAt),
        fields.durationOrNull(prefix + "active_ms", "", ChildExample::activeTime),
        fields.textOrNull(prefix + "cause", "", ChildExample::cause));
  }
}
