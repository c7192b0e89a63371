package io.fantail.archive.lines;

import io.fantail.archive.json.Head;
import io.fantail.archive.json.UnknownContent;
import io.fantail.archive.json.Wrappers;
import io.fantail.archive.record.RawRecords;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * One JSON record per line: vended log events, history events that carry their execution's ARN, or
 * spans of X-Ray.
 */
public final class JsonLines {
  private JsonLines() {}

  /** The lines, where the first one is such a record; else null. */
  public static @Nullable RawRecords in(UnknownContent unknown) throws IOException {
    Head head = unknown.head();
    boolean isVended =
        head.hasRootField("execution_arn", "previous_event_id", "event_timestamp")
            || head.rootFields().stream().findFirst().filter("details"::equals).isPresent();
    boolean isNamedEvent =
        head.hasRootField("previousEventId") && head.hasRootField("executionArn");
    // Whatever else damage has put beside the events of a history.
    boolean isHistory = head.rootFields().stream().anyMatch(Wrappers::holdsHistory);
    boolean isRecord = isVended || isNamedEvent || head.hasRootField("record");
    boolean isSpan = head.hasRootField("startTimeUnixNano");
    return (isSpan || (isRecord && !isHistory)) && head.isFirstRootOneLine()
        ? new BareLines(unknown.content(), Lines.RecordStart.EVERY_LINE, false)
        : null;
  }
}
