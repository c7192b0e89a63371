package io.fantail.report.error;

import io.fantail.report.subject.ReportedSpan;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Counts failures where they began, in one task. */
public final class ErrorTally {
  private final Map<ErrorKey, ErrorCounts> counts = new HashMap<>();
  private long sampleChars;

  /** Counts those of one execution, all spans of which these are. */
  public void add(List<ReportedSpan> ofExecution) {
    Map<ErrorKey, ErrorCounts> inExecution = new HashMap<>();
    for (ReportedSpan span : ofExecution) {
      if (span.failureOrigin()) {
        String cause = span.failure().cause();
        sampleChars += cause == null ? 0 : cause.length();
        ErrorCounts once =
            new ErrorCounts(
                ErrorKey.of(span),
                1,
                1,
                span.terminal() ? 1 : 0,
                span.lastSeenAt(),
                ErrorSample.of(span));
        inExecution.merge(once.key(), once, ErrorCounts::andInSameExecution);
      }
    }
    inExecution.forEach((key, once) -> counts.merge(key, once, ErrorCounts::and));
  }

  /** What the texts of the samples come to at most. */
  public long sampleChars() {
    return sampleChars;
  }

  /** What was counted. */
  public Collection<ErrorCounts> counted() {
    return counts.values();
  }
}
