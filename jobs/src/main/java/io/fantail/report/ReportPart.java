package io.fantail.report;

/** What tasks that trace hand on to those that report; each kind has partitions of its own. */
enum ReportPart {
  /** A file that was written, and waits to be committed. */
  FILE,
  EXECUTIONS,
  LATENCY,
  ERRORS,
  COVERAGE,
  MAP_RUNS,
  ITEMS,
  CHILDREN,
  WARNINGS
}
