package io.fantail.archive;

import io.fantail.archive.RawRecord.LogEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What {@code aws logs tail --format detailed} prints: {@code 2026-08-24T03:31:33.241000+00:00
 * stream message}, further lines of a message without a prefix.
 */
final class TailedLines implements RawRecords {
  static final Pattern PREFIX =
      Pattern.compile(
          "(\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(?:\\.\\d{1,6})?[+-]\\d{2}:\\d{2}) (\\S+) ");

  private static final int TIME_BYTES = 26;

  private final ObjectContent content;
  private final Lines lines;

  TailedLines(ObjectContent content) throws IOException {
    this.content = content;
    this.lines = new Lines(content.open(), new TailedLineStart());
  }

  @Override
  public @Nullable RawRecord next() throws IOException {
    if (!lines.next()) {
      return null;
    }
    if (lines.isTooLong()) {
      return LineDamage.of(lines, BrokenReason.RECORD_TOO_LONG);
    }
    String text =
        new String(
            lines.buffer(), lines.start(), lines.end() - lines.start(), StandardCharsets.UTF_8);
    Matcher prefix = PREFIX.matcher(text);
    Instant loggedAt = prefix.lookingAt() ? instantOf(prefix.group(1)) : null;
    if (loggedAt == null) {
      return LineDamage.of(lines, BrokenReason.UNKNOWN_FORMAT);
    }
    byte[] message = text.substring(prefix.end()).getBytes(StandardCharsets.UTF_8);
    return new LogEvent(
        lines.position(),
        content.named(new LogSource(null, prefix.group(2))),
        loggedAt,
        null,
        message,
        0,
        message.length);
  }

  private static @Nullable Instant instantOf(String time) {
    Long millis = EventTimes.millisOf(time);
    return millis == null ? null : Instant.ofEpochMilli(millis);
  }

  @Override
  public long position() {
    return lines.position();
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }

  private static final class TailedLineStart implements Lines.RecordStart {
    @Override
    public int prefixBytes() {
      return TIME_BYTES;
    }

    @Override
    public boolean isAt(byte[] buffer, int start, int limit) {
      int length = Math.min(TIME_BYTES, limit - start);
      String beginning = new String(buffer, start, length, StandardCharsets.ISO_8859_1);
      return PREFIX_TIME.matcher(beginning).lookingAt();
    }

    private static final Pattern PREFIX_TIME =
        Pattern.compile("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}[.+-]\\d");
  }
}
