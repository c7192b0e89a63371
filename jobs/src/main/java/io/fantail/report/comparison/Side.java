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

  /** The runs that have the figure, of at least so many. */
  List<Measured> runsOf(Figure figure, long least) {
    return runs.stream()
        .filter(run -> run.countOf(figure) >= least && run.valueOf(figure) != null)
        .toList();
  }
}
