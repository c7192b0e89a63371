package io.fantail.archive.lines;

import io.fantail.archive.record.BrokenReason;
import io.fantail.archive.record.LogSource;
import io.fantail.archive.record.RawRecord;
import io.fantail.archive.record.RawRecord.LogEvent;
import io.fantail.archive.record.RawRecords;
import io.fantail.archive.storage.ObjectContent;
import io.fantail.text.Timestamps;
import java.io.IOException;
import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An object of {@code CreateExportTask}: each log event is {@code 2019-08-09T18:00:00.000Z
 * message}; further lines of a message follow without a prefix, and a message that ends in a line
 * feed leaves an empty line.
 */
public final class ExportedLines implements RawRecords {
  public static final Pattern PREFIX =
      Pattern.compile("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}\\.\\d{3}Z ");

  /** {@code 2019-08-09T18:00:00.000Z} and a space. */
  private static final int PREFIX_BYTES = 25;

  private final Lines lines;
  private final LogSource source;

  public ExportedLines(ObjectContent content) throws IOException {
    this.lines = new Lines(content.open(), new ExportedLineStart());
    this.source = LogSource.ofExportedObject(content.object());
  }

  @Override
  public @Nullable RawRecord next() throws IOException {
    if (!lines.next()) {
      return null;
    }
    if (lines.isTooLong()) {
      return LineDamage.of(lines, BrokenReason.RECORD_TOO_LONG);
    }
    if (!ExportedLineStart.isPrefix(lines.buffer(), lines.start(), lines.end() + 1)) {
      return LineDamage.of(lines, BrokenReason.UNKNOWN_FORMAT);
    }
    Instant loggedAt = Timestamps.utcMillis(lines.buffer(), lines.start());
    int start = Math.min(lines.start() + PREFIX_BYTES, lines.end());
    return new LogEvent(
        lines.position(), source, loggedAt, null, lines.buffer(), start, lines.end() - start);
  }

  @Override
  public long position() {
    return lines.position();
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }

  private static final class ExportedLineStart implements Lines.RecordStart {
    @Override
    public int prefixBytes() {
      return PREFIX_BYTES;
    }

    @Override
    public boolean isAt(byte[] buffer, int start, int limit) {
      return isPrefix(buffer, start, limit);
    }

    /** A space, or the end of a line whose trailing space somebody took off. */
    private static boolean isBehindTime(byte next) {
      return next == ' ' || next == '\n' || next == '\r';
    }

    static boolean isPrefix(byte[] buffer, int start, int limit) {
      return limit - start >= PREFIX_BYTES
          && buffer[start + 4] == '-'
          && buffer[start + 7] == '-'
          && buffer[start + 10] == 'T'
          && buffer[start + 13] == ':'
          && buffer[start + 16] == ':'
          && buffer[start + 19] == '.'
          && buffer[start + 23] == 'Z'
          && isBehindTime(buffer[start + 24])
          && Timestamps.areDigits(buffer, start);
    }
  }
}
