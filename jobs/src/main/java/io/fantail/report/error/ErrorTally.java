package io.fantail.report.error;

import io.fantail.report.error.Aftermath.Outcome;
import io.fantail.report.subject.ReportedSpan;
import io.fantail.span.SpanKind;
import java.time.Instant;
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
    List<ReportedSpan> failures = ofExecution.stream().filter(ReportedSpan::failureOrigin).toList();
    if (failures.isEmpty()) {
      return;
    }
    Aftermath aftermath = new Aftermath(ofExecution);
    Instant startedAt = startOf(ofExecution);
    Map<ErrorKey, ErrorCounts> inExecution = new HashMap<>();
    for (ReportedSpan failed : failures) {
      String cause = failed.failure().cause();
      sampleChars += failed.execution().executionArn().length();
      sampleChars += cause == null ? 0 : cause.length();
      Outcome outcome = aftermath.of(failed);
      ErrorCounts once =
          new ErrorCounts(
              ErrorKey.of(failed),
              1,
              outcome == Outcome.RETRIED ? 1 : 0,
              outcome == Outcome.CAUGHT ? 1 : 0,
              1,
              failed.terminal() ? 1 : 0,
              failed.lastSeenAt(),
              ErrorSample.of(failed, startedAt),
              List.of(ErrorExample.of(failed)));
      inExecution.merge(once.key(), once, ErrorCounts::andInSameExecution);
    }
    inExecution.forEach((key, once) -> counts.merge(key, once, ErrorCounts::and));
  }

  private static Instant startOf(List<ReportedSpan> ofExecution) {
    return ofExecution.stream()
        .filter(span -> span.kind() == SpanKind.EXECUTION)
        .findFirst()
        .orElse(ofExecution.get(0))
        .startedAt();
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
