package io.fantail.event.history;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.util.Arrays;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What is made of texts that stand in many records, such as the ARN of an execution: one value for
 * all of them. A text is looked up where Jackson has decoded it and becomes a string only when it
 * is new. Those met lately are known; a log interleaves thousands of executions.
 *
 * @param <T> what is made of a text
 */
final class RepeatedTexts<T> {
  private static final int FIRST_PLACES = 64;
  private static final int MOST_PLACES = 1 << 13;

  /** No ARN is longer; what is longer is a payload, and seldom met again. */
  private static final int MAX_CHARS = 256;

  /** Texts that begin alike differ in their ends. */
  private static final int HASHED_CHARS = 24;

  @SuppressWarnings("ArrayRecordComponent") // never written into, never compared as a whole
  private record Known<T>(char[] text, T value) {}

  private final Function<String, T> making;
  private @Nullable Known<T>[] places = places(FIRST_PLACES);
  private int made;

  RepeatedTexts(Function<String, T> making) {
    this.making = making;
  }

  /** Returns what is made of the text of the token at which the parser stands. */
  T valueOf(JsonParser parser) throws IOException {
    char[] buffer = parser.getTextCharacters();
    int start = parser.getTextOffset();
    int end = start + parser.getTextLength();
    int place = hash(buffer, start, end) & (places.length - 1);
    Known<T> known = places[place];
    if (known != null && Arrays.equals(known.text, 0, known.text.length, buffer, start, end)) {
      return known.value;
    }
    T value = making.apply(new String(buffer, start, end - start));
    if (end - start <= MAX_CHARS) {
      places[place] = new Known<>(Arrays.copyOfRange(buffer, start, end), value);
      made++;
      growWhenFull();
    }
    return value;
  }

  private static int hash(char[] buffer, int start, int end) {
    int hash = end - start;
    int last = 0;
    // Two sums, as no step of one must wait for the other.
    int half = Math.min(end - start, HASHED_CHARS) / 2;
    for (int i = end - half; i < end; i++) {
      hash = 31 * hash + buffer[i - half];
      last = 31 * last + buffer[i];
    }
    hash += 0x9E3779B9 * last;
    return hash ^ (hash >>> 16);
  }

  /** What is known is met again, and finds its place in the larger table then. */
  private void growWhenFull() {
    if (made > places.length && places.length < MOST_PLACES) {
      places = places(2 * places.length);
      made = 0;
    }
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // no array has a type argument
  private static <T> @Nullable Known<T>[] places(int count) {
    return new Known[count];
  }
}
