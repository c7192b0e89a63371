package io.fantail.look.terminal;

import java.io.PrintWriter;
import java.util.function.UnaryOperator;

/**
 * Where a picture is drawn.
 *
 * @param width of the terminal, in cells
 * @param showCommand the command that shows the execution or Map Run of an ARN
 * @param isAll whether what could be folded is drawn, too
 */
public record Paper(
    PrintWriter out, int width, Ink ink, UnaryOperator<String> showCommand, boolean isAll) {
  private static final int INDENT = 2;

  public Paper {
    width = Math.max(Layout.LEAST_WIDTH, width);
  }

  public void line(String text) {
    out.println(text.stripTrailing());
  }

  /** A line that is not cut, as it is to be copied. */
  public void ask(String arn, String what) {
    line(
        "  "
            + Cells.of(showCommand.apply(arn), Integer.MAX_VALUE)
            + ink.paint(Tone.FAINT, "  # " + Cells.of(what, width)));
  }

  /** A sentence under a heading, in as many lines as it takes. */
  public void paragraph(String heading, String text, Tone tone) {
    StringBuilder line = new StringBuilder(ink.paint(tone, heading));
    int used = Cells.width(heading);
    boolean isBegun = true;
    for (String word : Cells.of(text, Integer.MAX_VALUE).split(" ", -1)) {
      String shown = Cells.of(word, width - INDENT);
      int cells = Cells.width(shown);
      if (cells == 0) {
        continue;
      }
      if (isBegun && used + 1 + cells > width) {
        line(line.toString());
        line = new StringBuilder(" ".repeat(INDENT));
        used = INDENT;
        isBegun = false;
      }
      line.append(isBegun ? " " : "").append(shown);
      used += cells + (isBegun ? 1 : 0);
      isBegun = true;
    }
    line(line.toString());
  }
}
