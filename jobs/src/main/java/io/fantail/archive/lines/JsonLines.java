package io.fantail.archive.lines;

import io.fantail.archive.place.DeliveryTime;
import io.fantail.archive.record.LogSource;
import io.fantail.archive.record.RawRecords;
import io.fantail.archive.storage.ObjectContent;
import java.io.IOException;

/** An object that holds one JSON record per line. */
public final class JsonLines {
  static final Lines.RecordStart EVERY_LINE = new EveryLine();

  private JsonLines() {}

  public static RawRecords in(ObjectContent content) throws IOException {
    LogSource source = LogSource.ofExtractedMessages(false, DeliveryTime.of(content.object()));
    return new BareLines(new Lines(content.open(), EVERY_LINE), source);
  }

  private static final class EveryLine implements Lines.RecordStart {
    @Override
    public int prefixBytes() {
      return 0;
    }

    @Override
    public boolean isAt(byte[] buffer, int start, int limit) {
      return true;
    }
  }
}
