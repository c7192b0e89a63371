package io.fantail.archive.lines;

import io.fantail.archive.json.UnknownContent;
import io.fantail.archive.record.BrokenReason;
import io.fantail.archive.record.LogSource;
import io.fantail.archive.record.RawRecord;
import io.fantail.archive.record.RawRecord.LogEvent;
import io.fantail.archive.record.RawRecords;
import io.fantail.archive.storage.ObjectContent;
import io.fantail.text.UtcTimestamp;
import java.io.IOException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An object of {@code CreateExportTask}: each log event is {@code 2019-08-09T18:00:00.000Z
 * message}, the log stream stands in the key; further lines of a message follow without a prefix,
 * and a message that ends in a line feed leaves an empty line.
 */
public final class ExportedLines extends LineRecords {
  private static final Pattern PREFIX =
      Pattern.compile("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}\\.\\d{3}Z ");

  /** The time and a space. */
  private static final int PREFIX_BYTES = UtcTimestamp.BYTES + 1;

  private final LogSource source;

  private ExportedLines(ObjectContent content) throws IOException {
    super(content.open(), new Lines.RecordStart(PREFIX_BYTES, ExportedLines::isPrefix));
    this.source = LogSource.ofExportedObject(content.object());
  }

  /** The log events, where the content begins with such a line; else null. */
  public static @Nullable RawRecords in(UnknownContent unknown) throws IOException {
    return PREFIX.matcher(unknown.head().firstLine(PREFIX_BYTES)).lookingAt()
        ? new ExportedLines(unknown.content())
        : null;
  }

  @Override
  RawRecord record() {
    boolean begins =
        lines.isKnownToBegin() || isPrefix(lines.buffer(), lines.start(), lines.end() + 1);
    if (!begins) {
      return lines.broken(BrokenReason.UNKNOWN_FORMAT);
    }
    int start = Math.min(lines.start() + PREFIX_BYTES, lines.end());
    return new LogEvent(
        lines.position(),
        source,
        UtcTimestamp.at(lines.buffer(), lines.start()),
        null,
        lines.buffer(),
        start,
        lines.end() - start);
  }

  private static boolean isPrefix(byte[] buffer, int start, int limit) {
    return limit - start >= PREFIX_BYTES
        && isBehindTime(buffer[start + UtcTimestamp.BYTES])
        && UtcTimestamp.isAt(buffer, start);
  }

  /** A space, or the end of a line whose trailing space somebody took off. */
  private static boolean isBehindTime(byte next) {
    return next == ' ' || next == '\n' || next == '\r';
  }
}
