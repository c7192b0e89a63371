package io.fantail.archive;

import io.fantail.archive.RawRecord.LogEvent;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** An object that holds one JSON record per line; empty lines are skipped. */
final class JsonLines implements RawRecords {
  private final Lines lines;
  private final LogSource source;

  JsonLines(ObjectContent content) throws IOException {
    this.lines = new Lines(content.open(), new EveryLine());
    this.source =
        content.named(LogSource.ofExtractedMessages(false, DeliveryTime.of(content.object())));
  }

  @Override
  public @Nullable RawRecord next() throws IOException {
    while (lines.next()) {
      if (lines.isTooLong()) {
        return LineDamage.of(lines, BrokenReason.RECORD_TOO_LONG);
      }
      if (lines.end() > lines.start()) {
        return new LogEvent(
            lines.position(),
            source,
            null,
            null,
            lines.buffer(),
            lines.start(),
            lines.end() - lines.start());
      }
    }
    return null;
  }

  @Override
  public long position() {
    return lines.position();
  }

  @Override
  public void close() throws IOException {
    lines.close();
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
