package io.fantail.text;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/** Lists of names, written as people write them: with blanks between. */
public final class Words {
  private Words() {}

  /** The words of a text, in their order. */
  public static Set<String> of(String text) {
    return Collections.unmodifiableSet(
        new LinkedHashSet<>(Arrays.asList(text.strip().split("\\s+"))));
  }
}
