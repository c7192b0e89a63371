package io.fantail.look.terminal.maprun;

import io.fantail.look.stored.ChildGroup;
import io.fantail.look.stored.LengthScale;
import io.fantail.look.terminal.BarArea;
import io.fantail.look.terminal.Cells;
import io.fantail.look.terminal.Marks;
import io.fantail.look.terminal.Paper;
import io.fantail.look.terminal.Tone;
import io.fantail.look.waterfall.Outcome;
import io.fantail.text.Figures;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A row for the children to which the same happened, with how long they took. */
final class GroupRows {
  private static final int COUNT = 11;
  private static final int TIME = 10;
  private static final int LEAST_LABEL = 22;
  private static final int MOST_LABEL = 48;

  private final MapRunPicture picture;
  private final Paper paper;

  GroupRows(MapRunPicture picture, Paper paper) {
    this.picture = picture;
    this.paper = paper;
  }

  void print() {
    List<ChildGroup> groups = ChildGroup.inOrder(picture.groups());
    int widest =
        groups.stream().mapToInt(group -> Cells.width(GroupWords.of(group))).max().orElse(0) + 4;
    int classes = picture.scale().size();
    int figures = COUNT + 3 * TIME;
    int label =
        Math.max(LEAST_LABEL, Math.min(Math.min(widest, MOST_LABEL), paper.width() - figures));
    boolean hasRoom = paper.width() >= label + figures + 2 + classes;
    paper.line("");
    paper.line(
        paper
            .ink()
            .paint(
                Tone.FAINT,
                Cells.padded("", label)
                    + Cells.paddedLeft("children", COUNT)
                    + Cells.paddedLeft("p50", TIME)
                    + Cells.paddedLeft("p99", TIME)
                    + Cells.paddedLeft("max", TIME)
                    + (hasRoom ? "  " + axis(picture.scale()) : "")));
    for (ChildGroup group : groups) {
      Outcome outcome = Outcome.of(group.status());
      Tone tone = Marks.toneOf(outcome);
      String mark = outcome == Outcome.OK ? "✓" : Marks.of(outcome);
      paper.line(
          paper.ink().paint(tone, mark)
              + " "
              + Cells.padded(GroupWords.of(group), label - 2)
              + Cells.paddedLeft(Figures.count(group.count()), COUNT)
              + Cells.paddedLeft(time(group.p50Ms()), TIME)
              + Cells.paddedLeft(time(group.p99Ms()), TIME)
              + Cells.paddedLeft(time(group.maxMs()), TIME)
              + (hasRoom ? "  " + histogram(group, tone) : ""));
    }
  }

  private static String time(@Nullable Double millis) {
    return millis == null ? "-" : Figures.time(millis);
  }

  private String histogram(ChildGroup group, Tone tone) {
    long most = 1;
    for (long count : group.histogram()) {
      most = Math.max(most, count);
    }
    double[] heights = new double[group.histogram().size()];
    for (int i = 0; i < heights.length; i++) {
      heights[i] = (double) group.histogram().get(i) / most;
    }
    BarArea bar = new BarArea(heights.length);
    bar.levels(heights, tone);
    return bar.text(0, heights.length, paper.ink());
  }

  /** The lengths at which the classes begin, as many as there is room for. */
  private static String axis(LengthScale scale) {
    char[] cells = " ".repeat(scale.size() + TIME).toCharArray();
    int free = 0;
    for (int i = 0; i < scale.bounds().size(); i++) {
      String label = Figures.time(scale.bounds().get(i));
      if (i + 1 >= free && i + 1 + label.length() <= scale.size()) {
        label.getChars(0, label.length(), cells, i + 1);
        free = i + 1 + label.length() + 1;
      }
    }
    return new String(cells).stripTrailing();
  }
}
