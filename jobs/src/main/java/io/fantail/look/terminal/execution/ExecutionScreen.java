package io.fantail.look.terminal.execution;

import io.fantail.look.stored.StoredExecution;
import io.fantail.look.terminal.Axis;
import io.fantail.look.terminal.Cells;
import io.fantail.look.terminal.Layout;
import io.fantail.look.terminal.Marks;
import io.fantail.look.terminal.Notes;
import io.fantail.look.terminal.Paper;
import io.fantail.look.terminal.TimeScale;
import io.fantail.look.terminal.Tone;
import io.fantail.look.waterfall.Backoff;
import io.fantail.look.waterfall.Fold;
import io.fantail.look.waterfall.Fold.Unfolded;
import io.fantail.look.waterfall.Outcome;
import io.fantail.look.waterfall.SpanNode;
import io.fantail.look.waterfall.TraceNode;
import io.fantail.look.waterfall.Waterfall;
import io.fantail.text.Figures;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Draws one execution: who it is, its waterfall, where its time went, what to ask for next. */
public final class ExecutionScreen {
  private static final String HERE = "►";

  private final StoredExecution execution;
  private final Waterfall waterfall;
  private final @Nullable String asked;
  private final Paper paper;

  /**
   * Begins.
   *
   * @param asked the id of the span that was asked for; null where it was the whole execution
   */
  public ExecutionScreen(
      StoredExecution execution, Waterfall waterfall, @Nullable String asked, Paper paper) {
    this.execution = execution;
    this.waterfall = waterfall;
    this.asked = asked;
    this.paper = paper;
  }

  /** A row with the lines of the tree in front of it. */
  private record Row(String lead, String leadBelow, TraceNode node, List<Fold.Why> why) {}

  /** Draws it. */
  public void print() {
    paper.line(paper.ink().paint(Tone.STRONG, ExecutionWords.title(execution)));
    paper.line(ExecutionWords.subtitle(execution));
    ExecutionWords.doubts(execution).forEach(doubt -> paper.paragraph("!", doubt, Tone.WAITING));
    paper.line("");
    List<Row> rows = new ArrayList<>();
    for (TraceNode root : waterfall.roots()) {
      rows.add(new Row("", "", root, List.of()));
      addBelow(root, " ", rows);
    }
    if (rows.isEmpty()) {
      paper.line("No span of it is in the lake.");
    } else {
      draw(rows);
    }
    paper.line("");
    new Findings(execution, waterfall, paper).print();
  }

  private void addBelow(TraceNode node, String lead, List<Row> rows) {
    List<TraceNode> below =
        node instanceof Fold fold && paper.isAll() ? fold.members() : node.below();
    for (int i = 0; i < below.size(); i++) {
      boolean isLast = i == below.size() - 1;
      TraceNode child = below.get(i);
      String leadBelow = lead + (isLast ? "  " : "│ ");
      rows.add(new Row(lead + (isLast ? "└ " : "├ "), leadBelow, child, whyOf(node, child)));
      addBelow(child, leadBelow, rows);
    }
  }

  private static List<Fold.Why> whyOf(TraceNode parent, TraceNode child) {
    return parent instanceof Fold fold
        ? fold.unfolded().stream()
            .filter(one -> one.node().equals(child))
            .findFirst()
            .map(Unfolded::why)
            .orElse(List.of())
        : List.of();
  }

  private void draw(List<Row> rows) {
    int widest = rows.stream().mapToInt(row -> Cells.width(label(row))).max().orElse(0);
    Layout layout = Layout.of(paper.width(), widest + 1);
    TimeScale scale = TimeSpanOf.scale(waterfall, layout.columns());
    Bars bars = new Bars(scale);
    Axis.print(paper, layout, scale);
    for (Row row : rows) {
      draw(row, layout, bars);
    }
    legend(rows, scale);
  }

  private void draw(Row row, Layout layout, Bars bars) {
    TraceNode node = row.node();
    if (node instanceof SpanNode span) {
      Outcome outcome = span.outcome();
      Double millis = span.millis();
      String front = layout.front(label(row), millis == null ? "" : Figures.time(millis));
      boolean isHere = span.span().spanId().equals(asked);
      String mark = isHere ? HERE : Marks.of(outcome);
      Tone tone = Marks.toneOf(outcome);
      List<String> notes = new ArrayList<>(SpanWords.notes(span));
      row.why().forEach(why -> notes.add(lower(why)));
      Notes.print(
          paper,
          front + paper.ink().paint(isHere ? Tone.STRONG : tone, mark) + " ",
          bars.of(span),
          notes,
          outcome.isError() ? Tone.BAD : Tone.FAINT,
          layout);
    } else if (node instanceof Backoff wait) {
      String front = layout.front(label(row), Figures.time(wait.millis()));
      Notes.print(paper, front + "  ", bars.of(wait), List.of(), Tone.WAITING, layout);
    } else if (node instanceof Fold fold) {
      Double max = fold.figures().maxMs();
      String front = layout.front(label(row), max == null ? "" : "≤" + Figures.time(max));
      Outcome worst = fold.figures().failed() > 0 ? Outcome.FAILED : Outcome.OK;
      String mark = paper.ink().paint(Marks.toneOf(worst), Marks.of(worst));
      paper.line(
          front
              + mark
              + " "
              + bars.of(fold).text(0, layout.columns(), paper.ink()).stripTrailing());
      paper.paragraph(
          row.leadBelow() + (node.below().isEmpty() ? " " : "│"),
          FoldWords.of(fold.figures()),
          Tone.PLAIN);
    }
  }

  private static String label(Row row) {
    TraceNode node = row.node();
    String what;
    if (node instanceof SpanNode span) {
      what = SpanWords.label(span);
    } else if (node instanceof Fold fold) {
      what =
          Figures.count(fold.figures().count())
              + " "
              + SpanWords.plural(fold.unfolded().get(0).node());
    } else {
      what = "(backoff)";
    }
    return row.lead() + what;
  }

  private void legend(List<Row> rows, TimeScale scale) {
    List<String> signs = new ArrayList<>();
    boolean hasThin = spans(rows).stream().anyMatch(span -> !span.isCritical());
    if (hasThin && spans(rows).stream().anyMatch(SpanNode::isCritical)) {
      signs.add("█ held up the end  ▄ did not");
    }
    if (spans(rows).stream().anyMatch(span -> span.coldSince() != null)) {
      signs.add(Bars.COLD + " cold start");
    }
    if (rows.stream().anyMatch(row -> row.node() instanceof Backoff)) {
      signs.add(Bars.WAIT + " backoff");
    }
    if (rows.stream().anyMatch(row -> row.node() instanceof Fold)) {
      signs.add("▂▅█ how many at once");
    }
    if (!scale.cuts().isEmpty()) {
      signs.add(Bars.CUT + " ended, until it was redriven");
    }
    if (!signs.isEmpty()) {
      paper.line(paper.ink().paint(Tone.FAINT, "  " + String.join("   ", signs)));
    }
  }

  private static List<SpanNode> spans(List<Row> rows) {
    return rows.stream()
        .map(Row::node)
        .filter(SpanNode.class::isInstance)
        .map(SpanNode.class::cast)
        .toList();
  }

  private static String lower(Enum<?> word) {
    return word.name().toLowerCase(Locale.ROOT);
  }
}
