package io.fantail.archive.record;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One record cut out of a container. Positions are byte offsets in the inflated object, or in the
 * inflated entry of an archive of files; those of damage to the compression, where that begins
 * which is lost. In text that is stored as UTF-16 or UTF-32 they count the bytes of the same text
 * as UTF-8, without its byte order mark.
 */
public sealed interface RawRecord {
  long position();

  /** A copy of the record that stands elsewhere. */
  RawRecord at(long newPosition);

  /**
   * The message of one log event, as UTF-8 bytes.
   *
   * @param loggedAt the time CloudWatch Logs shows beside the message; null where the container has
   *     none
   * @param eventId {@code logEvents[].id} of a subscription, which is {@code eventId} of {@code
   *     FilterLogEvents}; null elsewhere
   * @param buffer holds the message at {@code [offset, offset + length)} until the next record is
   *     asked for
   */
  @SuppressWarnings(
      "ArrayRecordComponent") // a view on the reader's buffer: copying each line would cost the
  // most
  record LogEvent(
      long position,
      LogSource source,
      @Nullable Instant loggedAt,
      @Nullable String eventId,
      byte[] buffer,
      int offset,
      int length)
      implements RawRecord {

    @Override
    public LogEvent at(long newPosition) {
      return new LogEvent(newPosition, source, loggedAt, eventId, buffer, offset, length);
    }

    /** A copy of the log event that is of another source. */
    public LogEvent from(LogSource newSource) {
      return new LogEvent(position, newSource, loggedAt, eventId, buffer, offset, length);
    }

    /** The message as text; bytes that are no UTF-8 become U+FFFD. */
    public String text() {
      return new String(buffer, offset, length, StandardCharsets.UTF_8);
    }
  }

  /** One element of what {@code GetExecutionHistory} answers. */
  record HistoryItem(long position, JsonNode event, @Nullable String executionArn)
      implements RawRecord {
    @Override
    public HistoryItem at(long newPosition) {
      return new HistoryItem(newPosition, event, executionArn);
    }
  }

  /** A JSON document that is not a list of events. */
  record Document(long position, JsonNode json) implements RawRecord {
    @Override
    public Document at(long newPosition) {
      return new Document(newPosition, json);
    }
  }

  /** Something a reader knows to be no data. */
  record Noise(long position, NoiseKind kind) implements RawRecord {
    @Override
    public Noise at(long newPosition) {
      return new Noise(newPosition, kind);
    }
  }

  /**
   * A part of the object that could not be cut into records.
   *
   * @param sample the beginning of what stands there
   */
  record Broken(long position, BrokenReason reason, String sample) implements RawRecord {
    private static final int SAMPLE_CHARS = 200;

    /** JSON that is nothing of what should stand there. */
    public static Broken ofUnknown(JsonNode json, long position) {
      return ofUnknown(json.toString(), position);
    }

    /** What is nothing of what should stand there, or what is said of it. */
    public static Broken ofUnknown(String text, long position) {
      String sample = text.substring(0, Math.min(SAMPLE_CHARS, text.length()));
      return new Broken(position, BrokenReason.UNKNOWN_FORMAT, sample);
    }

    @Override
    public Broken at(long newPosition) {
      return new Broken(newPosition, reason, sample);
    }
  }
}
