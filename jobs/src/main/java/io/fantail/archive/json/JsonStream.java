package io.fantail.archive.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import io.fantail.archive.record.BrokenReason;
import io.fantail.archive.record.RawRecord.Broken;
import io.fantail.text.Json;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * JSON roots one after the other, with or without anything between them. After damage, reading goes
 * on at the next place where a root can begin: a brace at the start of a line, or the first bytes
 * of a subscription envelope, which cannot stand inside a JSON string.
 *
 * <p>No value is held that is longer than a record can be: the heap is not for those who write one
 * root without end.
 */
public final class JsonStream implements Closeable {
  private static final byte[] ENVELOPE_START =
      "{\"messageType\"".getBytes(StandardCharsets.US_ASCII);
  private static final int SAMPLE_CHARS = 200;

  /**
   * CloudWatch Logs takes at most 1 MB per event, which JSON may spell sixfold. A tree of empty
   * objects takes thirty times its bytes.
   */
  private static final int MAX_RECORD_BYTES = 8 << 20;

  private final RewindableInput in;
  private JsonParser parser;
  private long parserPosition;
  private long recordEnd;

  public JsonStream(InputStream in) throws IOException {
    this.in = new RewindableInput(in);
    this.parser = newParser();
  }

  /**
   * The parser of the roots that follow, to look at the current token; another one after each
   * {@link #skipDamage}.
   */
  public JsonParser parser() {
    return parser;
  }

  /** Moves on by one token; null at the end. */
  public @Nullable JsonToken nextToken() throws IOException {
    in.limitRecord(in.position(), MAX_RECORD_BYTES);
    try {
      return parser.nextToken();
    } catch (JsonProcessingException damage) {
      if (!(parser.getParsingContext().inRoot() && skipByteOrderMark())) {
        throw damage;
      }
    }
    return nextToken();
  }

  /** Whether one stands where the root should: marked files were put one behind the other. */
  private boolean skipByteOrderMark() throws IOException {
    in.rewind(position());
    if (in.read() != 0xEF || in.read() != 0xBB || in.read() != 0xBF) {
      return false;
    }
    parserPosition = in.position();
    parser = newParser();
    return true;
  }

  /** The value that begins here, as a tree. */
  public JsonNode readTree() throws IOException {
    return readTree(position());
  }

  /** The value that begins here, as a tree, where all from a position on is held together. */
  public JsonNode readTree(long heldFrom) throws IOException {
    if (position() - heldFrom > MAX_RECORD_BYTES) {
      throw new RecordTooLong(heldFrom);
    }
    in.limitRecord(heldFrom, MAX_RECORD_BYTES);
    return Json.tree(parser);
  }

  /** Passes over the value that begins here, however long it is. */
  public void skipChildren() throws IOException {
    JsonToken token = parser.currentToken();
    int depth = token != null && token.isStructStart() ? 1 : 0;
    while (depth > 0) {
      token = nextToken();
      if (token == null) {
        return;
      }
      depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
    }
  }

  /** Remembers that all up to here was returned. */
  public void endRecord() {
    recordEnd = parserPosition + Math.max(0, parser.currentLocation().getByteOffset());
  }

  /** Where the last record that was returned ends, in bytes from the start of the stream. */
  public long recordEnd() {
    return recordEnd;
  }

  /** Where the current token begins, in bytes from the start of the stream. */
  public long position() {
    return parserPosition + Math.max(0, parser.currentTokenLocation().getByteOffset());
  }

  /** Goes on behind the damage; the result says where it was and what Jackson found. */
  public Broken skipDamage(JsonProcessingException damage) throws IOException {
    // The name of a field is held too, and later releases of Jackson limit it themselves.
    boolean tooLong =
        damage instanceof RecordTooLong || damage.getOriginalMessage().startsWith("Name length");
    long position =
        damage instanceof RecordTooLong record
            ? Math.min(record.position(), position())
            : position();
    // A string torn within swallows the beginning of the root behind it, so its own beginning is
    // where the search begins.
    in.rewind(position + 1);
    in.limitRecord(position, Long.MAX_VALUE);
    skipToRoot();
    parserPosition = in.position();
    recordEnd = parserPosition;
    parser = newParser();
    String message = damage.getOriginalMessage();
    BrokenReason ofContent =
        message.contains("UTF-8") ? BrokenReason.INVALID_UTF8 : BrokenReason.MALFORMED_JSON;
    return new Broken(
        position, tooLong ? BrokenReason.RECORD_TOO_LONG : ofContent, withoutContent(message));
  }

  /** Jackson quotes what it met, which may be a payload: only what it says about it is kept. */
  private static String withoutContent(String message) {
    int quote = message.indexOf('\'');
    return message.substring(0, quote < 0 ? Math.min(SAMPLE_CHARS, message.length()) : quote);
  }

  /** At the end, a parser closes what it reads; after damage there that is still searched. */
  private JsonParser newParser() throws IOException {
    return Json.MAPPER.createParser(in).disable(JsonParser.Feature.AUTO_CLOSE_SOURCE);
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
