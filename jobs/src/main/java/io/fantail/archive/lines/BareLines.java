package io.fantail.archive.lines;

import io.fantail.archive.record.BrokenReason;
import io.fantail.archive.record.LogSource;
import io.fantail.archive.record.RawRecord;
import io.fantail.archive.record.RawRecord.LogEvent;
import io.fantail.archive.record.RawRecords;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Records with nothing around them but line ends; empty lines are skipped. */
final class BareLines implements RawRecords {
  private final Lines lines;
  private final LogSource source;

  BareLines(Lines lines, LogSource source) {
    this.lines = lines;
    this.source = source;
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
}
