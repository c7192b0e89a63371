package io.fantail.job.maintain;

import io.fantail.shape.Table;
import io.fantail.table.Retained;
import io.fantail.table.Tables;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Which days are deleted of which tables.
 *
 * <p>Events, executions, spans, invocations and what they are read from are made from each other,
 * hour by hour. So the days of which any of them loses rows are closed to runs, and of days that
 * are open everything stays that they are made from: also what executions of open days hang on that
 * began earlier, and one day more, as log streams go on over midnight.
 *
 * @param retained what is left of the lake
 * @param deletedBefore of each table the first day that it keeps
 */
record Retention(Retained retained, Map<Table, LocalDate> deletedBefore) {
  private static final Set<Table> MADE_FROM_EACH_OTHER =
      Set.of(
          Tables.EVENTS,
          Tables.DESCRIPTIONS,
          Tables.LAMBDA_RECORDS,
          Tables.LAMBDA_INVOCATIONS,
          Tables.AWS_SPANS,
          Tables.EXECUTIONS,
          Tables.SPANS);

  /**
   * Decides it.
   *
   * @param keepDays days before today that a table keeps
   * @param before what earlier retention has left
   * @param firstBehind of the executions that those of a day and later ones hang on, the day on
   *     which the first began; the day itself where that is later
   */
  static Retention of(
      Map<Table, Integer> keepDays,
      LocalDate today,
      Retained before,
      UnaryOperator<LocalDate> firstBehind) {
    LocalDate closed =
        later(
            before.closedBefore(),
            keepDays.entrySet().stream()
                .filter(entry -> MADE_FROM_EACH_OTHER.contains(entry.getKey()))
                .map(entry -> today.minusDays(entry.getValue()))
                .max(Comparator.naturalOrder())
                .orElse(null));
    LocalDate needed = closed == null ? null : firstBehind.apply(closed).minusDays(1);
    Map<Table, LocalDate> deletedBefore = new LinkedHashMap<>();
    LocalDate keptFrom = before.keptFrom();
    for (Map.Entry<Table, Integer> entry : keepDays.entrySet()) {
      LocalDate wanted = today.minusDays(entry.getValue());
      if (needed != null && MADE_FROM_EACH_OTHER.contains(entry.getKey())) {
        wanted = wanted.isBefore(needed) ? wanted : needed;
        keptFrom = later(keptFrom, wanted);
      }
      deletedBefore.put(entry.getKey(), wanted);
    }
    return new Retention(new Retained(closed, keptFrom), deletedBefore);
  }

  /** Whether runs leave the days of which the table has lost rows. */
  static boolean closes(Table table) {
    return MADE_FROM_EACH_OTHER.contains(table);
  }

  private static @Nullable LocalDate later(@Nullable LocalDate one, @Nullable LocalDate other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return one.isBefore(other) ? other : one;
  }
}
