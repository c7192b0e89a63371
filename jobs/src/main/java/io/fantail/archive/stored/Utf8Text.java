package io.fantail.archive.stored;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Gives text that is stored as UTF-16 or UTF-32 as UTF-8, without its byte order mark: what {@code
 * >} of Windows PowerShell writes. Other bytes stay as they are.
 *
 * <p>What is no character in the stored text, a half of a surrogate pair or a last byte without its
 * other half, becomes a byte that is no UTF-8 either: it damages the record that it stands in and
 * no other, like bad bytes in a text of UTF-8.
 */
public final class Utf8Text extends PieceStream {
  private static final int HEAD_BYTES = 8;
  private static final int BUFFER_BYTES = 1 << 13;
  private static final byte NO_CHARACTER = (byte) 0xFF;

  /**
   * An encoding and the byte order mark that may stand before it, which is one character of it: as
   * long as any that is ASCII.
   */
  private record Encoding(String mark, Charset charset) {}

  private static final List<Encoding> ENCODINGS =
      List.of(
          new Encoding("\u00ff\u00fe\u0000\u0000", Charset.forName("UTF-32LE")),
          new Encoding("\u0000\u0000\u00fe\u00ff", Charset.forName("UTF-32BE")),
          new Encoding("\u00ff\u00fe", StandardCharsets.UTF_16LE),
          new Encoding("\u00fe\u00ff", StandardCharsets.UTF_16BE));

  private final CharsetDecoder decoder;
  private final ByteBuffer stored = ByteBuffer.allocate(BUFFER_BYTES).flip();
  private final CharBuffer characters = CharBuffer.allocate(BUFFER_BYTES);
  private ByteBuffer text = ByteBuffer.allocate(0);
  private boolean ended;
  private @Nullable IOException damage;

  private Utf8Text(InputStream stored, Charset charset) {
    super(stored);
    this.decoder =
        charset
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
  }

  /**
   * The content as UTF-8, where its first bytes say for sure that it is text of another kind: by a
   * byte order mark, or by zeros where the upper halves of ASCII characters are.
   *
   * @param content supports marks; the result does, too
   */
  public static InputStream of(InputStream content) throws IOException {
    byte[] head = Beginning.peek(content, HEAD_BYTES);
    Encoding marked = marked(head);
    if (marked != null) {
      return decoded(content, marked.charset, marked.mark.length());
    }
    Charset charset = head.length < 4 || (head[0] != 0 && head[1] != 0) ? null : unmarked(head);
    return charset == null ? content : decoded(content, charset, 0);
  }

  /** Whether every second byte or more is zero, as no other form of bytes begins than such text. */
  static boolean isOfZeros(byte[] head) {
    if (head.length < 4 || head.length > HEAD_BYTES) {
      return head.length >= 4 && isOfZeros(Arrays.copyOf(head, HEAD_BYTES));
    }
    Encoding marked = marked(head);
    int start = marked == null ? 0 : marked.mark.length();
    return start == 4 || unmarked(Arrays.copyOfRange(head, start, head.length)) != null;
  }

  private static @Nullable Encoding marked(byte[] head) {
    return ENCODINGS.stream()
        .filter(encoding -> Magic.isAt(head, 0, encoding.mark))
        .findFirst()
        .orElse(null);
  }

  private static @Nullable Charset unmarked(byte[] head) {
    return ENCODINGS.stream()
        .filter(encoding -> isAscii(head, encoding))
        .findFirst()
        .map(Encoding::charset)
        .orElse(null);
  }

  /** Whether the whole head is ASCII text in that encoding: two characters of it at least. */
  private static boolean isAscii(byte[] head, Encoding encoding) {
    int width = encoding.mark.length();
    int whole = head.length - head.length % width;
    String text = new String(head, 0, whole, encoding.charset);
    return whole >= 2 * width && text.chars().allMatch(Utf8Text::isOfText);
  }

  /** An ASCII character that a log may begin with: the escape of a colour, too. */
  static boolean isOfText(int character) {
    return (character >= ' ' && character < 127) || "\t\n\r\u001b".indexOf(character) >= 0;
  }

  private static InputStream decoded(InputStream content, Charset charset, int markBytes)
      throws IOException {
    content.skipNBytes(markBytes);
    return new BufferedInputStream(new Utf8Text(content, charset), BUFFER_BYTES);
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    while (!text.hasRemaining()) {
      if (damage != null) {
        throw damage;
      } else if (ended) {
        return -1;
      }
      readText();
    }
    int count = Math.min(length, text.remaining());
    text.get(buffer, offset, count);
    return count;
  }

  private void readText() throws IOException {
    fill();
    characters.clear();
    CoderResult result = decoder.decode(stored, characters, ended);
    characters.flip();
    ByteBuffer encoded = StandardCharsets.UTF_8.encode(characters);
    if (!result.isError()) {
      text = encoded;
      return;
    }
    stored.position(stored.position() + result.length());
    text = ByteBuffer.allocate(encoded.remaining() + 1).put(encoded).put(NO_CHARACTER).flip();
    // What follows is decoded first: the end is not there before all of it was.
    ended &= !stored.hasRemaining();
  }

  private void fill() {
    stored.compact();
    try {
      int count = in.read(stored.array(), stored.position(), stored.remaining());
      ended = count < 0;
      stored.position(stored.position() + Math.max(0, count));
    } catch (IOException damaged) {
      damage = damaged;
      ended = true;
    }
    stored.flip();
  }
}
