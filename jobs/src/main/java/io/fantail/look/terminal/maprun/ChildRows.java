package io.fantail.look.terminal.maprun;

import io.fantail.look.stored.StoredMapRun;
import io.fantail.look.terminal.BarArea;
import io.fantail.look.terminal.Cells;
import io.fantail.look.terminal.Marks;
import io.fantail.look.terminal.Paper;
import io.fantail.look.terminal.TimeScale;
import io.fantail.look.terminal.Tone;
import io.fantail.look.waterfall.Outcome;
import io.fantail.shape.Millis;
import io.fantail.text.Figures;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lines of single children: a name that can be asked for, how long, how, when, and words. */
final class ChildRows {
  private static final DateTimeFormatter SECOND = DateTimeFormatter.ofPattern("HH:mm:ss");
  private static final int TIME = 10;
  private static final int START = 10;
  private static final int MARK = 3;
  private static final int LEAST_WIDE = 120;
  private static final int SHARE = 3;
  private static final int LEAST_NOTES = 36;
  private static final int INDENT = 6;

  private final TimeScale scale;
  private final int name;
  private final int notes;
  private final Paper paper;

  /**
   * Begins.
   *
   * @param name cells of the widest name
   */
  ChildRows(StoredMapRun run, Instant end, int name, Paper paper) {
    this.name = name;
    this.paper = paper;
    int left = paper.width() - 2 - name - TIME - MARK - START;
    int columns = paper.width() < LEAST_WIDE ? 0 : left / SHARE;
    this.notes = Math.max(1, left - columns - (columns == 0 ? 0 : 1));
    this.scale = TimeScale.of(run.startedAt(), end, List.of(), columns);
  }

  void heading(String what) {
    paper.line(
        paper
            .ink()
            .paint(
                Tone.FAINT,
                Cells.padded(what, 2 + name)
                    + Cells.paddedLeft("", TIME + MARK)
                    + Cells.padded("at (UTC)", START)));
  }

  void print(
      String child,
      Outcome outcome,
      Instant startedAt,
      @Nullable Instant endedAt,
      @Nullable Duration time,
      List<String> words) {
    Tone tone = Marks.toneOf(outcome);
    Tone ofWords = outcome.isError() ? Tone.BAD : Tone.FAINT;
    String note = String.join(" · ", words);
    boolean isBeside = notes >= LEAST_NOTES || Cells.width(Cells.of(note, notes + 1)) <= notes;
    String bar = "";
    if (scale.columns() > 0) {
      BarArea area = new BarArea(scale.columns());
      double to = endedAt == null ? scale.columns() : scale.columnOf(endedAt);
      area.solid(scale.columnOf(startedAt), to, tone);
      bar = area.text(0, scale.columns(), paper.ink()) + " ";
    }
    paper.line(
        "  "
            + Cells.padded(child, name)
            + Cells.paddedLeft(time == null ? "" : Figures.time(Millis.of(time)), TIME)
            + " "
            + paper.ink().paint(tone, Marks.of(outcome))
            + " "
            + Cells.padded(startedAt.atOffset(ZoneOffset.UTC).format(SECOND), START)
            + bar
            + (isBeside ? paper.ink().paint(ofWords, Cells.of(note, notes)) : ""));
    if (!isBeside) {
      paper.line("      " + paper.ink().paint(ofWords, Cells.of(note, paper.width() - INDENT)));
    }
  }
}
