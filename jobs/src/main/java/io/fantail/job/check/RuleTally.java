package io.fantail.job.check;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Counts the rows that keep a rule and those that break it, of which it remembers the worst. */
final class RuleTally {
  /** So many rows are named. */
  static final int NAMED = 5;

  private final Rule rule;
  private final List<CheckedRow> worst = new ArrayList<>();
  private long rows;
  private long broken;

  RuleTally(Rule rule) {
    this.rule = rule;
  }

  /** Looks at a row of the rule's table. */
  void add(Function<String, @Nullable Object> row) {
    if (!rule.isAbout(row) || !(row.apply(rule.column()) instanceof Number number)) {
      return;
    }
    rows++;
    double value = number.doubleValue();
    double beyond = rule.beyond(value);
    if (beyond > 0) {
      broken++;
      List<String> identity = new ArrayList<>();
      for (String column : rule.table().identity()) {
        Object part = row.apply(column);
        identity.add(part == null ? "" : part.toString());
      }
      note(new CheckedRow(identity, value, beyond, null));
    }
  }

  /** Takes along what another task counted. */
  void add(RuleCount other) {
    rows += other.rows();
    broken += other.broken();
    other.worst().forEach(this::note);
  }

  private void note(CheckedRow row) {
    worst.add(row);
    worst.sort(CheckedRow.WORST_FIRST);
    if (worst.size() > NAMED) {
      worst.remove(NAMED);
    }
  }

  RuleCount counted() {
    return new RuleCount(rows, broken, List.copyOf(worst));
  }

  RuleOutcome outcome() {
    return new RuleOutcome(rule, rows, broken, List.copyOf(worst));
  }
}
