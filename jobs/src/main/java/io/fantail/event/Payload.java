package io.fantail.event;

import io.fantail.shape.Fields;
import org.jspecify.annotations.Nullable;

/**
 * What goes into an execution, a state or a call (input or parameters), and what comes out.
 *
 * @param bytes of the larger of both in UTF-8 before anything was cut, where that is {@link
 *     #LARGE_BYTES} and more; null for less, and where nobody knows
 */
public record Payload(@Nullable String input, @Nullable String output, @Nullable Integer bytes) {
  /** The most that AWS passes on: Step Functions quotas, "Maximum input or output size". */
  public static final int MOST_BYTES = 262_144;

  /** What is smaller is far from the limit: its size is not kept. */
  public static final int LARGE_BYTES = MOST_BYTES / 2;

  public static final Payload NONE = new Payload(null, null, null);

  private static final int MOST_BYTES_OF_CHAR = 3;
  private static final int LAST_OF_ONE_BYTE = 0x7F;
  private static final int LAST_OF_TWO_BYTES = 0x7FF;

  /** One whose size does not matter, or is not known. */
  public static Payload of(@Nullable String input, @Nullable String output) {
    return of(input, output, null);
  }

  public static Payload of(
      @Nullable String input, @Nullable String output, @Nullable Integer bytes) {
    return input == null && output == null && bytes == null
        ? NONE
        : new Payload(input, output, bytes);
  }

  /** The size of a text, if it is large; hardly any is long enough to be looked at for that. */
  public static @Nullable Integer largeBytesOf(@Nullable CharSequence text) {
    if (text == null || MOST_BYTES_OF_CHAR * (long) text.length() < LARGE_BYTES) {
      return null;
    }
    int bytes = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      // Each half of a pair is two bytes of the four.
      boolean isTwo = c <= LAST_OF_TWO_BYTES || Character.isSurrogate(c);
      bytes += c <= LAST_OF_ONE_BYTE ? 1 : isTwo ? 2 : MOST_BYTES_OF_CHAR;
    }
    return bytes < LARGE_BYTES ? null : (Integer) bytes;
  }

  /** The larger size; null where both are. */
  public static @Nullable Integer larger(@Nullable Integer one, @Nullable Integer other) {
    return one == null || (other != null && other > one) ? other : one;
  }

  /** The fields, as the table {@code events} shows them. */
  public static Payload shape(Fields<Payload> fields) {
    return new Payload(
        fields.payload("input", "Payload going in.", Payload::input),
        fields.payload("output", "Payload coming out.", Payload::output),
        bytes(fields));
  }

  /** The column of the size. */
  static @Nullable Integer bytes(Fields<Payload> fields) {
    return fields.integerOrNull(
        "payload_bytes",
        "Bytes of the larger of both before any cut, from 131,072; null for less.",
        Payload::bytes);
  }
}
