package io.fantail.job.check;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.fantail.table.DaySet;
import io.fantail.text.Json;
import io.fantail.text.Printable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Says what came of rules, for people and for programs; jobs/TABLES.md documents the keys. */
record CheckReport(String lake, DaySet days, List<RuleOutcome> outcomes) {

  List<RuleOutcome> broken() {
    return outcomes.stream().filter(RuleOutcome::isBroken).toList();
  }

  /**
   * The broken rules with their worst rows, those that had nothing to look at, and how many hold.
   */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (RuleOutcome outcome : outcomes) {
      if (outcome.isBroken()) {
        addBroken(outcome, lines);
      }
    }
    outcomes.stream()
        .filter(outcome -> outcome.rows() == 0 && !outcome.isBroken())
        .forEach(outcome -> lines.add(nothing(outcome.rule())));
    long rows = outcomes.stream().mapToLong(RuleOutcome::rows).sum();
    int broken = broken().size();
    long kept = outcomes.stream().filter(RuleOutcome::isKept).count();
    long others = outcomes.size() - kept - broken;
    lines.add(
        count("%,d of %,d rules hold over %,d rows", kept, outcomes.size(), rows)
            + (broken == 0 ? "" : count("; %,d broken", broken))
            + (others == 0 ? "" : count("; %,d had nothing to look at", others))
            + ".");
    return lines;
  }

  private static String nothing(Rule rule) {
    return "NOTHING TO LOOK AT "
        + rule.name()
        + ": no row of "
        + rule.table().tableName()
        + (rule.where().isEmpty() ? "" : " that it is about")
        + " has a "
        + rule.column();
  }

  private static void addBroken(RuleOutcome outcome, List<String> lines) {
    Rule rule = outcome.rule();
    lines.add(Printable.of("BROKEN " + rule.name() + ": " + rule.sentence()));
    if (outcome.isMissed()) {
      lines.add("  looked at 0 rows of " + rule.table().tableName() + ", and is required");
      return;
    }
    lines.add(
        "  %s.%s is to be %s; in %,d of %,d rows it is not"
            .formatted(
                rule.table().tableName(),
                rule.column(),
                limitsOf(rule),
                outcome.brokenRows(),
                outcome.rows()));
    for (CheckedRow row : outcome.worst()) {
      lines.add("  " + inWords(rule, row, outcome.identityOf(row)));
    }
    long rest = outcome.brokenRows() - outcome.worst().size();
    if (rest > 0) {
      lines.add(count("  ... and %,d more", rest));
    }
  }

  private static String limitsOf(Rule rule) {
    String least = rule.min() == null ? "" : number(rule.min()) + " at least";
    String most = rule.max() == null ? "" : number(rule.max()) + " at most";
    return least + (least.isEmpty() || most.isEmpty() ? "" : " and ") + most;
  }

  private static String inWords(Rule rule, CheckedRow row, Map<String, String> identity) {
    boolean isAbove = rule.max() != null && row.value() > rule.max();
    Double limit = isAbove ? rule.max() : rule.min();
    String times =
        limit == null || limit <= 0
            ? ""
            : String.format(Locale.ROOT, ", %.2f times the limit", row.value() / limit);
    String who =
        identity.entrySet().stream()
            .map(CheckReport::part)
            .filter(part -> !part.isEmpty())
            .collect(Collectors.joining(" "));
    String see = row.exampleArn() == null ? "" : "; see " + row.exampleArn();
    String line =
        "%s: %s, %s %s%s%s"
            .formatted(
                who,
                number(row.value()),
                number(row.beyond()),
                isAbove ? "above" : "below",
                times,
                row.exampleArn() == null || who.contains(row.exampleArn()) ? "" : see);
    return Printable.of(line);
  }

  private static String part(Map.Entry<String, String> part) {
    if (!part.getKey().startsWith("is_")) {
      return part.getValue();
    }
    return part.getValue().equals("true") ? part.getKey() : "";
  }

  /** Without decimals that say nothing. */
  private static String number(double value) {
    String text = String.format(Locale.ROOT, Math.abs(value) < 1 ? "%,.6f" : "%,.3f", value);
    return text.replaceFirst("\\.?0+$", "");
  }

  private static String count(String format, long... numbers) {
    Object[] boxed = Arrays.stream(numbers).boxed().toArray();
    return String.format(Locale.ROOT, format, boxed);
  }

  /** One line. */
  String json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("lake", lake);
    json.put(
        "days",
        days.ranges().stream()
            .map(range -> Map.of("from", range.from().toString(), "to", range.to().toString()))
            .toList());
    json.put("broken", broken().size());
    json.put("rules", outcomes.stream().map(CheckReport::ruleJson).toList());
    try {
      return Json.MAPPER.writeValueAsString(json);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("a map of plain values is JSON", impossible);
    }
  }

  private static Map<String, @Nullable Object> ruleJson(RuleOutcome outcome) {
    Rule rule = outcome.rule();
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("name", rule.name());
    json.put("sentence", rule.sentence());
    json.put("table", rule.table().tableName());
    json.put("column", rule.column());
    json.put("min", rule.min());
    json.put("max", rule.max());
    json.put("required", rule.required());
    json.put("is_broken", outcome.isBroken());
    json.put("is_kept", outcome.isKept());
    json.put("rows", outcome.rows());
    json.put("broken_rows", outcome.brokenRows());
    json.put(
        "worst",
        outcome.worst().stream().map(row -> rowJson(row, outcome.identityOf(row))).toList());
    return json;
  }

  private static Map<String, @Nullable Object> rowJson(
      CheckedRow row, Map<String, String> identity) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    identity.forEach((column, value) -> json.put(column, value.isEmpty() ? null : value));
    json.put("value", row.value());
    json.put("beyond", row.beyond());
    json.put("example_arn", row.exampleArn());
    return json;
  }
}
