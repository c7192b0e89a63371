package io.fantail.archive.lines;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fantail.archive.json.RecordTooLong;
import io.fantail.archive.json.RewindableInput;
import io.fantail.archive.json.UnknownContent;
import io.fantail.archive.log.JsonLogEvent;
import io.fantail.archive.log.Place;
import io.fantail.archive.log.SourceOfEvent;
import io.fantail.archive.record.BrokenReason;
import io.fantail.archive.record.LogSource;
import io.fantail.archive.record.RawRecord;
import io.fantail.archive.record.RawRecord.Broken;
import io.fantail.archive.record.RawRecords;
import io.fantail.archive.storage.ObjectContent;
import io.fantail.text.LogTime;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tables of log events: the console's {@code log-events-viewer-result.csv} ({@code
 * timestamp,message}, and {@code logStreamName} where it showed a whole group) and the results of
 * Logs Insights as CSV ({@code @timestamp,@message,@logStream,@log} in the order of the query). The
 * first line names the columns; others than these are left alone.
 */
public final class CsvLogEvents implements RawRecords {
  /** CloudWatch Logs takes at most 1 MB per event, in which every quotation mark is doubled. */
  private static final int MAX_ROW_BYTES = 2 << 20;

  private static final int SAMPLE_BYTES = 200;

  private final CsvColumns columns;
  private final RewindableInput in;
  private final SourceOfEvent sources;
  private CsvRows rows;
  private long recordEnd;
  private boolean sawHeader;

  private CsvLogEvents(ObjectContent content, CsvColumns columns) throws IOException {
    this.columns = columns;
    this.in = new RewindableInput(content.open(), MAX_ROW_BYTES);
    this.sources = new SourceOfEvent(content);
    in.skipByteOrderMark();
    this.rows = new CsvRows(in, columns.separator());
  }

  /** The log events, where the first line names the columns of such a table; else null. */
  public static @Nullable RawRecords in(UnknownContent unknown) throws IOException {
    CsvColumns columns = CsvColumns.of(unknown.head());
    return columns == null ? null : new CsvLogEvents(unknown.content(), columns);
  }

  @Override
  public @Nullable RawRecord next() throws IOException {
    try {
      while (true) {
        in.limitRecord(Math.max(rows.position(), recordEnd), MAX_ROW_BYTES);
        List<String> row = rows.next();
        if (row == null) {
          return null;
        }
        long position = rows.position();
        recordEnd = rows.end();
        boolean isHeader = !sawHeader;
        boolean isBlank = row.stream().allMatch(String::isBlank);
        sawHeader |= !isBlank;
        if (!isHeader && !isBlank) {
          return recordOf(row, position);
        }
      }
    } catch (JsonProcessingException damage) {
      return skipDamage(damage);
    }
  }

  private RawRecord recordOf(List<String> row, long position) {
    String message = columns.message(row);
    String time = columns.time(row);
    Instant at = time == null ? null : LogTime.of(time);
    if (message == null || (at == null && columns.hasTime())) {
      return new Broken(position, BrokenReason.UNKNOWN_FORMAT, sample(row));
    }
    ObjectNode named = columns.place(row);
    Place place = Place.in(named);
    LogSource source =
        place.logStream() == null && columns.isOfOneStream() && at != null
            ? sources.ofUnnamed(place, 0, at)
            : sources.of(place);
    return JsonLogEvent.of(
        message.getBytes(StandardCharsets.ISO_8859_1), at, null, source, position);
  }

  private static String sample(List<String> row) {
    byte[] text = String.join(",", row).getBytes(StandardCharsets.ISO_8859_1);
    return new String(text, 0, Math.min(SAMPLE_BYTES, text.length), StandardCharsets.UTF_8);
  }

  /** Goes on at the next line that looks like the beginning of a row. */
  private Broken skipDamage(JsonProcessingException damage) throws IOException {
    long position = rows.position();
    in.limitRecord(position, Long.MAX_VALUE);
    in.rewind(position);
    String sample = readLine(SAMPLE_BYTES);
    long next = in.position();
    String line = readLine(CsvColumns.ROW_START_CHARS);
    while (!line.isEmpty() && !columns.isRowStart(line)) {
      next = in.position();
      line = readLine(CsvColumns.ROW_START_CHARS);
    }
    in.rewind(next);
    recordEnd = next;
    rows = new CsvRows(in, columns.separator());
    String message = damage.getOriginalMessage();
    boolean tooLong = damage instanceof RecordTooLong || message.startsWith("String ");
    return new Broken(
        position, tooLong ? BrokenReason.RECORD_TOO_LONG : BrokenReason.MALFORMED_CSV, sample);
  }

  /** The rest of the line, at most so many bytes of it; empty at the end only. */
  private String readLine(int maxBytes) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    int b = in.read();
    while (b >= 0) {
      if (line.size() < maxBytes) {
        line.write(b);
      }
      if (b == '\n') {
        break;
      }
      b = in.read();
    }
    return line.toString(StandardCharsets.UTF_8);
  }

  @Override
  public long position() {
    return recordEnd;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
