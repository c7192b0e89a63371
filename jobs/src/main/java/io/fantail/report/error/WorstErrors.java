package io.fantail.report.error;

import io.fantail.shape.Fields;
import java.time.LocalDate;
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

  private static final Comparator<ErrorCounts> WORST_FIRST =
      Comparator.comparingLong(ErrorCounts::terminal)
          .thenComparingLong(ErrorCounts::attempts)
          .reversed()
          .thenComparing(one -> one.key().error(), NULLS_FIRST)
          .thenComparing(one -> one.key().stateName(), NULLS_FIRST)
          .thenComparing(one -> one.key().functionName(), NULLS_FIRST)
          .thenComparing(one -> one.key().fingerprint(), NULLS_FIRST)
          .thenComparing(one -> one.key().isDistributedMapChild());

  private final Map<ErrorKey, ErrorCounts> counts = new HashMap<>();

  public void add(ErrorCounts ofDay) {
    ErrorKey key = ofDay.key();
    ErrorKey shown =
        new ErrorKey(
            LocalDate.EPOCH,
            "",
            key.stateName(),
            key.functionName(),
            key.error(),
            key.fingerprint(),
            key.isDistributedMapChild());
    counts.merge(shown, ofDay.of(shown), ErrorCounts::and);
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
    fields.list(WorstErrors::found, ErrorCounts::shape).forEach(worst::add);
    return worst;
  }

  /** The worst, twelve at most, the worst first. */
  public List<ErrorCounts> found() {
    return counts.values().stream().sorted(WORST_FIRST).limit(SHOWN).toList();
  }
}
