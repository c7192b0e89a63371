package io.fantail.archive.lines;

import io.fantail.archive.place.DeliveryTime;
import io.fantail.archive.record.LogSource;
import io.fantail.archive.record.RawRecord;
import io.fantail.archive.record.RawRecord.LogEvent;
import io.fantail.archive.storage.ObjectContent;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads messages of log events with nothing around them but line ends; empty lines are none. */
final class BareLines extends LineRecords {
  private final LogSource source;

  BareLines(ObjectContent content, Lines.RecordStart recordStart, boolean isLambda)
      throws IOException {
    super(content.open(), recordStart);
    this.source = LogSource.ofExtractedMessages(isLambda, DeliveryTime.of(content.object()));
  }

  @Override
  @Nullable RawRecord record() {
    int length = lines.end() - lines.start();
    return length == 0
        ? null
        : new LogEvent(lines.position(), source, null, null, lines.buffer(), lines.start(), length);
  }
}
