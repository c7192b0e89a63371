package io.fantail.job.option;

import io.fantail.job.message.ExitCode;
import io.fantail.job.message.JobException;
import java.util.Arrays;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.PropertiesDefaultProvider;

/**
 * Takes what the file says that {@code --conf} names: an option that is not on the command line is
 * taken from it.
 */
public final class ConfFile {
  private static final String OPTION = "--conf";

  private ConfFile() {}

  /** Whether the arguments name a file. */
  public static boolean isNamed(String... arguments) {
    return Arrays.stream(arguments)
        .anyMatch(argument -> argument.equals(OPTION) || argument.startsWith(OPTION + "="));
  }

  /**
   * Makes the file of {@code --conf}, if the arguments name one, the defaults of every command.
   *
   * @throws JobException when it cannot be read, or has a key that is no option
   */
  public static void applyTo(CommandLine commandLine, String... arguments) {
    for (int i = 0; i < arguments.length; i++) {
      if (arguments[i].equals(OPTION) && i + 1 < arguments.length) {
        apply(commandLine, arguments[i + 1]);
      } else if (arguments[i].startsWith(OPTION + "=")) {
        apply(commandLine, arguments[i].substring(OPTION.length() + 1));
      }
    }
  }

  private static void apply(CommandLine commandLine, String file) {
    Properties properties = ConfProperties.read(file);
    Set<String> known = new TreeSet<>();
    for (CommandLine command : commandLine.getSubcommands().values()) {
      for (ArgSpec option : command.getCommandSpec().options()) {
        known.add(((OptionSpec) option).longestName().substring(2));
      }
    }
    for (String key : properties.stringPropertyNames()) {
      if (!known.contains(key)) {
        throw new JobException(
            ExitCode.USAGE,
            "'%s' in %s is no option. Known are: %s."
                .formatted(key, file, String.join(", ", known)));
      }
    }
    commandLine.setDefaultValueProvider(new PropertiesDefaultProvider(properties));
  }
}
