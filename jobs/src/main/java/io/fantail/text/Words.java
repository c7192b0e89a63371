package io.fantail.text;

import java.util.List;
import java.util.Set;

/** Lists of names, written as people write them: with blanks between. */
public final class Words {
  private Words() {}

  /** The words of a text, whatever their order. */
  public static Set<String> setOf(String text) {
    return Set.copyOf(listOf(text));
  }

  /** The words of a text, in their order. */
  public static List<String> listOf(String text) {
    return List.of(text.strip().split("\\s+"));
  }
}
