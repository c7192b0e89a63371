package io.fantail.job;

import io.fantail.job.message.JobException;
import io.fantail.job.option.GivenOptions;
import io.fantail.job.option.OutputOptions;
import io.fantail.job.output.DriverReport;
import io.fantail.job.session.BeforeSpark;
import io.fantail.job.session.Session;
import io.fantail.job.summary.Summary;
import io.fantail.job.summary.SummaryPrinter;
import java.time.Clock;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** A command that opens a session on a lake, and says at its end what came out. */
abstract class LakeCommand implements Callable<Integer> {
  @Spec CommandSpec spec;
  @ParentCommand Supplier<Clock> program;
  @Mixin OutputOptions outputOptions;

  /**
   * Says what is wrong with the options, as far as they tell it by themselves; Spark is not needed
   * for that.
   *
   * @throws JobException when they cannot be followed
   */
  void checkOptions() {}

  /**
   * Begins the command's work.
   *
   * @param lake where the tables are
   */
  final Session open(String lake) {
    return beforeSpark(lake).start();
  }

  /** Begins it without Spark. */
  final BeforeSpark beforeSpark(String lake) {
    return BeforeSpark.of(
        spec.name(), GivenOptions.of(spec), lake, spec.commandLine().getErr(), program.get());
  }

  final void print(Summary summary) {
    SummaryPrinter.print(summary, spec.commandLine().getOut(), outputOptions.json);
  }

  final void print(Summary summary, Session session) {
    print(summary);
    DriverReport.write(summary, session, outputOptions.json, spec.commandLine().getErr());
  }
}
