package io.fantail.job.compare;

import io.fantail.job.message.ExitCode;
import io.fantail.job.message.JobException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Takes the options that say what is compared with what. */
public final class SidesOptions {
  @Option(
      names = "--base",
      paramLabel = "FROM/TO",
      converter = WindowConverter.class,
      description =
          "The executions to compare with: those that started from FROM until before TO, two dates or instants, UTC.")
  @Nullable Window base;

  @Option(
      names = "--against",
      paramLabel = "FROM/TO",
      converter = WindowConverter.class,
      description = "The executions that are compared with those of --base.")
  @Nullable Window against;

  @Option(
      names = "--base-version",
      paramLabel = "VERSION",
      description =
          "In place of --base: the executions that called a Lambda function of this version, and none of the other.")
  @Nullable String baseVersion;

  @Option(
      names = "--against-version",
      paramLabel = "VERSION",
      description = "In place of --against: those that called the other version.")
  @Nullable String againstVersion;

  @Option(
      names = "--base-map-run",
      paramLabel = "ARN",
      description = "In place of --base: the children of this Map Run.")
  @Nullable String baseMapRun;

  @Option(
      names = "--against-map-run",
      paramLabel = "ARN",
      description = "In place of --against: the children of the other Map Run.")
  @Nullable String againstMapRun;

  /**
   * Returns the two sides.
   *
   * @throws JobException when the options name none, half a pair, or several pairs
   */
  public Sides sides() {
    List<Sides> pairs = new ArrayList<>();
    if (isPair("--base", base, "--against", against) && base != null && against != null) {
      pairs.add(windows(base, against));
    }
    if (isPair("--base-version", baseVersion, "--against-version", againstVersion)
        && baseVersion != null
        && againstVersion != null) {
      checkTheyDiffer("version", baseVersion, againstVersion);
      pairs.add(new Sides.Versions(baseVersion, againstVersion));
    }
    if (isPair("--base-map-run", baseMapRun, "--against-map-run", againstMapRun)
        && baseMapRun != null
        && againstMapRun != null) {
      checkTheyDiffer("Map Run", baseMapRun, againstMapRun);
      pairs.add(new Sides.MapRuns(baseMapRun, againstMapRun));
    }
    if (pairs.size() != 1) {
      throw new JobException(
          ExitCode.USAGE,
          (pairs.isEmpty() ? "What is compared with what? " : "Only one pair can be compared. ")
              + "Give --base FROM/TO and --against FROM/TO, or --base-version and"
              + " --against-version, or --base-map-run and --against-map-run.");
    }
    return pairs.get(0);
  }

  private static boolean isPair(
      String first, @Nullable Object firstValue, String second, @Nullable Object secondValue) {
    if ((firstValue == null) != (secondValue == null)) {
      throw new JobException(
          ExitCode.USAGE,
          firstValue == null
              ? second + " is compared with what? " + first + " is missing."
              : first + " is compared with what? " + second + " is missing.");
    }
    return firstValue != null;
  }

  private static Sides windows(Window base, Window against) {
    if (base.overlaps(against)) {
      throw new JobException(
          ExitCode.USAGE,
          "--base "
              + base
              + " and --against "
              + against
              + " overlap: an execution would be compared with itself.");
    }
    return new Sides.Windows(base, against);
  }

  private static void checkTheyDiffer(String what, String base, String against) {
    if (base.equals(against)) {
      throw new JobException(ExitCode.USAGE, "Both sides are the same " + what + ": " + base + ".");
    }
  }
}
