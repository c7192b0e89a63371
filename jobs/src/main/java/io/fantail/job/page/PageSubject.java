package io.fantail.job.page;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;

import io.fantail.job.show.Shown;
import io.fantail.job.show.ShownFinder;
import io.fantail.look.page.PageScope;
import io.fantail.look.stored.StoredExecution;
import io.fantail.look.stored.StoredMapRun;
import io.fantail.look.stored.StoredMapRuns;
import io.fantail.shape.Dated;
import io.fantail.table.DayRange;
import io.fantail.table.DaySet;
import io.fantail.table.Lake;
import io.fantail.table.Tables;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/** Finds what a page is to be about. */
public final class PageSubject {
  private final Lake lake;

  public PageSubject(Lake lake) {
    this.lake = lake;
  }

  /** The days of a range on which executions of the lake started; null where there are none. */
  public @Nullable PageScope ofDays(DayRange wanted) {
    Row days =
        lake.read(Tables.EXECUTIONS, DaySet.of(wanted))
            .agg(min(col("day").cast("string")), max(col("day").cast("string")))
            .head();
    return days.isNullAt(0)
        ? null
        : PageScope.ofDays(
            DaySet.of(
                new DayRange(
                    LocalDate.parse(days.getString(0)),
                    LocalDate.parse(days.getString(1)).plusDays(1))));
  }

  /**
   * A Map Run with what started it; an execution with the Map Runs that it started, or the one that
   * it is a child of.
   *
   * @param asked what {@code show} understands
   */
  public PageScope of(String asked) {
    Shown shown = new ShownFinder(lake, asked).find();
    if (shown instanceof Shown.OfMapRun mapRun) {
      return of(List.of(mapRun.run()), List.of(mapRun.run().parentExecutionArn()), null);
    }
    StoredExecution execution = ((Shown.OfExecution) shown).execution();
    String mapRunArn = execution.mapRunArn();
    List<StoredMapRun> runs =
        StoredMapRuns.all(lake).stream()
            .filter(
                run ->
                    mapRunArn == null
                        ? run.parentExecutionArn().equals(execution.executionArn())
                        : run.mapRunArn().equals(mapRunArn))
            .toList();
    if (runs.isEmpty()) {
      return PageScope.ofMapRuns(
          DaySet.NONE.plus(List.of(Dated.dayOf(execution.startedAt()))),
          List.of(),
          List.of(execution.executionArn()),
          execution.executionArn());
    }
    return of(
        runs,
        mapRunArn == null
            ? List.of(execution.executionArn())
            : List.of(runs.get(0).parentExecutionArn()),
        execution.executionArn());
  }

  /** Children start from the day of the parent on until their Map Run ends. */
  private static PageScope of(
      List<StoredMapRun> runs, List<String> parentArns, @Nullable String openedArn) {
    DaySet days = DaySet.NONE;
    for (StoredMapRun run : runs) {
      Instant end = Objects.requireNonNullElse(run.endedAt(), run.startedAt());
      days = days.plus(DaySet.of(new DayRange(run.day(), Dated.dayOf(end).plusDays(1))));
    }
    return PageScope.ofMapRuns(
        days, runs.stream().map(StoredMapRun::mapRunArn).toList(), parentArns, openedArn);
  }
}
