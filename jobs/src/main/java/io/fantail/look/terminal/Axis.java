package io.fantail.look.terminal;

/** The line above the bars: when they begin, in UTC, and the time since then. */
public final class Axis {
  private Axis() {}

  public static void print(Paper paper, Layout layout, TimeScale scale) {
    char[] cells = " ".repeat(layout.columns()).toCharArray();
    int free = 0;
    for (TimeScale.Tick tick : scale.ticks()) {
      String label = tick.label();
      int at = Math.min(tick.column(), cells.length - label.length());
      if (at >= free) {
        label.getChars(0, label.length(), cells, at);
        free = at + label.length() + 1;
      }
    }
    String from = scale.from().toString().replaceFirst("^[^T]*T", "").replace("Z", " UTC");
    paper.line(
        paper
            .ink()
            .paint(
                Tone.FAINT,
                Cells.padded(from, layout.width() - layout.columns()) + new String(cells)));
  }
}
