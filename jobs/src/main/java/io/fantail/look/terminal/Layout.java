package io.fantail.look.terminal;

/**
 * How a line of a waterfall is divided: what it is, how long it took, how it ended, its bar.
 *
 * @param label cells of what it is
 * @param columns cells of its bar
 */
public record Layout(int width, int label, int columns) {
  public static final int LEAST_WIDTH = 60;
  private static final int LEAST_LABEL = 20;
  private static final double MOST_OF_WIDTH = 0.42;
  private static final int LEAST_COLUMNS = 8;
  private static final int TIME = 10;
  private static final int MARK = 2;

  /**
   * Divides a line.
   *
   * @param widest cells of the widest of what it is
   */
  public static Layout of(int width, int widest) {
    int whole = Math.max(LEAST_WIDTH, width);
    int label = Math.max(LEAST_LABEL, Math.min(widest, (int) (whole * MOST_OF_WIDTH)));
    return new Layout(whole, label, whole - label - TIME - 1 - MARK);
  }

  /** The same where what it is is never cut, as it is to be copied. */
  public static Layout whole(int width, int widest) {
    int whole = Math.max(LEAST_WIDTH, width);
    int label = Math.max(LEAST_LABEL, Math.min(widest, whole - TIME - 1 - MARK - LEAST_COLUMNS));
    return new Layout(whole, label, whole - label - TIME - 1 - MARK);
  }

  /** What stands in front of the bar, without colours. */
  public String front(String what, String time) {
    return Cells.padded(what, label) + Cells.paddedLeft(time, TIME) + " ";
  }
}
