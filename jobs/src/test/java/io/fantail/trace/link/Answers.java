package io.fantail.trace.link;

import io.fantail.event.Description;
import io.fantail.event.DescriptionSource;
import io.fantail.event.Failure;
import io.fantail.event.Payload;
import io.fantail.event.UpstreamContext;
import io.fantail.event.maprun.ChildCounts;
import io.fantail.event.maprun.ItemCounts;
import io.fantail.event.maprun.MapRunSettings;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What the API answers about an execution. */
public final class Answers {
  private Answers() {}

  public static Description ofSucceeded(
      DescriptionSource source,
      String executionArn,
      @Nullable String mapRunArn,
      Instant startedAt,
      Instant endedAt,
      UpstreamContext context) {
    return new Description(
        source,
        executionArn,
        mapRunArn,
        "SUCCEEDED",
        startedAt,
        endedAt,
        0,
        null,
        Failure.NONE,
        Payload.NONE,
        null,
        ChildCounts.UNKNOWN,
        null,
        ItemCounts.UNKNOWN,
        MapRunSettings.UNKNOWN,
        context,
        "file:/answers.json");
  }
}
