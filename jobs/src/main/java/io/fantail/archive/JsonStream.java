package io.fantail.archive;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import io.fantail.archive.RawRecord.Broken;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;

/**
 * JSON roots one after the other, with or without anything between them. After damage, reading goes
 * on at the next place where a root can begin: a brace at the start of a line, or the first bytes
 * of a subscription envelope, which cannot stand inside a JSON string.
 */
final class JsonStream implements Closeable {
  private static final byte[] ENVELOPE_START =
      "\"messageType\"".getBytes(StandardCharsets.US_ASCII);
  private static final int SAMPLE_CHARS = 200;

  private InputStream in;
  private JsonParser parser;
  private long parserPosition;

  JsonStream(InputStream in) throws IOException {
    this.in = in;
    this.parser = Json.MAPPER.createParser(in);
  }

  /** The parser of the roots that follow; another one after each {@link #skipDamage}. */
  JsonParser parser() {
    return parser;
  }

  /** Where the current token begins, in bytes from the start of the stream. */
  long position() {
    return parserPosition + Math.max(0, parser.currentTokenLocation().getByteOffset());
  }

  /** Goes on behind the damage; the result says where it was and what Jackson found. */
  Broken skipDamage(JsonProcessingException damage) throws IOException {
    long position = position();
    ByteArrayOutputStream unread = new ByteArrayOutputStream();
    parser.releaseBuffered(unread);
    parserPosition += parser.currentLocation().getByteOffset();
    in =
        new BufferedInputStream(
            new SequenceInputStream(new ByteArrayInputStream(unread.toByteArray()), in));
    skipToRoot();
    parser = Json.MAPPER.createParser(in);
    String message = damage.getOriginalMessage();
    boolean invalidText = message.contains("UTF-8");
    return new Broken(
        position,
        invalidText ? BrokenReason.INVALID_UTF8 : BrokenReason.MALFORMED_JSON,
        message.substring(0, Math.min(SAMPLE_CHARS, message.length())));
  }

  private void skipToRoot() throws IOException {
    int previous = '\n';
    while (true) {
      in.mark(ENVELOPE_START.length + 1);
      int current = in.read();
      if (current < 0) {
        return;
      }
      if (current == '{' && (previous == '\n' || startsEnvelope())) {
        in.reset();
        return;
      }
      in.reset();
      in.skipNBytes(1);
      parserPosition++;
      previous = current;
    }
  }

  private boolean startsEnvelope() throws IOException {
    for (byte expected : ENVELOPE_START) {
      if (in.read() != expected) {
        return false;
      }
    }
    return true;
  }

  @Override
  public void close() throws IOException {
    parser.close();
    in.close();
  }
}
