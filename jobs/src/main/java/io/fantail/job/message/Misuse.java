package io.fantail.job.message;

import java.util.Collection;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says what is wrong with a command line, and what may have been meant. */
public final class Misuse {
  private Misuse() {}

  /** Returns one line. */
  public static String inWords(ParameterException misuse) {
    CommandLine commandLine = misuse.getCommandLine();
    List<String> unmatched = commandLine.getUnmatchedArguments();
    // A misspelled option is why a required one is missing.
    boolean isUnmatched =
        misuse instanceof UnmatchedArgumentException || misuse instanceof MissingParameterException;
    String what =
        isUnmatched && !unmatched.isEmpty()
            ? ofUnmatched(commandLine, unmatched)
            : endedWithStop(String.valueOf(misuse.getMessage()));
    return what.replaceAll("\\s*\\R\\s*", " ") + " " + whereToLook(commandLine);
  }

  private static String ofUnmatched(CommandLine commandLine, List<String> unmatched) {
    String name = commandLine.getCommandName();
    String first =
        unmatched.stream()
            .filter(word -> word.startsWith("-"))
            .findFirst()
            .orElse(unmatched.get(0))
            .replaceFirst("=.*", "");
    if (isMain(commandLine)) {
      first = unmatched.get(0);
      return first.startsWith("-")
          ? "There is no option " + first + " before the command."
          : "There is no command " + first + "." + Suggestion.of(first, commandNames(commandLine));
    }
    if (first.startsWith("-")) {
      return name
          + " has no option "
          + first
          + "."
          + Suggestion.of(first, optionNames(commandLine));
    }
    List<PositionalParamSpec> taken = commandLine.getCommandSpec().positionalParameters();
    if (taken.isEmpty()) {
      return name + " takes options only: what is " + first + "?";
    }
    String what = taken.get(0).paramLabel();
    return "One argument is the "
        + what
        + (what.equals("SQL") ? ", in quotes" : "")
        + "; left over is "
        + String.join(" ", unmatched)
        + ".";
  }

  private static Collection<String> commandNames(CommandLine commandLine) {
    return commandLine.getSubcommands().keySet();
  }

  private static Collection<String> optionNames(CommandLine commandLine) {
    return commandLine.getCommandSpec().optionsMap().keySet();
  }

  private static String whereToLook(CommandLine commandLine) {
    return isMain(commandLine)
        ? "fantail --help lists the commands."
        : "fantail " + commandLine.getCommandName() + " --help lists the options.";
  }

  private static boolean isMain(CommandLine commandLine) {
    return commandLine.getParent() == null;
  }

  private static String endedWithStop(String sentence) {
    return sentence.matches(".*[.!?]") ? sentence : sentence + ".";
  }
}
