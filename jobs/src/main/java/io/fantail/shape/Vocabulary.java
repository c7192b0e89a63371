package io.fantail.shape;

import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Words that a field mostly has, each of which costs one byte; any other text is kept as it is. */
public final class Vocabulary implements Serializable {
  /** So many numbers go into one byte, one of them for any other text. */
  private static final int MOST_WORDS = 127;

  private final List<String> words;
  private final Map<String, Integer> numbers = new HashMap<>();

  /**
   * The vocabulary of these words.
   *
   * @throws IllegalArgumentException when there are more than 127
   */
  public Vocabulary(List<String> words) {
    if (words.size() > MOST_WORDS) {
      throw new IllegalArgumentException(words.size() + " words, more than " + MOST_WORDS);
    }
    this.words = List.copyOf(words);
    for (int i = 0; i < words.size(); i++) {
      numbers.put(words.get(i), i);
    }
  }

  /** The number of a word; null of any other text. */
  public @Nullable Integer numberOf(String text) {
    return numbers.get(text);
  }

  /** All words, in the order of their numbers. */
  public List<String> words() {
    return words;
  }

  public String word(int number) {
    return words.get(number);
  }
}
