package io.fantail.spark.parquet;

import io.fantail.shape.Column;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.apache.parquet.io.api.Binary;

/**
 * Texts of one column in UTF-8, as Parquet takes them. One that is the very same object as in the
 * row before, such as the ARN that all events of an execution share, is encoded once; to look for
 * others that are equal costs what it saves.
 */
final class EncodedTexts {
  private final Map<Enum<?>, Binary> words = new HashMap<>();
  private String lastText = "";
  private Binary last = Binary.EMPTY;

  @SuppressWarnings("ReferenceEquality") // another object is encoded anew, and that is all
  Binary of(String text) {
    if (text != lastText) {
      lastText = text;
      last = encode(text);
    }
    return last;
  }

  /** The word of a constant. */
  Binary of(Enum<?> constant) {
    return words.computeIfAbsent(constant, one -> encode(Column.wordOf(one)));
  }

  private static Binary encode(String text) {
    return Binary.fromConstantByteArray(text.getBytes(StandardCharsets.UTF_8));
  }
}
