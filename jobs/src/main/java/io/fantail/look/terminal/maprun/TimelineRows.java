package io.fantail.look.terminal.maprun;

import io.fantail.look.stored.StoredBucket;
import io.fantail.look.stored.StoredMapRun;
import io.fantail.look.terminal.Axis;
import io.fantail.look.terminal.BarArea;
import io.fantail.look.terminal.Cells;
import io.fantail.look.terminal.Layout;
import io.fantail.look.terminal.Paper;
import io.fantail.look.terminal.TimeScale;
import io.fantail.look.terminal.Tone;
import io.fantail.shape.Millis;
import io.fantail.text.Figures;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.ToLongFunction;

/** The children of a Map Run over its time: how many ran, started, failed, and its phases. */
final class TimelineRows {
  private static final int LABEL = 32;
  private static final int SECONDS_OF_MINUTE = 60;

  private final MapRunPicture picture;
  private final Paper paper;
  private final Layout layout;
  private final TimeScale scale;

  TimelineRows(MapRunPicture picture, Paper paper) {
    this.picture = picture;
    this.paper = paper;
    int columns = Math.max(Layout.LEAST_WIDTH, paper.width()) - LABEL;
    this.layout = new Layout(columns + LABEL, LABEL, columns);
    List<StoredBucket> timeline = picture.timeline();
    StoredMapRun run = picture.run();
    Instant last =
        timeline.isEmpty()
            ? run.startedAt()
            : timeline.get(timeline.size() - 1).start().plus(timeline.get(0).length());
    Instant end = run.endedAt() == null ? last : run.endedAt();
    this.scale = TimeScale.of(run.startedAt(), end, List.of(), columns);
  }

  void print() {
    paper.line("");
    if (picture.timeline().isEmpty()) {
      String phases = MapRunWords.phases(picture.run());
      paper.line(phases.isEmpty() ? "Nothing shows its children over the time." : phases);
      return;
    }
    Axis.print(paper, layout, scale);
    row("running at once, up to", StoredBucket::running, true, Tone.PLAIN);
    row("started in " + bucket() + ", up to", StoredBucket::started, false, Tone.PLAIN);
    row("retries, up to", StoredBucket::retried, false, Tone.WAITING);
    row("throttled, up to", StoredBucket::throttled, false, Tone.WAITING);
    row("failed, up to", StoredBucket::failed, false, Tone.BAD);
    phases();
  }

  /** Heights by the highest of all buckets; a column has the highest of those in it. */
  private void row(String what, ToLongFunction<StoredBucket> count, boolean isAlways, Tone tone) {
    long most = picture.timeline().stream().mapToLong(count).max().orElse(0);
    if (most == 0 && !isAlways) {
      return;
    }
    double[] heights = new double[layout.columns()];
    for (StoredBucket bucket : picture.timeline()) {
      int from = (int) scale.columnOf(bucket.start());
      int to = (int) Math.ceil(scale.columnOf(bucket.start().plus(bucket.length())) - 1e-9);
      for (int i = from; i < Math.min(Math.max(to, from + 1), heights.length); i++) {
        heights[i] = Math.max(heights[i], (double) count.applyAsLong(bucket) / Math.max(1, most));
      }
    }
    BarArea bar = new BarArea(layout.columns());
    bar.levels(heights, tone);
    paper.line(
        Cells.padded(what + " " + Figures.count(most), LABEL)
            + bar.text(0, layout.columns(), paper.ink()));
  }

  /** A line under each phase, with its name where there is room, and all of them in words. */
  private void phases() {
    StoredMapRun.Phases phases = picture.run().phases();
    String words = MapRunWords.phases(picture.run());
    if (words.isEmpty()) {
      return;
    }
    char[] cells = " ".repeat(layout.columns()).toCharArray();
    Instant at = picture.run().startedAt();
    String[] names = {"start", "ramp", "steady", "tail", "finish"};
    Duration[] lengths = {
      phases.start(), phases.ramp(), phases.steady(), phases.tail(), phases.finish()
    };
    for (int i = 0; i < names.length && lengths[i] != null; i++) {
      int from = (int) Math.round(scale.columnOf(at));
      at = at.plus(lengths[i]);
      int to = (int) Math.round(scale.columnOf(at));
      draw(cells, from, to, names[i]);
    }
    paper.line(Cells.padded("phases", LABEL) + paper.ink().paint(Tone.FAINT, new String(cells)));
    paper.paragraph(" ", words, Tone.PLAIN);
  }

  private String bucket() {
    Duration length = picture.timeline().get(0).length();
    return length.toMillis() % 1_000 == 0 && length.toSeconds() <= SECONDS_OF_MINUTE
        ? length.toSeconds() + " s"
        : Figures.time(Millis.of(length));
  }

  private static void draw(char[] cells, int from, int to, String name) {
    for (int i = from; i < Math.min(to, cells.length); i++) {
      cells[i] = i == from ? '├' : '─';
    }
    int room = to - from - 1;
    if (room >= name.length()) {
      int at = from + 1 + (room - name.length()) / 2;
      name.getChars(0, Math.min(name.length(), cells.length - at), cells, at);
    }
  }
}
