package io.fantail.job.check;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What came of a rule.
 *
 * @param rows that it was about
 * @param brokenRows those of them that break it
 * @param worst of these, the worst first
 */
record RuleOutcome(Rule rule, long rows, long brokenRows, List<CheckedRow> worst) {

  /** A rule about no row at all is broken only where it is required. */
  boolean isBroken() {
    return brokenRows > 0 || isMissed();
  }

  /** A rule about no row at all is not kept either: there was nothing to look at. */
  boolean isKept() {
    return rows > 0 && brokenRows == 0;
  }

  /** Whether there is none of the rows that it requires. */
  boolean isMissed() {
    return rows == 0 && rule.required();
  }

  /** What tells a row of the table from others, by column. */
  Map<String, String> identityOf(CheckedRow row) {
    Map<String, String> identity = new LinkedHashMap<>();
    List<String> columns = rule.table().identity();
    for (int i = 0; i < columns.size(); i++) {
      identity.put(columns.get(i), row.identity().get(i));
    }
    return identity;
  }

  RuleOutcome withWorst(List<CheckedRow> named) {
    return new RuleOutcome(rule, rows, brokenRows, named);
  }
}
