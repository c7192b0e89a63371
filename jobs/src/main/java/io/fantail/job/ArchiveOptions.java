package io.fantail.job;

import io.fantail.archive.ArchiveDays;
import io.fantail.archive.TimeWindow;
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

  @Option(
      names = "--delivery-days",
      paramLabel = "N",
      defaultValue = "35",
      description =
          "How many days after an event its object may be dated, where folders carry dates: with --to, those of"
              + " later days are not listed. Default: ${DEFAULT-VALUE}.")
  int deliveryDays;

  /** The dates of folders that can hold something of the window. */
  ArchiveDays daysAround(TimeWindow window, int lookbackDays) {
    if (deliveryDays < 0) {
      throw new JobException(ExitCode.USAGE, "--delivery-days is negative: " + deliveryDays);
    }
    return ArchiveDays.around(window, lookbackDays, deliveryDays);
  }

  PayloadPolicy payloadPolicy() {
    if (payloadLimit < 0) {
      throw new JobException(ExitCode.USAGE, "--payload-limit is negative: " + payloadLimit);
    }
    return new PayloadPolicy(payloadLimit, Set.copyOf(redact));
  }
}
