package io.fantail.report.error;

import io.fantail.shape.Fields;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the errors that ended most executions, over all days and state machines: one for each
 * fingerprint. Of very many kinds, as where names of errors carry ids, the rarest so far are
 * forgotten.
 */
public final class WorstErrors {
  private static final int SHOWN = 12;
  private static final int MOST_KINDS = 10_000;
  private static final Comparator<@Nullable String> NULLS_FIRST =
      Comparator.nullsFirst(Comparator.<String>naturalOrder());

  private static final Comparator<ErrorFigures> WORST_FIRST =
      Comparator.comparingLong(ErrorFigures::terminal)
          .thenComparingLong(ErrorFigures::attempts)
          .reversed()
          .thenComparing(one -> one.key().error(), NULLS_FIRST)
          .thenComparing(one -> one.key().stateName(), NULLS_FIRST)
          .thenComparing(one -> one.key().functionName(), NULLS_FIRST)
          .thenComparing(one -> one.key().fingerprint(), NULLS_FIRST)
          .thenComparing(one -> one.key().isDistributedMapChild());

  private final Map<ErrorKey, ErrorFigures> counts = new HashMap<>();

  /** Adds what was counted of one day and state machine. */
  public void add(ErrorCounts ofDay) {
    add(ErrorFigures.of(ofDay));
  }

  /** The same of a row of the table {@code errors}. */
  public void add(ErrorFigures figures) {
    counts.merge(figures.key(), figures, ErrorFigures::and);
    if (counts.size() > MOST_KINDS) {
      counts
          .values()
          .retainAll(
              Set.copyOf(
                  counts.values().stream().sorted(WORST_FIRST).limit(MOST_KINDS / 2).toList()));
    }
  }

  public static WorstErrors shape(Fields<WorstErrors> fields) {
    WorstErrors worst = new WorstErrors();
    for (ErrorFigures figures : fields.list(WorstErrors::found, ErrorFigures::shape)) {
      worst.add(figures);
    }
    return worst;
  }

  /** The worst, twelve at most, the worst first. */
  public List<ErrorFigures> found() {
    return counts.values().stream().sorted(WORST_FIRST).limit(SHOWN).toList();
  }
}
