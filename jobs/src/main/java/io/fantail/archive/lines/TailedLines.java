package io.fantail.archive.lines;

import io.fantail.archive.log.LambdaSigns;
import io.fantail.archive.record.BrokenReason;
import io.fantail.archive.record.LogSource;
import io.fantail.archive.record.RawRecord;
import io.fantail.archive.record.RawRecord.LogEvent;
import io.fantail.archive.record.RawRecords;
import io.fantail.archive.storage.ObjectContent;
import io.fantail.text.LogTimes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the terminal showed of a log: a time and mostly a stream before each message, further lines
 * of it without, in the forms of {@link TailFormat}; with or without the colours of a terminal.
 */
public final class TailedLines implements RawRecords {
  private static final Pattern COLOURS_BEFORE = Pattern.compile("^(?:\u001b\\[[0-9;]*m)+");
  private static final Pattern COLOURS_BEHIND = Pattern.compile("(?:\\s*\u001b\\[[0-9;]*m)+\\s*$");

  /** {@code aws logs tail --format json} begins a new line before it. */
  private static final Pattern BEFORE_JSON = Pattern.compile("^\\s+(?=[\\[{])");

  private final TailFormat format;
  private final Lines lines;
  private final LogSource withoutStream;
  private LogSource source;

  public TailedLines(ObjectContent content, TailFormat format) throws IOException {
    this.format = format;
    this.lines = new Lines(content.open(), new TailedLineStart());
    boolean isLambda = !format.namesStreams() && LambdaSigns.areIn(content);
    this.withoutStream = LogSource.ofUnplacedLines(null, null, isLambda);
    this.source = withoutStream;
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
    Matcher prefix = format.prefix().matcher(text);
    Instant loggedAt = prefix.lookingAt() ? LogTimes.of(prefix.group("time")) : null;
    if (loggedAt == null) {
      return LineDamage.of(lines, BrokenReason.UNKNOWN_FORMAT);
    }
    boolean isColoured = prefix.group().indexOf('\u001b') >= 0;
    byte[] message =
        message(text.substring(prefix.end()), isColoured).getBytes(StandardCharsets.UTF_8);
    return new LogEvent(
        lines.position(), sourceOf(prefix), loggedAt, null, message, 0, message.length);
  }

  private LogSource sourceOf(Matcher prefix) {
    if (!format.namesStreams()) {
      return withoutStream;
    }
    String stream = prefix.group("stream");
    if (!Objects.equals(stream, source.logStream())) {
      source = new LogSource(null, stream);
    }
    return source;
  }

  private static String message(String shown, boolean isColoured) {
    String message = shown;
    if (isColoured) {
      message = COLOURS_BEFORE.matcher(message).replaceFirst("");
      message = COLOURS_BEHIND.matcher(message).replaceFirst("");
    }
    return BEFORE_JSON.matcher(message).replaceFirst("");
  }

  @Override
  public long position() {
    return lines.position();
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }

  private final class TailedLineStart implements Lines.RecordStart {
    @Override
    public int prefixBytes() {
      return format.prefixBytes();
    }

    @Override
    public boolean isAt(byte[] buffer, int start, int limit) {
      byte first = start < limit ? buffer[start] : 0;
      if (first != '\u001b' && first <= ' ') {
        return false;
      }
      int length = Math.min(format.prefixBytes(), limit - start);
      String beginning = new String(buffer, start, length, StandardCharsets.ISO_8859_1);
      return format.start().matcher(beginning).lookingAt();
    }
  }
}
