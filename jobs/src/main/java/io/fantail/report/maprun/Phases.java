package io.fantail.report.maprun;

import io.fantail.shape.Fields;
import io.fantail.shape.Micros;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * Five phases of a Map Run that add up to its duration. Each begins where the one before it ends,
 * at moments that lie in order, and within the run, however clocks differ: where 95 % of the
 * children had ended before the ramp was over, the ramp ends there and nothing is steady.
 *
 * @param start until the first child started; null where none is here
 * @param ramp until 90 % of the most children that ever were open at once first were; null, as are
 *     those that follow, where nothing shows the run's end or that of any child
 * @param steady until 95 % of the children had ended
 * @param tail until the last had
 * @param finish until the run had
 */
public record Phases(
    @Nullable Duration start,
    @Nullable Duration ramp,
    @Nullable Duration steady,
    @Nullable Duration tail,
    @Nullable Duration finish) {
  private static final Phases UNKNOWN = new Phases(null, null, null, null, null);

  static Phases of(MapRunSpan run, ChildFigures children, Pace pace) {
    Long first = children.firstStartedAt();
    if (first == null) {
      return UNKNOWN;
    }
    long from = Micros.of(run.startedAt());
    Instant end = run.endedAt();
    Long last = children.lastEndedAt();
    Double tailBegins = pace.tailBeginsAt();
    if (end == null || last == null || tailBegins == null || end.isBefore(run.startedAt())) {
      return new Phases(between(from, Math.max(from, first)), null, null, null, null);
    }
    long to = Micros.of(end);
    long finish = within(last, from, to);
    long ramp = within(first, from, finish);
    long tail = within(Math.round(tailBegins), ramp, finish);
    long steady = pace.rampEndsAt() == null ? ramp : within(pace.rampEndsAt(), ramp, tail);
    return new Phases(
        between(from, ramp),
        between(ramp, steady),
        between(steady, tail),
        between(tail, finish),
        between(finish, to));
  }

  private static long within(long time, long from, long to) {
    return Math.max(from, Math.min(time, to));
  }

  private static Duration between(long from, long to) {
    return Duration.of(to - from, ChronoUnit.MICROS);
  }

  /** The fields, as the table {@code map_runs} shows them. */
  static Phases shape(Fields<Phases> fields) {
    return new Phases(
        fields.durationOrNull(
            "start_ms",
            "The first of five phases, which add up to its duration: until the first child"
                + " started; null where none is here.",
            Phases::start),
        fields.durationOrNull(
            "ramp_ms",
            "From there until 90 % of max_concurrency were first open; null, as are the phases that"
                + " follow, where nothing shows its end or that of any child.",
            Phases::ramp),
        fields.durationOrNull(
            "steady_ms", "From there until 95 % of the children had ended.", Phases::steady),
        fields.durationOrNull(
            "tail_phase_ms",
            "From there until the last had: tail_ms, as far as it lies within the run.",
            Phases::tail),
        fields.durationOrNull(
            "finish_ms", "From there until it ended, with no child open.", Phases::finish));
  }
}
