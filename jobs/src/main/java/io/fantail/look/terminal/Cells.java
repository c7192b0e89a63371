package io.fantail.look.terminal;

import io.fantail.text.Printable;
import java.lang.Character.UnicodeScript;

/**
 * Text by the cells of a terminal that it takes: marks that stand over another character take none,
 * ideographs and the like two (UAX 11).
 */
public final class Cells {
  private static final String CUT = "…";
  private static final int FIRST_EMOJI = 0x1F300;
  private static final int LAST_EMOJI = 0x1FAFF;
  private static final int FIRST_FULL_WIDTH = 0xFF01;
  private static final int LAST_FULL_WIDTH = 0xFF60;
  private static final int FIRST_CJK = 0x2E80;
  private static final int LAST_CJK_SIGN = 0x303E;

  private Cells() {}

  /** The text in one line, without what a terminal takes for a command, cut to so many cells. */
  public static String of(String text, int most) {
    String line = Printable.of(text);
    if (width(line) <= most) {
      return line;
    }
    StringBuilder cut = new StringBuilder();
    int left = most - 1;
    for (int i = 0; i < line.length(); ) {
      int point = line.codePointAt(i);
      left -= widthOf(point);
      if (left < 0) {
        break;
      }
      cut.appendCodePoint(point);
      i += Character.charCount(point);
    }
    return most <= 0 ? "" : cut + CUT;
  }

  /** The same, filled up with blanks. */
  public static String padded(String text, int cells) {
    String shown = of(text, cells);
    return shown + " ".repeat(Math.max(0, cells - width(shown)));
  }

  /** The same with the blanks in front. */
  public static String paddedLeft(String text, int cells) {
    String shown = of(text, cells);
    return " ".repeat(Math.max(0, cells - width(shown))) + shown;
  }

  public static int width(String text) {
    return text.codePoints().map(Cells::widthOf).sum();
  }

  private static int widthOf(int point) {
    return switch (Character.getType(point)) {
      case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT -> 0;
      default -> isWide(point) ? 2 : 1;
    };
  }

  private static boolean isWide(int point) {
    if (point < 0x1100) {
      return false;
    }
    return Character.isIdeographic(point)
        || (point >= FIRST_EMOJI && point <= LAST_EMOJI)
        || (point >= FIRST_FULL_WIDTH && point <= LAST_FULL_WIDTH)
        || (point >= FIRST_CJK && point <= LAST_CJK_SIGN)
        || switch (UnicodeScript.of(point)) {
          case HANGUL, HIRAGANA, KATAKANA, BOPOMOFO, YI -> true;
          default -> false;
        };
  }
}
