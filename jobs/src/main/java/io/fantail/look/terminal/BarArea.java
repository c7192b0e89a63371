package io.fantail.look.terminal;

import java.util.Arrays;

/** One line of cells in which bars are drawn. */
public final class BarArea {
  private static final String EIGHTHS = " ▏▎▍▌▋▊▉█";
  private static final String LEVELS = " ▁▂▃▄▅▆▇█";
  private static final double MOST_OF_CELL = 15.0 / 16;
  private static final double HALF_OF_CELL = 0.5;

  private final char[] cells;
  private final Tone[] tones;

  public BarArea(int columns) {
    cells = new char[columns];
    tones = new Tone[columns];
    Arrays.fill(cells, ' ');
    Arrays.fill(tones, Tone.PLAIN);
  }

  /** A bar to the eighth of a cell where it ends, and the half where it begins; never nothing. */
  public void solid(double from, double to, Tone tone) {
    for (int i = first(from); i <= last(from, to); i++) {
      double begin = Math.max(from, i);
      double covered = Math.max(0, Math.min(to, i + 1) - begin);
      set(i, solid(covered, begin > i && (to >= i + 1 || begin - i >= HALF_OF_CELL)), tone);
    }
  }

  private static char solid(double covered, boolean isToTheRight) {
    if (covered >= MOST_OF_CELL) {
      return '█';
    }
    if (isToTheRight) {
      return covered >= 0.75 ? '█' : covered >= 0.3 ? '▐' : '▕';
    }
    return EIGHTHS.charAt((int) Math.max(1, Math.round(covered * 8)));
  }

  /** A bar of half the height. */
  public void thin(double from, double to, Tone tone) {
    for (int i = first(from); i <= last(from, to); i++) {
      double begin = Math.max(from, i);
      double covered = Math.max(0, Math.min(to, i + 1) - begin);
      char cell = covered > HALF_OF_CELL ? '▄' : begin - i >= HALF_OF_CELL ? '▗' : '▖';
      set(i, cell, tone);
    }
  }

  /** A bar of one character, in whole cells. */
  public void shade(double from, double to, char shade, Tone tone) {
    int begin = first(from);
    int end = Math.max(begin, (int) Math.round(to) - 1);
    for (int i = begin; i <= Math.min(end, cells.length - 1); i++) {
      set(i, shade, tone);
    }
  }

  /** Heights from 0 to 1, one for each column; what is above 0 is seen. */
  public void levels(double[] heights, Tone tone) {
    for (int i = 0; i < Math.min(heights.length, cells.length); i++) {
      if (heights[i] > 0) {
        set(i, LEVELS.charAt((int) Math.max(1, Math.round(Math.min(1, heights[i]) * 8))), tone);
      }
    }
  }

  /** One character, over whatever is there. */
  public void set(int column, char cell, Tone tone) {
    if (column >= 0 && column < cells.length) {
      cells[column] = cell;
      tones[column] = tone;
    }
  }

  /** Where the last cell is that is drawn, plus one; 0 where none is. */
  public int end() {
    int end = cells.length;
    while (end > 0 && cells[end - 1] == ' ') {
      end--;
    }
    return end;
  }

  /** Where the first cell is that is drawn; the end where none is. */
  public int begin() {
    int begin = 0;
    while (begin < cells.length && cells[begin] == ' ') {
      begin++;
    }
    return begin;
  }

  /** The cells in a range as text. */
  public String text(int from, int to, Ink ink) {
    StringBuilder text = new StringBuilder();
    for (int i = from; i < to; ) {
      int end = i;
      while (end < to && tones[end] == tones[i]) {
        end++;
      }
      text.append(ink.paint(tones[i], new String(cells, i, end - i)));
      i = end;
    }
    return text.toString();
  }

  private int first(double from) {
    return (int) Math.min(cells.length - 1, Math.floor(from));
  }

  private int last(double from, double to) {
    return (int) Math.max(first(from), Math.min(cells.length, Math.ceil(to)) - 1);
  }
}
