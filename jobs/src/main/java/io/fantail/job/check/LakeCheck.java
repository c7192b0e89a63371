package io.fantail.job.check;

import io.fantail.shape.Table;
import io.fantail.spark.Codec;
import io.fantail.spark.Keyed;
import io.fantail.table.DaySet;
import io.fantail.table.Lake;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/** Holds rules against the tables of a lake: each table is read once, whatever number of rules. */
final class LakeCheck {
  private final Lake lake;
  private final DaySet days;

  LakeCheck(Lake lake, DaySet days) {
    this.lake = lake;
    this.days = days;
  }

  /** What came of each rule, in their order. */
  List<RuleOutcome> outcomes(List<Rule> rules) {
    Map<CheckedTable, List<Rule>> byTable = new LinkedHashMap<>();
    rules.forEach(
        rule -> byTable.computeIfAbsent(rule.table(), unseen -> new ArrayList<>()).add(rule));
    Map<String, RuleOutcome> byName = new HashMap<>();
    byTable.forEach(
        (table, ofTable) ->
            outcomes(table, ofTable)
                .forEach(outcome -> byName.put(outcome.rule().name(), outcome)));
    return rules.stream().map(rule -> Objects.requireNonNull(byName.get(rule.name()))).toList();
  }

  private List<RuleOutcome> outcomes(CheckedTable table, List<Rule> rules) {
    List<RuleTally> whole = tallies(rules);
    Dataset<Row> rows = rows(table, rules);
    String[] columns = rows.columns();
    for (RuleCount.OfRules part :
        Keyed.summaries(
            rows.toJavaRDD(),
            Codec.of(RuleCount.OfRules::shape),
            ofTask -> counted(ofTask, columns, rules))) {
      for (int i = 0; i < whole.size(); i++) {
        whole.get(i).add(part.counts().get(i));
      }
    }
    Examples examples = new Examples(lake);
    return whole.stream().map(RuleTally::outcome).map(examples::addTo).toList();
  }

  private static RuleCount.OfRules counted(Iterator<Row> rows, String[] columns, List<Rule> rules) {
    Map<String, Integer> places = new HashMap<>();
    for (int i = 0; i < columns.length; i++) {
      places.put(columns[i], i);
    }
    List<RuleTally> tallies = tallies(rules);
    while (rows.hasNext()) {
      Row row = rows.next();
      for (RuleTally tally : tallies) {
        tally.add(column -> row.get(Objects.requireNonNull(places.get(column))));
      }
    }
    return new RuleCount.OfRules(tallies.stream().map(RuleTally::counted).toList());
  }

  private static List<RuleTally> tallies(List<Rule> rules) {
    return new ArrayList<>(rules.stream().map(RuleTally::new).toList());
  }

  /** The rows of the days, with no more columns than rules ask for. */
  private Dataset<Row> rows(CheckedTable table, List<Rule> rules) {
    Set<String> columns = new LinkedHashSet<>(table.identity());
    for (Rule rule : rules) {
      columns.add(rule.column());
      columns.addAll(rule.where().keySet());
    }
    Table stored = table.stored();
    Dataset<Row> rows = stored == null ? CompletenessRows.of(lake, days) : lake.read(stored, days);
    return rows.select(
        columns.stream().map(functions::col).toArray(org.apache.spark.sql.Column[]::new));
  }
}
