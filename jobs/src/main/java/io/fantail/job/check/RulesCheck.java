package io.fantail.job.check;

import io.fantail.table.DaySet;
import io.fantail.table.Lake;
import java.util.List;

/** A file of rules, and what came of it. */
public final class RulesCheck {
  private final List<Rule> rules;

  private RulesCheck(List<Rule> rules) {
    this.rules = rules;
  }

  /**
   * Reads a file of rules.
   *
   * @throws io.fantail.job.message.JobException where it is not understood
   */
  public static RulesCheck of(String file) {
    return new RulesCheck(RuleFile.read(file));
  }

  /** Holds the rules against the days of a lake. */
  public Result against(Lake lake, DaySet days) {
    CheckReport report =
        new CheckReport(lake.uri(), days, new LakeCheck(lake, days).outcomes(rules));
    return new Result(report.lines(), report.json(), report.broken().isEmpty());
  }

  /**
   * What came of it, in words and for programs.
   *
   * @param holds whether no rule is broken
   */
  public record Result(List<String> lines, String json, boolean holds) {}
}
