package io.fantail.archive.record;

/** Records that are known to carry no event: read, counted, left out. */
public enum NoiseKind {
  /** {@code CONTROL_MESSAGE} of a subscription: "Checking health of destination". */
  CONTROL_MESSAGE,
  /** The line CloudWatch Logs writes into a log group to prove that it may. */
  DELIVERY_VALIDATION,
  /** The {@code aws-logs-write-test} object that an export task leaves in its bucket. */
  EXPORT_WRITE_TEST,
  /** A list that holds nothing: {@code ListExecutions} of a Map Run that has no child yet. */
  EMPTY_LIST,
  /** {@code manifest.json} of a ResultWriter: the folder of the results names the Map Run too. */
  RESULT_MANIFEST,
  /** A row of a transformed ResultWriter export: it tells what came out, and of which child not. */
  RESULT_WITHOUT_EXECUTION,
  /** The answer of {@code StopExecution}, which is no more than a time. */
  STOP_EXECUTION,
  /**
   * A request, an answer or an event of Lambda that names a durable execution: it says whose the
   * history beside it is, and nothing else that the history does not.
   */
  DURABLE_EXECUTION_NAMED,
  /** A page of {@code FilterLogEvents} or {@code GetLogEvents} on which nothing matched. */
  EMPTY_LOG_ANSWER,
  /** A line of a log stream that belongs neither to a Lambda function nor to Step Functions. */
  FOREIGN_LOG_LINE,
  /** A link in an archive of files to what is in it too: a name more of what is read there. */
  LINK_WITHIN_ARCHIVE,
  /** {@code ._name} and {@code .DS_Store}, which macOS puts beside files. */
  MACOS_METADATA,
  /** A good record of a time that was not asked for. */
  OUTSIDE_WINDOW
}
