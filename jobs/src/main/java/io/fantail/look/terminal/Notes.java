package io.fantail.look.terminal;

import java.util.ArrayList;
import java.util.List;

/** Puts words to a bar: behind it, before it, or in a line of their own, whole where they fit. */
public final class Notes {
  private static final String BETWEEN = " · ";

  private Notes() {}

  /** Prints the end of a line that has its front. */
  public static void print(
      Paper paper, String front, BarArea bar, List<String> notes, Tone tone, Layout layout) {
    Ink ink = paper.ink();
    String words = Cells.of(String.join(BETWEEN, notes), Integer.MAX_VALUE);
    int width = Cells.width(words);
    int columns = layout.columns();
    if (words.isEmpty()) {
      paper.line(front + bar.text(0, bar.end(), ink));
    } else if (bar.end() + 1 + width <= columns) {
      paper.line(front + bar.text(0, bar.end(), ink) + " " + ink.paint(tone, words));
    } else if (width + 1 <= bar.begin()) {
      int blanks = bar.begin() - width - 1;
      paper.line(
          front
              + " ".repeat(blanks)
              + ink.paint(tone, words)
              + " "
              + bar.text(bar.begin(), bar.end(), ink));
    } else {
      paper.line(front + bar.text(0, bar.end(), ink));
      int indent = layout.width() - columns;
      for (String line : lines(notes, columns)) {
        paper.line(" ".repeat(indent) + ink.paint(tone, line));
      }
    }
  }

  /** As many notes in a line as fit; one that does not is cut. */
  private static List<String> lines(List<String> notes, int columns) {
    List<String> lines = new ArrayList<>();
    String line = "";
    for (String note : notes) {
      String more = line.isEmpty() ? note : line + BETWEEN + note;
      if (!line.isEmpty() && Cells.width(Cells.of(more, Integer.MAX_VALUE)) > columns) {
        lines.add(Cells.of(line, columns));
        line = note;
      } else {
        line = more;
      }
    }
    lines.add(Cells.of(line, columns));
    return lines;
  }
}
