package io.fantail.job.maintain;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fantail.table.Retained;
import io.fantail.text.Json;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What was done, or would be, for people and for programs.
 *
 * @param deleted days that were deleted, by table
 * @param joined files that were joined, by table
 * @param vacuumed tables whose former files were deleted
 * @param retained what is left of the lake
 */
public record MaintainReport(
    MaintainRequest request,
    List<Deleted> deleted,
    List<Joined> joined,
    List<Vacuumed> vacuumed,
    Retained retained) {

  /** Days that a table does not have any more. */
  record Deleted(String table, LocalDate before, int days, int files, long bytes) {}

  /** Files of closed days that became fewer. */
  record Joined(String table, int days, int filesBefore, int filesAfter, long bytes) {}

  /**
   * A table whose former files were deleted.
   *
   * @param files how many; null where it was done, as Delta does not say it
   */
  record Vacuumed(String table, @Nullable Integer files) {}

  /** A line for each table and kind of work. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (Deleted one : deleted) {
      lines.add(
          line(
              "%s %s: %,d days before %s, %,d files, %,.1f MB",
              said("Deleted", "Would delete"),
              one.table,
              one.days,
              one.before,
              one.files,
              one.bytes / 1e6));
    }
    for (Joined one : joined) {
      lines.add(
          line(
              "%s %s: %,d files to %,d (%s), %,.1f MB",
              said("Joined", "Would join"),
              one.table,
              one.filesBefore,
              one.filesAfter,
              one.days == 0 ? "no days" : line("%,d days", one.days),
              one.bytes / 1e6));
    }
    int files = vacuumed.stream().mapToInt(one -> one.files == null ? 0 : one.files).sum();
    lines.add(
        line(
            "%s of %,d tables what no version of the last %,d hours needs%s.",
            said("Deleted the files", "Would delete the files"),
            vacuumed.size(),
            request.retainHours(),
            request.isDry() ? line(": %,d files", files) : ""));
    if (retained.closedBefore() != null) {
      lines.add(
          "Runs leave days before %s as they are: what arrives of executions that began then is left out."
              .formatted(retained.closedBefore()));
    }
    return lines;
  }

  private String said(String done, String wouldBe) {
    return request.isDry() ? wouldBe : done;
  }

  private static String line(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }

  /** One object, with the same. */
  public String json() {
    ObjectNode json = Json.MAPPER.createObjectNode();
    json.put("dry_run", request.isDry());
    ArrayNode ofDeleted = json.putArray("deleted");
    for (Deleted one : deleted) {
      ObjectNode each = ofDeleted.addObject();
      each.put("table", one.table).put("before", one.before.toString()).put("days", one.days);
      each.put("files", one.files).put("bytes", one.bytes);
    }
    ArrayNode ofJoined = json.putArray("joined");
    for (Joined one : joined) {
      ObjectNode each = ofJoined.addObject();
      each.put("table", one.table).put("days", one.days).put("files_before", one.filesBefore);
      each.put("files_after", one.filesAfter).put("bytes", one.bytes);
    }
    ArrayNode ofVacuumed = json.putArray("vacuumed");
    for (Vacuumed one : vacuumed) {
      ofVacuumed.addObject().put("table", one.table).put("files", one.files);
    }
    json.put("retain_hours", request.retainHours());
    json.put("closed_before", text(retained.closedBefore()));
    json.put("kept_from", text(retained.keptFrom()));
    return json.toString();
  }

  private static @Nullable String text(@Nullable LocalDate day) {
    return day == null ? null : day.toString();
  }
}
