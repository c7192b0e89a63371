package io.fantail.job.check;

import io.fantail.shape.Fields;
import java.util.List;

/**
 * What one task, or all of them, found of a rule.
 *
 * @param rows that it is about
 * @param broken those of them that break it
 * @param worst of these, the worst first
 */
record RuleCount(long rows, long broken, List<CheckedRow> worst) {
  static RuleCount shape(Fields<RuleCount> fields) {
    return new RuleCount(
        fields.whole(RuleCount::rows),
        fields.whole(RuleCount::broken),
        fields.list(RuleCount::worst, CheckedRow::shape));
  }

  /** Those of several rules. */
  record OfRules(List<RuleCount> counts) {
    static OfRules shape(Fields<OfRules> fields) {
      return new OfRules(fields.list(OfRules::counts, RuleCount::shape));
    }
  }
}
