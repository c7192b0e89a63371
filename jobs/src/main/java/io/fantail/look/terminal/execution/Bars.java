package io.fantail.look.terminal.execution;

import io.fantail.look.terminal.BarArea;
import io.fantail.look.terminal.Marks;
import io.fantail.look.terminal.TimeScale;
import io.fantail.look.terminal.Tone;
import io.fantail.look.waterfall.Backoff;
import io.fantail.look.waterfall.Fold;
import io.fantail.look.waterfall.SpanNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Draws the rows of a waterfall over one scale. */
final class Bars {
  static final char WAIT = '░';
  static final char COLD = '▒';
  static final char CUT = '┊';

  private final TimeScale scale;

  Bars(TimeScale scale) {
    this.scale = scale;
  }

  /** A span: thick where it held up the end, thin where it did not, its init hatched. */
  BarArea of(SpanNode node) {
    BarArea area = new BarArea(scale.columns());
    double from = scale.columnOf(node.startedAt());
    double to = columnOfEnd(node.endedAt());
    Tone tone = Marks.toneOf(node.outcome());
    if (node.isCritical()) {
      area.solid(from, to, tone);
    } else {
      area.thin(from, to, tone);
    }
    Instant cold = node.coldSince();
    if (cold != null && cold.isBefore(node.startedAt())) {
      area.shade(scale.columnOf(cold), from, COLD, Tone.COLD);
    }
    return cut(area);
  }

  BarArea of(Backoff wait) {
    BarArea area = new BarArea(scale.columns());
    area.shade(
        scale.columnOf(wait.startedAt()), scale.columnOf(wait.endedAt()), WAIT, Tone.WAITING);
    return cut(area);
  }

  /** How many of the members ran at once, over the time. */
  BarArea of(Fold fold) {
    BarArea area = new BarArea(scale.columns());
    double[] running = new double[scale.columns()];
    double most = 1;
    for (var node : fold.members()) {
      if (node instanceof SpanNode member) {
        double from = scale.columnOf(member.startedAt());
        double to = columnOfEnd(member.endedAt());
        for (int i = (int) from; i < Math.min(running.length, Math.max(to, from + 0.01)); i++) {
          running[i] += Math.min(1, Math.max(0.05, Math.min(to, i + 1) - Math.max(from, i)));
          most = Math.max(most, running[i]);
        }
      }
    }
    for (int i = 0; i < running.length; i++) {
      running[i] /= most;
    }
    area.levels(running, Tone.PLAIN);
    return cut(area);
  }

  private BarArea cut(BarArea area) {
    scale.cutColumns().forEach(column -> area.set(column, CUT, Tone.FAINT));
    return area;
  }

  private double columnOfEnd(@Nullable Instant end) {
    return end == null ? scale.columns() : scale.columnOf(end);
  }
}
