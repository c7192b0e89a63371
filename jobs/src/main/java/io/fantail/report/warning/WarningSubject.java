package io.fantail.report.warning;

/** What a warning is about. */
enum WarningSubject {
  EXECUTION,
  MAP_RUN,
  STATE,
  FUNCTION
}
