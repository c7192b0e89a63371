package io.fantail.job;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How a command speaks, and where else its options may stand. */
final class OutputOptions {
  @Option(
      names = "--json",
      arity = "0..1",
      fallbackValue = "true",
      description = "Print the summary as JSON instead of text.")
  boolean json;

  @Option(
      names = "--verbose",
      arity = "0..1",
      fallbackValue = "true",
      description = "Print the stack trace of a failure.")
  boolean verbose;

  @Option(
      names = "--conf",
      paramLabel = "FILE",
      description = "A file with options, one 'key = value' per line; see conf/reference.conf.")
  @Nullable String conf;

  @Option(names = "--help", usageHelp = true, description = "Print this text.")
  boolean help;

  /** Characters of a line on the terminal; as many as are wanted where stdout is none. */
  static int terminalWidth() {
    String columns = System.getenv("FANTAIL_COLUMNS");
    return columns != null && columns.matches("[1-9]\\d{1,4}")
        ? Integer.parseInt(columns)
        : Integer.MAX_VALUE;
  }
}
