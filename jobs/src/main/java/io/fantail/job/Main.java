package io.fantail.job;

import io.fantail.job.message.ExitCode;
import io.fantail.job.message.Explanation;
import io.fantail.job.message.JobException;
import io.fantail.job.message.Misuse;
import io.fantail.job.message.WritingCommands;
import io.fantail.job.option.ConfFile;
import io.fantail.job.option.TimeConverter;
import io.fantail.job.option.Window;
import io.fantail.job.option.WindowConverter;
import io.fantail.job.session.ClusterDriver;
import io.fantail.job.session.Interruption;
import io.fantail.job.session.SparkExit;
import io.fantail.job.session.TemporaryFolder;
import io.fantail.job.session.Version;
import io.fantail.table.LakeFaults;
import io.fantail.table.lease.LeaseException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/**
 * Starts the program: {@code fantail COMMAND}, or {@code spark-submit --class io.fantail.job.Main
 * fantail.jar COMMAND}.
 */
@Command(
    name = "fantail",
    description =
        "Rebuilds the traces of AWS Step Functions Distributed Map workflows from archived histories and Lambda logs,"
            + " and reports their long-tail latency and errors.",
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND")
public final class Main implements Runnable, Supplier<Clock> {
  static final String NOT_PRINTED =
      "Not all was printed: standard output was closed, or its disk is full.";

  /** No exit code: the command has not been run. */
  static final int NOT_YET = -1;

  @Option(names = "--help", usageHelp = true, description = "Print this text.")
  boolean help;

  @Option(names = "--version", versionHelp = true, description = "Print the version.")
  boolean version;

  @Spec CommandSpec spec;

  private final Clock clock;

  private Main(Clock clock) {
    this.clock = clock;
  }

  /**
   * Runs one command. Only a failure ends the JVM: a cluster's driver that ends by itself lets
   * Spark finish first.
   */
  public static void main(String[] arguments) {
    Clock clock = Clock.systemUTC();
    PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    Interruption.watch(err, arguments.length == 0 ? "" : arguments[0]);
    SparkExit sparkExit = SparkExit.watch(err);
    new TemporaryFolder(Path.of(TemporaryFolder.ofJvm()), clock).own();
    int exitCode =
        execute(clock, new PrintWriter(System.out, true, StandardCharsets.UTF_8), err, arguments);
    sparkExit.ended();
    if (exitCode != ExitCode.DONE) {
      ClusterDriver.end(exitCode);
    }
  }

  /** Runs one command and returns its {@link ExitCode}. */
  static int execute(Clock clock, PrintWriter out, PrintWriter err, String... arguments) {
    return execute(commandLine(clock), out, err, arguments);
  }

  /**
   * Answers what takes no work: a question for help or the version, and mistakes in the options.
   *
   * @return an {@link ExitCode}, or {@link #NOT_YET} where nothing is wrong and the command is yet
   *     to be run
   */
  static int answer(Clock clock, PrintWriter out, PrintWriter err, String... arguments) {
    if (ConfFile.isNamed(arguments)) {
      // It may be a pipe, which can be read but once.
      return NOT_YET;
    }
    return execute(commandLine(clock).setExecutionStrategy(Main::check), out, err, arguments);
  }

  /** Takes the place of running a command. */
  private static int check(ParseResult given) {
    Integer helped = CommandLine.executeHelpRequest(given);
    if (helped != null) {
      return helped;
    }
    List<CommandLine> named = given.asCommandLineList();
    CommandLine last = named.get(named.size() - 1);
    Object command = last.getCommand();
    if (command instanceof Main nothing) {
      nothing.run();
    } else if (command instanceof LakeCommand onLake) {
      try {
        onLake.checkOptions();
      } catch (JobException mistake) {
        return tell(mistake, last);
      }
    }
    return NOT_YET;
  }

  private static int execute(
      CommandLine commandLine, PrintWriter out, PrintWriter err, String... arguments) {
    commandLine.setOut(out);
    commandLine.setErr(err);
    try {
      ConfFile.applyTo(commandLine, arguments);
    } catch (JobException failure) {
      err.println(failure.getMessage());
      return failure.exitCode();
    }
    int exitCode = runOrExplain(commandLine, arguments);
    if (out.checkError() && exitCode == ExitCode.DONE) {
      err.println(NOT_PRINTED);
      return ExitCode.FAILED;
    }
    return exitCode;
  }

  /** Catches the errors of the JVM, which picocli lets pass; it hands us the exceptions. */
  private static int runOrExplain(CommandLine commandLine, String... arguments) {
    try {
      return commandLine.execute(arguments);
    } catch (Error failure) {
      CommandLine command = commandLine;
      while (command.getParseResult() != null && command.getParseResult().hasSubcommand()) {
        command = command.getParseResult().subcommand().commandSpec().commandLine();
      }
      return explain(failure, command);
    }
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Which command?");
  }

  /** The clock of all commands. */
  @Override
  public Clock get() {
    return clock;
  }

  private static CommandLine commandLine(Clock clock) {
    return new CommandLine(new Main(clock))
        .addSubcommand(new RunCommand())
        .addSubcommand(new IngestCommand())
        .addSubcommand(new TraceCommand())
        .addSubcommand(new ReportCommand())
        .addSubcommand(new DemoCommand())
        .addSubcommand(new SampleCommand())
        .addSubcommand(new QueryCommand())
        .addSubcommand(new PageCommand())
        .addSubcommand(new ShowCommand())
        .addSubcommand(new CompareCommand())
        .addSubcommand(new CheckCommand())
        .addSubcommand(new FailedItemsCommand())
        .addSubcommand(new ExportCommand())
        .addSubcommand(new DoctorCommand())
        .addSubcommand(new MaintainCommand())
        .addSubcommand(new ForgetCommand())
        .registerConverter(Instant.class, new TimeConverter(clock))
        .registerConverter(Window.class, new WindowConverter(clock))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler(Main::refuse)
        .setExecutionExceptionHandler((failure, command, given) -> explain(failure, command));
  }

  /** Tells of a failure, unless it happened because the program is being ended. */
  private static int explain(Throwable failure, CommandLine commandLine) {
    return Interruption.happened() || SparkExit.isUnderWay()
        ? ExitCode.FAILED
        : tell(failure, commandLine);
  }

  /** Prints one line, or two where tables may have changed, and the stack trace if asked for. */
  private static int tell(Throwable failure, CommandLine commandLine) {
    PrintWriter err = commandLine.getErr();
    ParseResult given = commandLine.getParseResult();
    if (given.hasMatchedOption("--verbose")) {
      failure.printStackTrace(err);
    }
    if (failure instanceof JobException expected) {
      err.println(expected.getMessage());
      return expected.exitCode();
    }
    if (failure instanceof LeaseException other) {
      err.println(other.getMessage());
      return ExitCode.LAKE_HELD;
    }
    String lakeFault = LakeFaults.explain(failure);
    if (lakeFault != null) {
      err.println(lakeFault);
      return ExitCode.FAILED;
    }
    err.println(
        Explanation.of(failure, given.matchedOptionValue("--lake", null), TemporaryFolder.ofJvm()));
    if (WritingCommands.NAMES.contains(commandLine.getCommandName())) {
      err.println(WritingCommands.SAFE);
    }
    return ExitCode.FAILED;
  }

  /** Prints one line that says what is not understood, and what may be meant; not the usage. */
  private static int refuse(ParameterException misuse, String[] arguments) {
    CommandLine commandLine = misuse.getCommandLine();
    commandLine.getErr().println(Misuse.inWords(misuse));
    return ExitCode.USAGE;
  }
}
