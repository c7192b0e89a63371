package io.fantail.job;

import io.fantail.job.check.RulesCheck;
import io.fantail.job.message.ExitCode;
import io.fantail.job.option.DayOptions;
import io.fantail.job.session.InterpretedPlans;
import io.fantail.job.session.Session;
import io.fantail.table.DaySet;
import io.fantail.table.Tables;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Holds rules against the figures of the tables, and ends with 3 when one is broken. */
@Command(
    name = "check",
    description =
        "Checks that columns of latency, map_runs, errors, link_coverage and completeness lie within the limits of"
            + " rules. Exit code 3 where a rule is broken: by which rows, by how much, and where to look.")
final class CheckCommand extends LakeCommand {
  /** So many are read sooner than code for their queries is compiled. */
  private static final long FEW_EXECUTIONS = 50_000;

  @Mixin DayOptions dayOptions;

  @Option(
      names = "--rules",
      required = true,
      paramLabel = "FILE",
      description = "The rules; conf/check.conf is an example, and says how they are written.")
  String rules;

  @Override
  void checkOptions() {
    dayOptions.check();
  }

  @Override
  public Integer call() {
    dayOptions.check();
    RulesCheck check = RulesCheck.of(rules);
    PrintWriter out = spec.commandLine().getOut();
    try (Session session = open(dayOptions.lake)) {
      session.checkQueryable();
      session.progress().noteDays(dayOptions.wholeDays());
      InterpretedPlans interpreted = InterpretedPlans.in(session.spark());
      try {
        if (session.lake().count(Tables.EXECUTIONS) > FEW_EXECUTIONS) {
          interpreted.end();
        }
        RulesCheck.Result result = check.against(session.lake(), DaySet.of(dayOptions.days()));
        if (outputOptions.json) {
          out.println(result.json());
        } else {
          result.lines().forEach(out::println);
        }
        return result.holds() ? ExitCode.DONE : ExitCode.GATE_BROKEN;
      } finally {
        interpreted.end();
      }
    }
  }
}
