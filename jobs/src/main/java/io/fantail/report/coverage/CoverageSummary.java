package io.fantail.report.coverage;

import io.fantail.shape.Column;
import io.fantail.shape.Counts;
import io.fantail.shape.FieldType;
import io.fantail.shape.Fields;
import io.fantail.trace.lambda.LambdaLink;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** How much of the picture is there, over all days. */
public final class CoverageSummary {
  private static final int NAMED = 3;
  private static final String NO_LOGS = Column.wordOf(LambdaLink.NO_LOGS);
  private static final String AMBIGUOUS = Column.wordOf(LambdaLink.AMBIGUOUS);
  private static final String NOT_INVOKED = Column.wordOf(LambdaLink.NOT_INVOKED);

  private final SortedMap<String, Long> attempts;
  private final SortedMap<String, Long> attemptsWithoutLogs;
  private long events;
  private long missingEvents;

  public CoverageSummary() {
    this(new TreeMap<>(), new TreeMap<>(), 0, 0);
  }

  private CoverageSummary(
      SortedMap<String, Long> attempts,
      SortedMap<String, Long> attemptsWithoutLogs,
      long events,
      long missingEvents) {
    this.attempts = attempts;
    this.attemptsWithoutLogs = attemptsWithoutLogs;
    this.events = events;
    this.missingEvents = missingEvents;
  }

  public static CoverageSummary shape(Fields<CoverageSummary> fields) {
    return new CoverageSummary(
        fields.field(FieldType.COUNTS, CoverageSummary::attempts),
        fields.field(FieldType.COUNTS, CoverageSummary::attemptsWithoutLogs),
        fields.whole(CoverageSummary::events),
        fields.whole(CoverageSummary::missingEvents));
  }

  public void add(LinkCoverage counted) {
    CoverageKey key = counted.key();
    switch (key.subject()) {
      case LAMBDA_ATTEMPT -> {
        attempts.merge(key.link(), counted.total(), Long::sum);
        if (key.link().equals(NO_LOGS) && key.functionName() != null) {
          attemptsWithoutLogs.merge(key.functionName(), counted.total(), Long::sum);
        }
      }
      case EVENT -> {
        if (key.link().equals(CoverageKey.SEEN)) {
          events += counted.total();
        } else {
          missingEvents += counted.total();
        }
      }
      case MAP_RUN_CHILD, NESTED_EXECUTION -> {
        // The executions themselves tell more of these.
      }
    }
  }

  /** Lambda attempts by the word for their link. */
  public SortedMap<String, Long> attempts() {
    return attempts;
  }

  /** Attempts that the API did not refuse. */
  public long invokedAttempts() {
    return attemptsBut(NOT_INVOKED);
  }

  /** Attempts whose invocation was found. */
  public long linkedAttempts() {
    return attemptsBut(NOT_INVOKED, AMBIGUOUS, NO_LOGS);
  }

  private long attemptsBut(String... links) {
    return attempts.entrySet().stream()
        .filter(link -> !List.of(links).contains(link.getKey()))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  /** Of the attempts without a log those whose function is known, by function. */
  public SortedMap<String, Long> attemptsWithoutLogs() {
    return attemptsWithoutLogs;
  }

  /** The functions with most attempts without a log, three at most, most first. */
  public List<String> functionsWithoutLogs() {
    return Counts.mostFirst(attemptsWithoutLogs).stream().limit(NAMED).toList();
  }

  public long events() {
    return events;
  }

  public long missingEvents() {
    return missingEvents;
  }
}
