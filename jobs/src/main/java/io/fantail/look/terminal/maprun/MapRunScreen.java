package io.fantail.look.terminal.maprun;

import io.fantail.event.ExecutionArn;
import io.fantail.look.stored.ChildExample;
import io.fantail.look.stored.ChildGroup;
import io.fantail.look.stored.ChildRow;
import io.fantail.look.stored.StoredMapRun;
import io.fantail.look.stored.StoredStraggler;
import io.fantail.look.terminal.Cells;
import io.fantail.look.terminal.Paper;
import io.fantail.look.terminal.Tone;
import io.fantail.look.waterfall.Outcome;
import io.fantail.shape.Column;
import io.fantail.text.Figures;
import io.fantail.text.RequestIds;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Draws a Map Run: who it is, its children over the time, what happened to them, group by group,
 * and those worth a row of their own.
 */
public final class MapRunScreen {
  private static final int MOST_UNFOLDED = 5;

  private final MapRunPicture picture;
  private final StoredMapRun run;
  private final Paper paper;

  public MapRunScreen(MapRunPicture picture, Paper paper) {
    this.picture = picture;
    this.run = picture.run();
    this.paper = paper;
  }

  /**
   * Draws it.
   *
   * @param all every child in the order of their beginnings, which are drawn where nothing is to be
   *     folded
   */
  public void print(Iterator<ChildRow> all) {
    paper.line(paper.ink().paint(Tone.STRONG, MapRunWords.title(run)));
    paper.paragraph(MapRunWords.moment(run), MapRunWords.children(run), Tone.PLAIN);
    MapRunWords.doubts(run).forEach(doubt -> paper.paragraph("!", doubt, Tone.WAITING));
    new TimelineRows(picture, paper).print();
    groups();
    if (paper.isAll()) {
      all(all);
    } else {
      unfolded();
    }
    paper.line("");
    paper.ask(run.parentExecutionArn(), "its parent");
  }

  private void groups() {
    if (picture.groups().isEmpty()) {
      paper.line("");
      paper.line("No child of it is in the lake.");
      return;
    }
    new GroupRows(picture, paper).print();
  }

  /** A child with its bar. */
  private record Row(
      String arn,
      Outcome outcome,
      Instant startedAt,
      @Nullable Instant endedAt,
      @Nullable Duration time,
      List<String> notes) {}

  private void unfolded() {
    List<Row> slowest =
        picture.slowest().stream().limit(MOST_UNFOLDED).map(MapRunScreen::row).toList();
    print("slowest", slowest);
    List<Row> failed =
        picture.groups().stream()
            .filter(ChildGroup::isUnsuccessful)
            .sorted(Comparator.comparing(ChildGroup::count).reversed())
            .limit(MOST_UNFOLDED)
            .map(group -> row(group, group.first()))
            .toList();
    print("first of each kind that failed", failed);
    picture.samples().stream()
        .filter(sample -> sample.reason().equals("sampled") && sample.weight() != null)
        .findFirst()
        .ifPresent(
            sample -> {
              paper.line("");
              paper.line("one like most of them");
              paper.ask(
                  sample.executionArn(),
                  "stands for "
                      + Figures.count(Math.round(Objects.requireNonNullElse(sample.weight(), 1.0)))
                      + " children");
            });
  }

  private static Row row(StoredStraggler child) {
    List<String> notes = new ArrayList<>();
    if (child.heldBy() != null && child.heldByMs() != null) {
      notes.add(
          Column.wordOf(child.heldBy()).replace('_', ' ')
              + " +"
              + Figures.time(child.heldByMs())
              + (child.heldByState() == null ? "" : " in " + child.heldByState()));
    }
    if (child.timesMedian() != null) {
      notes.add(Figures.times(child.timesMedian()) + " median");
    }
    return new Row(
        child.executionArn(),
        Outcome.of(child.status()),
        child.startedAt(),
        child.startedAt().plus(child.activeTime()),
        child.activeTime(),
        notes);
  }

  private static Row row(ChildGroup group, ChildExample child) {
    List<String> notes = new ArrayList<>();
    notes.add(GroupWords.of(group));
    if (child.cause() != null) {
      notes.add(child.cause());
    }
    return new Row(
        child.executionArn(),
        Outcome.of(group.status()),
        child.startedAt(),
        child.endedAt(),
        child.activeTime(),
        notes);
  }

  private void print(String heading, List<Row> rows) {
    if (rows.isEmpty()) {
      return;
    }
    int widest = rows.stream().mapToInt(row -> Cells.width(nameOf(row.arn()))).max().orElse(0);
    ChildRows lines = new ChildRows(run, end(), widest, paper);
    paper.line("");
    lines.heading(heading);
    rows.forEach(
        row ->
            lines.print(
                nameOf(row.arn()),
                row.outcome(),
                row.startedAt(),
                row.endedAt(),
                row.time(),
                row.notes()));
  }

  /** Of the run, or what is known of it at last. */
  private Instant end() {
    int buckets = picture.timeline().size();
    if (run.endedAt() != null) {
      return run.endedAt();
    }
    return buckets == 0
        ? run.startedAt().plusSeconds(1)
        : picture.timeline().get(buckets - 1).start().plus(picture.timeline().get(0).length());
  }

  private void all(Iterator<ChildRow> children) {
    ChildRows lines = new ChildRows(run, end(), RequestIds.CHARS, paper);
    paper.line("");
    lines.heading("every child, in the order of their beginnings");
    while (children.hasNext()) {
      ChildRow child = children.next();
      lines.print(
          nameOf(child.executionArn()),
          Outcome.of(child.status()),
          child.startedAt(),
          child.endedAt(),
          child.activeTime(),
          child.error() == null ? List.of() : List.of(child.error()));
    }
  }

  /** Its name, by which it can be asked for. */
  private static String nameOf(String arn) {
    ExecutionArn parts = ExecutionArn.parse(arn);
    return parts == null ? arn : parts.name();
  }
}
