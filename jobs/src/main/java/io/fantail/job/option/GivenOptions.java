package io.fantail.job.option;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The options that a command goes by, defaults among them, as the table {@code runs} keeps them. Of
 * what is masked or forgotten only the number is kept: an expression may spell what it looks for,
 * and what is forgotten must not be kept here. User and password in an address are left out.
 */
public final class GivenOptions {
  private static final Set<String> COUNTED = Set.of("redact", "redact-regex", "execution", "key");
  private static final Set<String> OF_THE_TERMINAL = Set.of("help", "json", "verbose", "version");
  private static final Pattern USER = Pattern.compile("://[^/@\\s]*@");
  private static final int MOST_CHARS = 1_000;

  private GivenOptions() {}

  /** By their names without dashes, those that say nothing left out. */
  public static Map<String, String> of(CommandSpec command) {
    Map<String, String> given = new TreeMap<>();
    for (OptionSpec option : command.options()) {
      String name = option.longestName().replaceFirst("^-+", "");
      String value = OF_THE_TERMINAL.contains(name) ? null : text(name, option.getValue());
      if (value != null) {
        given.put(name, value);
      }
    }
    return given;
  }

  private static @Nullable String text(String name, @Nullable Object value) {
    if (value == null
        || value.equals(false)
        || (value instanceof Collection<?> all && all.isEmpty())) {
      return null;
    }
    if (COUNTED.contains(name)) {
      return String.valueOf(value instanceof Collection<?> all ? all.size() : 1);
    }
    String text =
        value instanceof Collection<?> all
            ? all.stream().map(String::valueOf).collect(Collectors.joining(", "))
            : value.toString();
    String safe = USER.matcher(text).replaceAll("://");
    return safe.length() <= MOST_CHARS ? safe : safe.substring(0, MOST_CHARS) + "…";
  }
}
