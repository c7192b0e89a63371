package io.fantail.spark.parquet;

import io.fantail.shape.Column;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.apache.parquet.io.api.Binary;
import org.jspecify.annotations.Nullable;

/**
 * Texts in UTF-8, as Parquet takes them. One that comes again soon, such as the ARN that all events
 * of an execution share or the name of a state, is encoded once.
 */
final class EncodedTexts {
  /** A power of two. */
  private static final int KEPT = 16;

  /** Longer texts are rarely the same, and are not held on to. */
  private static final int LONGEST_KEPT = 512;

  private final @Nullable String[] texts = new String[KEPT];
  private final @Nullable Binary[] encoded = new Binary[KEPT];
  private final Map<Enum<?>, Binary> words = new HashMap<>();
  private String lastText = "";
  private Binary last = Binary.EMPTY;

  @SuppressWarnings("ReferenceEquality") // another object is looked for, and that is all
  Binary of(String text) {
    if (text == lastText) {
      return last;
    }
    if (text.length() > LONGEST_KEPT) {
      return encode(text);
    }
    int place = placeOf(text);
    Binary known = encoded[place];
    if (known == null || !text.equals(texts[place])) {
      known = encode(text);
      texts[place] = text;
      encoded[place] = known;
    }
    lastText = text;
    last = known;
    return known;
  }

  /** The word of a constant. */
  Binary of(Enum<?> constant) {
    return words.computeIfAbsent(constant, one -> encode(Column.wordOf(one)));
  }

  /** Where a text may be kept; all of it is not looked at, as comparing it is quicker. */
  private static int placeOf(String text) {
    int length = text.length();
    return length == 0
        ? 0
        : (length * 31 + text.charAt(length - 1) + text.charAt(length / 2)) & (KEPT - 1);
  }

  private static Binary encode(String text) {
    return Binary.fromConstantByteArray(text.getBytes(StandardCharsets.UTF_8));
  }
}
