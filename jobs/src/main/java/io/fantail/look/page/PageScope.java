package io.fantail.look.page;

import io.fantail.table.DaySet;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a page is about: days, or of these some Map Runs with their parents.
 *
 * @param days on which executions started
 * @param mapRunArns the Map Runs; all of the days where neither they nor parents are named
 * @param parentArns the executions that started them
 * @param openedArn the execution at which the page opens; null where none was asked for
 * @param from where only a part of the days is meant: executions that started then or later
 * @param to and before this moment
 */
public record PageScope(
    DaySet days,
    List<String> mapRunArns,
    List<String> parentArns,
    @Nullable String openedArn,
    @Nullable Instant from,
    @Nullable Instant to) {

  /** All of the days. */
  public static PageScope ofDays(DaySet days) {
    return new PageScope(days, List.of(), List.of(), null, null, null);
  }

  /** Of the days only some Map Runs, with what started them. */
  public static PageScope ofMapRuns(
      DaySet days, List<String> mapRunArns, List<String> parentArns, @Nullable String openedArn) {
    return new PageScope(days, mapRunArns, parentArns, openedArn, null, null);
  }

  /** Executions that started from a moment on and before another. */
  public static PageScope ofTime(DaySet days, Instant from, Instant to) {
    return new PageScope(days, List.of(), List.of(), null, from, to);
  }

  /** Whether only some executions of the days are meant. */
  public boolean isNarrowed() {
    return !mapRunArns.isEmpty() || !parentArns.isEmpty();
  }

  /** The condition on rows of {@code executions} and {@code spans}. */
  String executions() {
    StringBuilder condition = new StringBuilder(days.condition());
    if (isNarrowed()) {
      condition.append(" AND (").append(isOfTheMapRuns());
      condition.append(" OR execution_arn IN ").append(texts(parentArns)).append(")");
    }
    if (from != null && to != null) {
      condition.append(" AND started_at >= TIMESTAMP '").append(from).append("'");
      condition.append(" AND started_at < TIMESTAMP '").append(to).append("'");
    }
    return condition.toString();
  }

  /** The condition on rows that only name their execution. */
  String events() {
    return isNarrowed()
        ? days.condition()
            + " AND execution_arn IN (SELECT execution_arn FROM executions WHERE "
            + executions()
            + ")"
        : days.condition();
  }

  /** The condition on rows of tables about Map Runs. */
  String mapRuns() {
    return isNarrowed() ? days.condition() + " AND " + isOfTheMapRuns() : days.condition();
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
