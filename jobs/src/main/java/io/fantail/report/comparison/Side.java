package io.fantail.report.comparison;

import java.util.List;

/**
 * One of the two that are compared, in one group.
 *
 * @param all everything together
 * @param runs of children each Map Run by itself, those that no link names being one; none of what
 *     is no child
 */
public record Side(Measured all, List<Measured> runs) {
  static final Side NOTHING = new Side(Measured.NOTHING, List.of());

  /** The runs that have at least so many of what the figure is of. */
  List<Measured> runsOf(Figure figure, long least) {
    return runs.stream().filter(run -> run.countOf(figure) >= least).toList();
  }
}
