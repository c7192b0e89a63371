package io.fantail.archive.lines;

import io.fantail.archive.json.UnknownContent;
import io.fantail.archive.log.JsonLogEvent;
import io.fantail.archive.log.LambdaSigns;
import io.fantail.archive.record.BrokenReason;
import io.fantail.archive.record.LogSource;
import io.fantail.archive.record.RawRecord;
import io.fantail.archive.record.RawRecords;
import io.fantail.archive.storage.ObjectContent;
import io.fantail.text.LogTime;
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
public final class TailedLines extends LineRecords {
  private static final Pattern COLOURS_BEFORE = Pattern.compile("^(?:\u001b\\[[0-9;]*m)+");
  private static final Pattern COLOURS_BEHIND = Pattern.compile("(?:\\s*\u001b\\[[0-9;]*m)+\\s*$");

  /** {@code aws logs tail --format json} begins a new line before it. */
  private static final Pattern BEFORE_JSON = Pattern.compile("^\\s+(?=[\\[{])");

  private final TailFormat format;
  private final LogSource withoutStream;
  private LogSource source;

  private TailedLines(ObjectContent content, TailFormat format) throws IOException {
    super(content.open(), new Lines.RecordStart(format.prefixBytes(), format::beginsMessage));
    this.format = format;
    boolean isLambda = !format.namesStreams() && LambdaSigns.areIn(content);
    this.withoutStream = LogSource.ofUnplacedLines(null, null, isLambda);
    this.source = withoutStream;
  }

  /** The log events, where the first line has one of these forms; else null. */
  public static @Nullable RawRecords in(UnknownContent unknown) throws IOException {
    TailFormat format = TailFormat.of(unknown.head());
    return format == null ? null : new TailedLines(unknown.content(), format);
  }

  @Override
  RawRecord record() {
    String text = lines.text();
    Matcher prefix = format.prefix().matcher(text);
    Instant loggedAt = prefix.lookingAt() ? LogTime.of(prefix.group("time")) : null;
    if (loggedAt == null) {
      return lines.broken(BrokenReason.UNKNOWN_FORMAT);
    }
    boolean isColoured = prefix.group().indexOf('\u001b') >= 0;
    byte[] message =
        message(text.substring(prefix.end()), isColoured).getBytes(StandardCharsets.UTF_8);
    return JsonLogEvent.of(message, loggedAt, null, sourceOf(prefix), lines.position());
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
}
