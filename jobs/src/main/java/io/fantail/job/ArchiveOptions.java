package io.fantail.job;

import io.fantail.event.PayloadPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Option;

/** What to read, and what of it may be kept. */
final class ArchiveOptions {
  @Option(
      names = "--archive",
      required = true,
      paramLabel = "URI",
      description =
          "Root of an archive: everything under it is read, whatever form it has. May be given more than once.")
  List<String> archives = new ArrayList<>();

  @Option(
      names = "--payload-limit",
      paramLabel = "CHARS",
      defaultValue = "4096",
      description =
          "Longest input, output or cause that is kept; 0 keeps none. Default: ${DEFAULT-VALUE}.")
  int payloadLimit;

  @Option(
      names = "--redact",
      paramLabel = "KEY",
      split = ",",
      description = "JSON keys whose values are masked before anything is stored, at any depth.")
  List<String> redact = new ArrayList<>();

  PayloadPolicy payloadPolicy() {
    if (payloadLimit < 0) {
      throw new JobException(ExitCode.USAGE, "--payload-limit is negative: " + payloadLimit);
    }
    return new PayloadPolicy(payloadLimit, Set.copyOf(redact));
  }
}
