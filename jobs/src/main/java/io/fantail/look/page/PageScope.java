package io.fantail.look.page;

import io.fantail.table.DaySet;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a page is about: days, or of these some Map Runs with their parents.
 *
 * @param days on which executions started
 * @param mapRunArns the Map Runs; all of the days where there is none
 * @param parentArns the executions that started them; none where there are no Map Runs
 */
public record PageScope(DaySet days, List<String> mapRunArns, List<String> parentArns) {

  /** All of the days. */
  public static PageScope ofDays(DaySet days) {
    return new PageScope(days, List.of(), List.of());
  }

  /** Whether only some Map Runs are meant. */
  public boolean isOfMapRuns() {
    return !mapRunArns.isEmpty();
  }

  /** The condition on rows of {@code executions} and {@code spans}. */
  String executions() {
    return isOfMapRuns()
        ? days.condition()
            + " AND ("
            + isOfTheMapRuns()
            + " OR execution_arn IN "
            + texts(parentArns)
            + ")"
        : days.condition();
  }

  /** The condition on rows that only name their execution. */
  String events() {
    return isOfMapRuns()
        ? days.condition()
            + " AND execution_arn IN (SELECT execution_arn FROM executions WHERE "
            + executions()
            + ")"
        : days.condition();
  }

  /** The condition on rows of tables about Map Runs. */
  String mapRuns() {
    return isOfMapRuns() ? days.condition() + " AND " + isOfTheMapRuns() : days.condition();
  }

  private String isOfTheMapRuns() {
    return "map_run_arn IN " + texts(mapRunArns);
  }

  /** Texts as a list of SQL literals in brackets; {@code (NULL)}, which nothing is in, of none. */
  static String texts(List<String> texts) {
    return texts.isEmpty()
        ? "(NULL)"
        : texts.stream().map(PageScope::text).collect(Collectors.joining(", ", "(", ")"));
  }

  /** A text as a literal of Spark's SQL. */
  static String text(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }
}
