package io.fantail.event.failure.template;

import java.util.Locale;

/** What stands in a template for something that differs from one occurrence to the next. */
enum Placeholder {
  ID('\uE000'),
  NUMBER('\uE001'),
  VALUE('\uE002'),
  /** Also what holds a slash by chance, as an id in Base64 may. */
  PATH('\uE003'),
  ADDRESS('\uE004'),
  TIME('\uE005');

  private static final Placeholder[] ALL = values();
  private static final char FIRST = ID.mark;

  /** The one sign that stands for it while a template is made: Unicode leaves it to private use. */
  private final char mark;

  private final String shown = "<" + name().toLowerCase(Locale.ROOT) + ">";

  Placeholder(char mark) {
    this.mark = mark;
  }

  char mark() {
    return mark;
  }

  /** Whether a list may hold both: what is an id may by chance look like a number or a path. */
  boolean goesWith(char other) {
    return other == mark || (mark <= PATH.mark && other <= PATH.mark);
  }

  static boolean isMark(char c) {
    return c >= FIRST && c < FIRST + ALL.length;
  }

  static String shown(char mark) {
    return ALL[mark - FIRST].shown;
  }
}
