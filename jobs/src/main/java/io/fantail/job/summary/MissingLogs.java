package io.fantail.job.summary;

import io.fantail.report.coverage.CoverageSummary;
import io.fantail.shape.Counts;
import java.util.Locale;
import java.util.Map;

/**
 * Says of which functions attempts found no invocation because no log of it is here.
 *
 * @param functions how many
 * @param attempts of all of them
 * @param names those with most such attempts, three at most, separated by commas
 */
record MissingLogs(long functions, long attempts, String names) {
  static final MissingLogs NONE = new MissingLogs(0, 0, "");

  static MissingLogs of(CoverageSummary coverage) {
    Map<String, Long> attempts = coverage.attemptsWithoutLogs();
    return new MissingLogs(
        attempts.size(), Counts.sum(attempts), String.join(", ", coverage.functionsWithoutLogs()));
  }

  /** Says what to archive; empty where nothing is missing. */
  String advice() {
    if (functions == 0) {
      return "";
    }
    String[] named = names.split(", ", -1);
    String group = "/aws/lambda/" + named[0];
    long unnamed = functions - named.length;
    return String.format(
        Locale.ROOT,
        " The logs of %,d attempt%s are missing (%s%s): archive the log group%s of the function%s, by default %s%s,"
            + " as with: aws logs create-export-task --log-group-name %s --from MILLIS --to MILLIS --destination BUCKET",
        attempts,
        plural(attempts),
        names,
        unnamed > 0
            ? String.format(Locale.ROOT, " and %,d more function%s", unnamed, plural(unnamed))
            : "",
        plural(functions),
        plural(functions),
        group,
        functions > 1 ? " and so on" : "",
        group);
  }

  private static String plural(long count) {
    return count == 1 ? "" : "s";
  }
}
