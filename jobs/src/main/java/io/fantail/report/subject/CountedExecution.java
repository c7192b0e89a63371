package io.fantail.report.subject;

import io.fantail.span.ExecutionStatus;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What is asked of an execution to count it: how it ended, how long it took, how it is linked. */
public interface CountedExecution {
  /** Whether a Distributed Map started it. */
  boolean isChild();

  /** Its ARN; asked only of those that are no children. */
  String executionArn();

  ExecutionStatus status();

  Instant startedAt();

  @Nullable Instant endedAt();

  @Nullable Duration activeTime();

  long eventCount();

  long missingEvents();

  /** Whether the Map Run of a child is known. */
  boolean isOfKnownRun();

  @Nullable String mapRunLink();

  @Nullable String parentLink();

  /** Whether other evidence says something else than its links. */
  boolean isContradicted();
}
