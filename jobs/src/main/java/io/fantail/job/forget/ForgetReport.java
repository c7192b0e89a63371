package io.fantail.job.forget;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fantail.job.forget.TableCleaning.Cleaned;
import io.fantail.table.DaySet;
import io.fantail.text.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What was forgotten, or would be, for people and for programs.
 *
 * @param executions how many
 * @param tables of which rows were deleted, or texts emptied
 * @param days whose reports were made again
 * @param runReports files of what was printed that were deleted
 * @param vacuumAt from when on no version has it any more that VACUUM leaves
 */
public record ForgetReport(
    boolean isDry,
    long executions,
    List<Cleaned> tables,
    DaySet days,
    int runReports,
    Instant vacuumAt) {

  /** Whether there was anything to forget. */
  public boolean isEmpty() {
    return executions == 0 && tables.isEmpty() && runReports == 0;
  }

  /** What was done, and what is left to do. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(line("%s: %,d executions.", isDry ? "Would be forgotten" : "Forgotten", executions));
    for (Cleaned one : tables) {
      lines.add(
          line(
              "  %s: %,d rows %s%s",
              one.table().name(),
              one.rows(),
              isDry ? "to delete" : "deleted",
              one.texts() == 0 ? "" : line(", texts of %,d other rows emptied", one.texts())));
    }
    if (!days.isEmpty()) {
      lines.add(
          (isDry ? "Reports that would be made again: " : "Reports that were made again: ")
              + days.inWords()
              + ".");
    }
    if (runReports > 0) {
      lines.add(line("Reports in _runs %s: %,d.", isDry ? "to delete" : "deleted", runReports));
    }
    if (!isDry) {
      lines.add(
          "Files of former versions keep it until 'maintain' is run after "
              + vacuumAt
              + ": only then it is gone from the storage, but for versions of objects that a bucket keeps.");
      lines.add(
          "The archive is not touched: 'run --reread', an object that changes, or a late event brings it back. Delete it there, too, and then forget it again."
              + " Pages and exports that were written elsewhere are yours to delete.");
    }
    return lines;
  }

  private static String line(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }

  /** One object, with the same. */
  public String json() {
    ObjectNode json = Json.MAPPER.createObjectNode();
    json.put("dry_run", isDry).put("executions", executions);
    ArrayNode list = json.putArray("tables");
    for (Cleaned one : tables) {
      ObjectNode each = list.addObject().put("table", one.table().name());
      each.put("rows", one.rows()).put("texts", one.texts());
    }
    ArrayNode ofDays = json.putArray("report_days");
    days.ranges()
        .forEach(
            range ->
                range.from().datesUntil(range.to()).forEach(day -> ofDays.add(day.toString())));
    json.put("run_reports", runReports).put("vacuum_after", vacuumAt.toString());
    return json.toString();
  }
}
