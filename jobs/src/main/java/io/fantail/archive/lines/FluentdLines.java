package io.fantail.archive.lines;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fantail.archive.json.Head;
import io.fantail.archive.log.Place;
import io.fantail.archive.log.LogEventReader;
import io.fantail.archive.log.LogEvents;
import io.fantail.archive.record.BrokenReason;
import io.fantail.archive.record.RawRecord;
import io.fantail.archive.record.RawRecords;
import io.fantail.archive.storage.ObjectContent;
import io.fantail.text.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Fluentd's {@code out_file} format, which its output for S3 writes unless it is told another: the
 * time, the tag and the record in JSON, with tabs between. See "out_file" of Fluentd's formatter
 * plugins.
 */
public final class FluentdLines implements RawRecords {
  private static final Pattern LINE =
      Pattern.compile(
          "(?<time>\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}\\S*)\\t[^\\t]*\\t(?<record>\\{.*)",
          Pattern.DOTALL);

  private static final int MAX_PREFIX_CHARS = 512;

  private final Lines lines;
  private final LogEventReader events;

  public FluentdLines(ObjectContent content) throws IOException {
    this.lines = new Lines(content.open(), JsonLines.EVERY_LINE);
    this.events = new LogEventReader(content);
  }

  public static boolean areIn(Head head) {
    return LINE.matcher(head.firstLine(MAX_PREFIX_CHARS)).matches();
  }

  @Override
  public @Nullable RawRecord next() throws IOException {
    while (lines.next()) {
      if (lines.isTooLong()) {
        return LineDamage.of(lines, BrokenReason.RECORD_TOO_LONG);
      } else if (lines.end() > lines.start()) {
        return record();
      }
    }
    return null;
  }

  private RawRecord record() {
    String text =
        new String(
            lines.buffer(), lines.start(), lines.end() - lines.start(), StandardCharsets.UTF_8);
    Matcher line = LINE.matcher(text);
    if (!line.matches()) {
      return LineDamage.of(lines, BrokenReason.UNKNOWN_FORMAT);
    }
    try {
      JsonNode json = Json.tree(line.group("record"));
      if (json instanceof ObjectNode event && LogEvents.timeOf(event) == null) {
        event.put("timestamp", line.group("time"));
      }
      return events.recordOf(json, Place.UNKNOWN, lines.position(), lines.position());
    } catch (JsonProcessingException torn) {
      return LineDamage.of(lines, BrokenReason.MALFORMED_JSON);
    }
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
