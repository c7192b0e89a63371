package io.fantail.job;

import io.fantail.job.compare.ComparisonJson;
import io.fantail.job.compare.ComparisonText;
import io.fantail.job.compare.FailOnOption;
import io.fantail.job.compare.LakeComparison;
import io.fantail.job.compare.SidesOptions;
import io.fantail.job.message.ExitCode;
import io.fantail.job.message.JobException;
import io.fantail.job.option.LakeAddress;
import io.fantail.job.session.Session;
import io.fantail.report.comparison.BrokenGate;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Says what became slower or faster between two sides of a lake, how surely, and why. */
@Command(
    name = "compare",
    description =
        "Compares two windows, function versions or Map Runs: percentiles, error rates and cold starts by state machine,"
            + " state and function, each with a ratio, its 95 %% interval and a verdict; worst first.")
final class CompareCommand extends LakeCommand {
  @Mixin LakeAddress lakeAddress;
  @Mixin SidesOptions sidesOptions;
  @Mixin FailOnOption failOn;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "100",
      description = "Most figures that are printed, and most errors. Default: ${DEFAULT-VALUE}.")
  int limit;

  @Override
  void checkOptions() {
    sidesOptions.sides();
    if (limit < 1) {
      throw new JobException(ExitCode.USAGE, "--limit is not above 0: " + limit);
    }
  }

  @Override
  public Integer call() {
    checkOptions();
    PrintWriter out = spec.commandLine().getOut();
    try (Session session = open(lakeAddress.lake)) {
      session.checkQueryable();
      session.progress().begin("Comparing");
      LakeComparison comparison = LakeComparison.of(session.lake(), sidesOptions.sides(), limit);
      List<BrokenGate> broken = BrokenGate.of(failOn.gates(), comparison.changes());
      if (outputOptions.json) {
        out.println(ComparisonJson.of(session.lake().uri(), comparison, broken, limit));
      } else {
        new ComparisonText(out, limit).print(comparison, broken);
      }
      return broken.isEmpty() ? ExitCode.DONE : ExitCode.GATE_BROKEN;
    }
  }
}
