package io.fantail.job.compare;

import io.fantail.job.message.ExitCode;
import io.fantail.job.message.JobException;
import io.fantail.job.option.AllOrNone;
import io.fantail.job.option.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Takes the options that say what is compared with what. */
public final class SidesOptions {
  private static final String BASE = "--base";
  private static final String AGAINST = "--against";
  private static final String BASE_VERSION = "--base-version";
  private static final String AGAINST_VERSION = "--against-version";
  private static final String BASE_MAP_RUN = "--base-map-run";
  private static final String AGAINST_MAP_RUN = "--against-map-run";

  @Option(
      names = BASE,
      paramLabel = "FROM/TO",
      description =
          "The executions to compare with: those that started from FROM until before TO, two dates or instants, UTC.")
  @Nullable Window base;

  @Option(
      names = AGAINST,
      paramLabel = "FROM/TO",
      description = "The executions that are compared with those of --base.")
  @Nullable Window against;

  @Option(
      names = BASE_VERSION,
      paramLabel = "VERSION",
      description =
          "In place of --base: the executions that called a Lambda function of this version, and none of the other.")
  @Nullable String baseVersion;

  @Option(
      names = AGAINST_VERSION,
      paramLabel = "VERSION",
      description = "In place of --against: those that called the other version.")
  @Nullable String againstVersion;

  @Option(
      names = BASE_MAP_RUN,
      paramLabel = "ARN",
      description = "In place of --base: the children of this Map Run.")
  @Nullable String baseMapRun;

  @Option(
      names = AGAINST_MAP_RUN,
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
    if (areGiven(BASE, base, AGAINST, against)) {
      pairs.add(windows(Objects.requireNonNull(base), Objects.requireNonNull(against)));
    }
    if (areGiven(BASE_VERSION, baseVersion, AGAINST_VERSION, againstVersion)) {
      String version = Objects.requireNonNull(baseVersion);
      pairs.add(
          new VersionSides(
              version, other("version", version, Objects.requireNonNull(againstVersion))));
    }
    if (areGiven(BASE_MAP_RUN, baseMapRun, AGAINST_MAP_RUN, againstMapRun)) {
      String run = Objects.requireNonNull(baseMapRun);
      pairs.add(new MapRunSides(run, other("Map Run", run, Objects.requireNonNull(againstMapRun))));
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

  private static boolean areGiven(
      String first, @Nullable Object base, String second, @Nullable Object against) {
    return new AllOrNone()
        .with(first, base)
        .with(second, against)
        .areGiven(
            (given, missing) -> given + " is compared with what? " + missing + " is missing.");
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
    return new WindowSides(base, against);
  }

  /** Returns the second, which is another. */
  private static String other(String what, String base, String against) {
    if (base.equals(against)) {
      throw new JobException(ExitCode.USAGE, "Both sides are the same " + what + ": " + base + ".");
    }
    return against;
  }
}
