package io.fantail.report.coverage;

import io.fantail.report.subject.ReportedExecution;
import io.fantail.report.subject.ReportedSpan;
import io.fantail.span.SpanKind;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Counts what is linked, and what is missing, in one task. */
public final class CoverageTally {
  private final Map<CoverageKey, Long> totals = new HashMap<>();

  /** Counts an attempt to invoke a function. */
  public void add(ReportedSpan span) {
    if (span.kind() == SpanKind.ATTEMPT && span.link() != null) {
      add(
          span.execution().day(),
          CoverageSubject.LAMBDA_ATTEMPT,
          span.functionName(),
          span.link(),
          1);
    }
  }

  /** Counts what is above an execution, and its events. */
  public void add(ReportedExecution execution) {
    LocalDate day = execution.key().day();
    String link = execution.mapRunLink() == null ? execution.parentLink() : execution.mapRunLink();
    if (execution.isChild()) {
      add(day, CoverageSubject.MAP_RUN_CHILD, null, link == null ? "none" : link, 1);
    } else if (link != null && execution.parentLink() != null) {
      add(day, CoverageSubject.NESTED_EXECUTION, null, link, 1);
    }
    add(day, CoverageSubject.EVENT, null, CoverageKey.SEEN, execution.eventCount());
    add(day, CoverageSubject.EVENT, null, CoverageKey.MISSING, execution.missingEvents());
  }

  private void add(
      LocalDate day, CoverageSubject subject, @Nullable String function, String link, long count) {
    totals.merge(new CoverageKey(day, subject, function, link), count, Long::sum);
  }

  /** What was counted. */
  public List<LinkCoverage> counted() {
    return totals.entrySet().stream()
        .map(one -> new LinkCoverage(one.getKey(), one.getValue()))
        .toList();
  }
}
