package io.fantail.job;

import io.fantail.table.LakeFaults;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/**
 * The program: {@code fantail COMMAND}, or {@code spark-submit --class io.fantail.job.Main
 * fantail.jar COMMAND}.
 */
@Command(
    name = "fantail",
    description =
        "Rebuilds the traces of AWS Step Functions Distributed Map workflows from archived histories and Lambda logs,"
            + " and reports their long-tail latency and errors.",
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND")
public final class Main implements Runnable {
  @Option(names = "--help", usageHelp = true, description = "Print this text.")
  boolean help;

  @Option(names = "--version", versionHelp = true, description = "Print the version.")
  boolean version;

  @Spec CommandSpec spec;

  private Main() {}

  /**
   * Ends the JVM only with a failure: a cluster's driver that ends by itself lets Spark finish
   * first.
   */
  public static void main(String[] arguments) {
    int exitCode =
        execute(
            Clock.systemUTC(),
            new PrintWriter(System.out, true, StandardCharsets.UTF_8),
            new PrintWriter(System.err, true, StandardCharsets.UTF_8),
            arguments);
    if (exitCode != ExitCode.DONE) {
      System.exit(exitCode);
    }
  }

  /** Runs one command and returns its {@link ExitCode}. */
  static int execute(Clock clock, PrintWriter out, PrintWriter err, String... arguments) {
    CommandLine commandLine = commandLine(clock);
    commandLine.setOut(out);
    commandLine.setErr(err);
    try {
      ConfFile.applyTo(commandLine, arguments);
    } catch (JobException failure) {
      err.println(failure.getMessage());
      return failure.exitCode();
    }
    return commandLine.execute(arguments);
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Which command?");
  }

  private static CommandLine commandLine(Clock clock) {
    return new CommandLine(new Main())
        .addSubcommand(new RunCommand(clock))
        .addSubcommand(new IngestCommand(clock))
        .addSubcommand(new TraceCommand(clock))
        .addSubcommand(new ReportCommand(clock))
        .addSubcommand(new DemoCommand(clock))
        .addSubcommand(new SampleCommand())
        .addSubcommand(new QueryCommand(clock))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(Main::explain);
  }

  private static int explain(Exception failure, CommandLine commandLine, ParseResult ofMain) {
    PrintWriter err = commandLine.getErr();
    if (commandLine.getParseResult().hasMatchedOption("--verbose")) {
      failure.printStackTrace(err);
    }
    if (failure instanceof JobException expected) {
      err.println(expected.getMessage());
      return expected.exitCode();
    }
    String lakeFault = LakeFaults.explain(failure);
    if (lakeFault != null) {
      err.println(lakeFault);
      return ExitCode.FAILED;
    }
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    String message = String.valueOf(root.getMessage()).lines().findFirst().orElse("");
    err.println(
        "Failed: "
            + message
            + " ("
            + root.getClass().getSimpleName()
            + "). The tables are as they were before the step that failed; run the command again."
            + " --verbose prints where.");
    return ExitCode.FAILED;
  }
}
