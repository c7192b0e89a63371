package io.fantail.job.message;

import java.util.Collection;
import java.util.Comparator;
import java.util.stream.Collectors;
import org.apache.spark.unsafe.types.UTF8String;

/** Suggests what somebody may have meant who misspelled a word. */
public final class Suggestion {
  /** A word with so many wrong letters is still recognised. */
  private static final int WRONG_LETTERS = 2;

  private static final int MOST = 2;

  private Suggestion() {}

  /** Returns " Did you mean --archive?", or nothing where no known word is like this one. */
  public static String of(String word, Collection<String> known) {
    String alike =
        known.stream()
            .filter(name -> name.startsWith(word) || wrongLetters(word, name) <= WRONG_LETTERS)
            .sorted(
                Comparator.<String>comparingInt(name -> wrongLetters(word, name))
                    .thenComparing(Comparator.naturalOrder()))
            .limit(MOST)
            .collect(Collectors.joining(" or "));
    return alike.isEmpty() ? "" : " Did you mean " + alike + "?";
  }

  private static int wrongLetters(String word, String name) {
    return UTF8String.fromString(word).levenshteinDistance(UTF8String.fromString(name));
  }
}
