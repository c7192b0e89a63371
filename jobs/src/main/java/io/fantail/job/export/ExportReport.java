package io.fantail.job.export;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fantail.job.export.ExportFolder.Written;
import io.fantail.text.Figures;
import io.fantail.text.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What was exported, and where it is.
 *
 * @param spans that were exported, summaries among them; null where rows were, or sums
 * @param folded children that stand in summaries
 * @param sentTo without what may be a credential; null where nothing was sent
 */
public record ExportReport(
    ExportFormat format,
    @Nullable String out,
    List<Written> files,
    long executions,
    @Nullable Long spans,
    long folded,
    @Nullable String sentTo) {

  private static final int MOST_NAMED = 4;

  /** The report for people, line by line. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(
        (spans == null ? "" : counted(spans, "span", "spans") + " of ")
            + counted(executions, "execution", "executions")
            + (folded == 0
                ? "."
                : "; "
                    + counted(folded, "child", "children")
                    + " more in summaries: --all exports each by itself."));
    files.stream().limit(MOST_NAMED).map(this::line).forEach(lines::add);
    if (files.size() > MOST_NAMED) {
      lines.add(
          String.format(
              Locale.ROOT,
              "... and %,d files more in %s: %,d bytes in all.",
              files.size() - MOST_NAMED,
              out,
              files.stream().mapToLong(Written::bytes).sum()));
    }
    if (sentTo != null) {
      lines.add("Sent to " + sentTo + ".");
    }
    return lines;
  }

  private String line(Written file) {
    return String.format(Locale.ROOT, "Written: %s/%s, %,d bytes.", out, file.name(), file.bytes());
  }

  private static String counted(long number, String one, String many) {
    return Figures.count(number) + " " + (number == 1 ? one : many);
  }

  /** The report for programs. */
  public String json() {
    ObjectNode json = Json.MAPPER.createObjectNode();
    json.put("format", format.name().toLowerCase(Locale.ROOT));
    json.put("out", out);
    json.put("executions", executions);
    json.put("spans", spans);
    json.put("children_in_summaries", folded);
    json.put("sent_to", sentTo);
    ArrayNode written = json.putArray("files");
    for (Written file : files) {
      written.addObject().put("name", file.name()).put("bytes", file.bytes());
    }
    return json.toString();
  }
}
