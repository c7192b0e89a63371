package io.fantail.job.option;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Takes the options that say how a command speaks, and where else its options may stand. */
public final class OutputOptions {
  @Option(
      names = "--json",
      arity = "0..1",
      fallbackValue = "true",
      description = "Print the summary as JSON instead of text.")
  public boolean json;

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
}
