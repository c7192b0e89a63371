package io.fantail.job.item;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.fantail.job.item.ItemsOfRun.Counts;
import io.fantail.text.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is said when items were written: how many, which are missing, and how to run them again.
 *
 * @param lake address of the tables
 * @param out address of the file
 * @param runAgain null where the lake has no row of the Map Run
 */
public record ItemReport(
    String lake,
    String out,
    String mapRunArn,
    Counts counts,
    @Nullable RunAgain runAgain,
    Instant now) {

  /** For a person. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add("Map Run " + mapRunArn);
    if (counts.known() > 0) {
      add(
          lines,
          "Wrote %,d of %,d items, of %,d children that did not succeed%s, to %s",
          counts.known(),
          counts.items(),
          counts.children(),
          counts.neverRan() == 0 ? "" : count(" and %,d that never ran", counts.neverRan()),
          out);
    }
    if (counts.mayHaveRun() > 0) {
      add(
          lines,
          "%,d items are of children that had not begun when the Map Run last wrote its results. It was"
              + " redriven since, and nothing in the archive tells which of them ran then: compare before"
              + " you run them again.",
          counts.mayHaveRun());
    }
    if (counts.suspects() > 0) {
      add(
          lines,
          "%,d of these are suspects: their batches failed, and nothing says which of their items did.",
          counts.suspects());
    }
    if (counts.masked() > 0) {
      add(
          lines,
          "%,d of these have values that were masked (--redact): an ItemReader would read the masks.",
          counts.masked());
    }
    if (counts.unknown() > 0) {
      add(
          lines,
          "Of %,d the content is not known: the archive has no input of their children, or --payload-limit"
              + " cut it. Run the archive again with --payload-limit 262144 to have them. Which they are:",
          counts.unknown());
      add(
          lines,
          "  fantail query --lake %s \"SELECT execution_arn, item_index FROM failed_items"
              + " WHERE item IS NULL AND map_run_arn = '%s'\"",
          lake,
          mapRunArn);
    }
    if (runAgain != null) {
      addHowToRunAgain(lines, runAgain);
    }
    return lines;
  }

  private void addHowToRunAgain(List<String> lines, RunAgain runAgain) {
    long unseen =
        runAgain.pending() == null ? 0 : Math.max(0, runAgain.pending() - counts.neverRan());
    if (unseen > 0) {
      add(
          lines,
          "%,d more children never began, by AWS's count: their items are in no history, and not in the"
              + " file. Where the Map Run exports its results, its PENDING files have them: archive these.",
          unseen);
    }
    Instant until = runAgain.redrivableUntil();
    if (isRedriven(runAgain)) {
      add(
          lines,
          "AWS runs these children again, whole batches%s:",
          until == null ? "" : ", until " + until);
      lines.add("  " + runAgain.redriveCommand());
      return;
    }
    lines.add(
        counts.redrivable() > 0
            ? "AWS would have run these children again until " + until + "."
            : "As far as the archive tells, AWS redrives none of these children: their parent did not fail by them.");
    String start = runAgain.startCommand();
    if (start != null) {
      lines.add(
          "Put the file where the ItemReader of this Map finds it, and start the state machine with an input that names it; states before the Map run again, too:");
      lines.add("  " + start + " --input '{...}'");
    }
  }

  private boolean isRedriven(RunAgain runAgain) {
    return counts.redrivable() > 0 && !runAgain.isTooLate(now);
  }

  private static String count(String format, long number) {
    return String.format(Locale.ROOT, format, number);
  }

  private static void add(List<String> lines, String format, Object... values) {
    lines.add(String.format(Locale.ROOT, format, values));
  }

  /** For a program: one line, an object; jobs/TABLES.md documents its keys. */
  public String json() {
    Instant until = runAgain == null ? null : runAgain.redrivableUntil();
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("map_run_arn", mapRunArn);
    json.put("file", counts.known() > 0 ? out : null);
    json.put("items", counts.items());
    json.put("written", counts.known());
    json.put("unknown", counts.unknown());
    json.put("suspects", counts.suspects());
    json.put("masked", counts.masked());
    json.put("children", counts.children());
    json.put("never_ran_children", counts.neverRan());
    json.put("may_have_run", counts.mayHaveRun());
    json.put("pending_children", runAgain == null ? null : runAgain.pending());
    json.put("redrivable", counts.redrivable());
    json.put("redrivable_until", until == null ? null : until.toString());
    json.put(
        "redrive_command",
        runAgain != null && isRedriven(runAgain) ? runAgain.redriveCommand() : null);
    json.put("start_command", runAgain == null ? null : runAgain.startCommand());
    try {
      return Json.MAPPER.writeValueAsString(json);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("a map of plain values is JSON", impossible);
    }
  }
}
