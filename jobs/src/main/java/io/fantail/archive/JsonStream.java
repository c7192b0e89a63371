package io.fantail.archive;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import io.fantail.archive.RawRecord.Broken;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * JSON roots one after the other, with or without anything between them. After damage, reading goes
 * on at the next place where a root can begin: a brace at the start of a line, or the first bytes
 * of a subscription envelope, which cannot stand inside a JSON string.
 */
final class JsonStream implements Closeable {
  private static final byte[] ENVELOPE_START =
      "{\"messageType\"".getBytes(StandardCharsets.US_ASCII);
  private static final int SAMPLE_CHARS = 200;

  private final RewindableInput in;
  private JsonParser parser;
  private long parserPosition;

  JsonStream(InputStream in) throws IOException {
    this.in = new RewindableInput(in);
    this.parser = Json.MAPPER.createParser(this.in);
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
    // A string torn within swallows the beginning of the root behind it, so its own beginning is
    // where the search begins.
    in.rewind(position + 1);
    skipToRoot();
    parserPosition = in.position();
    parser = Json.MAPPER.createParser(in);
    String message = damage.getOriginalMessage();
    boolean invalidText = message.contains("UTF-8");
    return new Broken(
        position,
        invalidText ? BrokenReason.INVALID_UTF8 : BrokenReason.MALFORMED_JSON,
        withoutContent(message));
  }

  /** Jackson quotes what it met, which may be a payload: only what it says about it is kept. */
  private static String withoutContent(String message) {
    int quote = message.indexOf('\'');
    return message.substring(0, quote < 0 ? Math.min(SAMPLE_CHARS, message.length()) : quote);
  }

  private void skipToRoot() throws IOException {
    int previous = 0;
    int matched = 0;
    while (true) {
      int current = in.read();
      if (current < 0) {
        return;
      }
      // The brace stands nowhere else in what is searched for, so a mismatch can only begin anew.
      matched = current == ENVELOPE_START[matched] ? matched + 1 : current == '{' ? 1 : 0;
      boolean atLineStart = current == '{' && previous == '\n';
      if (atLineStart || matched == ENVELOPE_START.length) {
        in.rewind(in.position() - (atLineStart ? 1 : matched));
        return;
      }
      previous = current;
    }
  }

  @Override
  public void close() throws IOException {
    parser.close();
    in.close();
  }
}
