package io.fantail.job.compare;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.fantail.report.comparison.BrokenGate;
import io.fantail.report.comparison.Change;
import io.fantail.report.comparison.ComparedGroup;
import io.fantail.report.comparison.PartChange;
import io.fantail.report.comparison.Verdict;
import io.fantail.report.statistics.Interval;
import io.fantail.shape.Column;
import io.fantail.text.Json;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes a comparison for programs, as one object; jobs/TABLES.md documents its keys, which do not
 * change. What nobody knows, and what is infinite, is null.
 */
public final class ComparisonJson {
  /** Means whose parts were added up in another order differ behind these digits. */
  private static final MathContext DIGITS = new MathContext(10);

  private ComparisonJson() {}

  /**
   * Returns one line.
   *
   * @param limit most changes
   */
  public static String of(
      String lake, LakeComparison comparison, List<BrokenGate> broken, int limit) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("lake", lake);
    json.put("base", side(comparison.sides().baseInWords(), comparison.base()));
    json.put("against", side(comparison.sides().againstInWords(), comparison.against()));
    json.put("verdicts", verdicts(comparison.changes()));
    json.put(
        "changes", comparison.changes().stream().limit(limit).map(ComparisonJson::change).toList());
    json.put("parts", comparison.parts().stream().limit(limit).map(ComparisonJson::part).toList());
    json.put("errors_new", comparison.errorsNew().stream().map(ComparisonJson::error).toList());
    json.put("errors_gone", comparison.errorsGone().stream().map(ComparisonJson::error).toList());
    json.put("broken", broken.stream().limit(limit).map(ComparisonJson::gate).toList());
    try {
      return Json.MAPPER.writeValueAsString(json);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("a map of plain values is JSON", impossible);
    }
  }

  private static Map<String, Object> side(String inWords, SideTotals totals) {
    Map<String, Object> side = new LinkedHashMap<>();
    side.put("is", inWords);
    side.put("children", totals.children());
    side.put("map_runs", totals.mapRuns());
    side.put("others", totals.others());
    return side;
  }

  private static Map<String, Object> verdicts(List<Change> changes) {
    Map<String, Object> counts = new LinkedHashMap<>();
    for (Verdict verdict : Verdict.values()) {
      counts.put(verdict.word(), changes.stream().filter(one -> one.verdict() == verdict).count());
    }
    return counts;
  }

  private static Map<String, @Nullable Object> group(ComparedGroup group) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("kind", group.kind());
    fields.put("state_machine_name", group.stateMachineName());
    fields.put("name", group.name());
    fields.put("is_distributed_map_child", group.isDistributedMapChild());
    return fields;
  }

  private static Map<String, @Nullable Object> change(Change change) {
    Map<String, @Nullable Object> fields = group(change.group());
    Double base = change.base().value();
    Double against = change.against().value();
    boolean isDuration = change.figure().isDuration();
    fields.put("figure", change.figure().word());
    fields.put("quantile", change.figure().isPercentile() ? change.figure().word() : null);
    fields.put("base", number(base));
    fields.put("against", number(against));
    fields.put("base_ms", isDuration ? number(base) : null);
    fields.put("against_ms", isDuration ? number(against) : null);
    Interval ratio = change.effect().ratio();
    fields.put("ratio", number(ratio == null ? ratioOf(base, against) : (Double) ratio.estimate()));
    fields.put("ratio_low", number(ratio == null ? null : (Double) ratio.low()));
    fields.put("ratio_high", number(ratio == null ? null : (Double) ratio.high()));
    Interval difference = change.effect().difference();
    fields.put("difference", number(difference == null ? null : (Double) difference.estimate()));
    fields.put("difference_low", number(difference == null ? null : (Double) difference.low()));
    fields.put("difference_high", number(difference == null ? null : (Double) difference.high()));
    fields.put("method", change.effect().method().word());
    fields.put("verdict", change.verdict().word());
    fields.put("p_value", number(change.effect().pValue()));
    fields.put("q_value", number(change.qValue()));
    fields.put("base_count", change.base().count());
    fields.put("against_count", change.against().count());
    fields.put("base_runs", change.effect().baseRuns());
    fields.put("against_runs", change.effect().againstRuns());
    fields.put("note", change.effect().note());
    return fields;
  }

  /** Where there is no interval. */
  private static @Nullable Double ratioOf(@Nullable Double base, @Nullable Double against) {
    return base == null || against == null || base == 0 ? null : (Double) (against / base);
  }

  private static Map<String, @Nullable Object> part(PartChange part) {
    Map<String, @Nullable Object> fields = group(part.group());
    fields.put("part", Column.wordOf(part.part()));
    fields.put("base_ms", rounded(part.baseMs()));
    fields.put("against_ms", rounded(part.againstMs()));
    fields.put("change_ms", rounded(part.changeMs()));
    return fields;
  }

  private static Map<String, @Nullable Object> error(ErrorChange error) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("state_machine_name", error.stateMachineName());
    fields.put("is_distributed_map_child", error.isDistributedMapChild());
    fields.put("state_name", error.stateName());
    fields.put("function_name", error.functionName());
    fields.put("error", error.error());
    fields.put("fingerprint", error.fingerprint());
    fields.put("message_template", error.messageTemplate());
    fields.put("attempts", error.attempts());
    fields.put("executions", error.executions());
    fields.put("example_execution_arn", error.exampleExecutionArn());
    return fields;
  }

  private static Map<String, @Nullable Object> gate(BrokenGate broken) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("rule", broken.gate().toString());
    fields.putAll(change(broken.change()));
    return fields;
  }

  private static @Nullable Double number(@Nullable Double value) {
    return value == null || value.isInfinite() || value.isNaN() ? null : value;
  }

  private static double rounded(double mean) {
    return new BigDecimal(mean).round(DIGITS).doubleValue();
  }
}
