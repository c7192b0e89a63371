package io.fantail.look.page;

import java.util.List;

/**
 * A part of what {@code run} prints at its end, in the same words.
 *
 * @param heading SLOW, WHY, FAILS and so on
 */
public record PageWords(String heading, List<Line> lines) {

  /** A sentence, an item of a list, or a command to copy. */
  public enum Kind {
    SENTENCE("sentence"),
    ITEM("item"),
    COMMAND("command");

    private final String key;

    Kind(String key) {
      this.key = key;
    }

    String key() {
      return key;
    }
  }

  /** One line, however long. */
  public record Line(Kind kind, String text) {}
}
