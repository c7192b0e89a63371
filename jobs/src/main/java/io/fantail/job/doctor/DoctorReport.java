package io.fantail.job.doctor;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fantail.job.doctor.Finding.Level;
import io.fantail.text.Json;
import java.util.ArrayList;
import java.util.List;

/** All findings, for people and for programs. */
public record DoctorReport(List<Finding> findings) {

  /** Whether nothing was found that would stop a run. */
  public boolean isSound() {
    return count(Level.PROBLEM) == 0;
  }

  /** A line for each finding, with what to do below it, and what it comes to. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (Finding finding : findings) {
      String level = finding.level() == Level.OK ? "ok" : finding.level().name();
      lines.add(String.format("%-8s %-12s %s", level, finding.check(), finding.text()));
      if (!finding.advice().isEmpty()) {
        lines.add(String.format("%-8s %-12s %s", "", "", finding.advice()));
      }
    }
    long warnings = count(Level.WARNING);
    lines.add("");
    lines.add(
        (isSound()
                ? "Nothing here would stop a run"
                : "A run would stop: " + counted(count(Level.PROBLEM), "problem"))
            + (warnings == 0 ? "." : ", " + counted(warnings, "warning") + "."));
    return lines;
  }

  /** One object: the findings, and how many of them are problems and warnings. */
  public String json() {
    ObjectNode json = Json.MAPPER.createObjectNode();
    ArrayNode list = json.putArray("findings");
    for (Finding finding : findings) {
      ObjectNode each = list.addObject();
      each.put("check", finding.check()).put("level", finding.level().inJson());
      each.put("text", finding.text());
      each.put("advice", finding.advice().isEmpty() ? null : finding.advice());
    }
    json.put("problems", count(Level.PROBLEM)).put("warnings", count(Level.WARNING));
    return json.toString();
  }

  private long count(Level level) {
    return findings.stream().filter(finding -> finding.level() == level).count();
  }

  private static String counted(long count, String what) {
    return count + " " + what + (count == 1 ? "" : "s");
  }
}
