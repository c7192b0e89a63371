package io.fantail.archive.lines;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fantail.archive.json.UnknownContent;
import io.fantail.archive.log.JsonLogEvent;
import io.fantail.archive.log.LogEventReader;
import io.fantail.archive.log.Place;
import io.fantail.archive.record.BrokenReason;
import io.fantail.archive.record.RawRecord;
import io.fantail.archive.record.RawRecords;
import io.fantail.archive.storage.ObjectContent;
import io.fantail.text.Json;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Fluentd's {@code out_file} format, which its output for S3 writes unless it is told another: the
 * time, the tag and the record in JSON, with tabs between. See "out_file" of Fluentd's formatter
 * plugins.
 */
public final class FluentdLines extends LineRecords {
  private static final Pattern LINE =
      Pattern.compile(
          "(?<time>\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}\\S*)\\t[^\\t]*\\t(?<record>\\{.*)",
          Pattern.DOTALL);

  private static final int MAX_PREFIX_CHARS = 512;

  private final LogEventReader events;

  private FluentdLines(ObjectContent content) throws IOException {
    super(content.open(), Lines.RecordStart.EVERY_LINE);
    this.events = new LogEventReader(content);
  }

  /** The records, where the first line has that form; else null. */
  public static @Nullable RawRecords in(UnknownContent unknown) throws IOException {
    return LINE.matcher(unknown.head().firstLine(MAX_PREFIX_CHARS)).matches()
        ? new FluentdLines(unknown.content())
        : null;
  }

  @Override
  @Nullable RawRecord record() {
    if (lines.end() == lines.start()) {
      return null;
    }
    Matcher line = LINE.matcher(lines.text());
    if (!line.matches()) {
      return lines.broken(BrokenReason.UNKNOWN_FORMAT);
    }
    try {
      JsonNode json = Json.tree(line.group("record"));
      if (json instanceof ObjectNode event && JsonLogEvent.timeOf(event) == null) {
        event.put("timestamp", line.group("time"));
      }
      return events.recordOf(json, Place.UNKNOWN, lines.position(), lines.position());
    } catch (JsonProcessingException torn) {
      return lines.broken(BrokenReason.MALFORMED_JSON);
    }
  }
}
