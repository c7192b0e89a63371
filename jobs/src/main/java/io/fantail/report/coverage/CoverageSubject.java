package io.fantail.report.coverage;

/** What may be there or not; lower case in the table. */
public enum CoverageSubject {
  /** An attempt to invoke a Lambda function, by how its invocation was found. */
  LAMBDA_ATTEMPT,
  /** A child of a Distributed Map, by how its Map Run was. */
  MAP_RUN_CHILD,
  /** An execution of which something says that another one started it, by how that was found. */
  NESTED_EXECUTION,
  /** An event; the missing are ids below the highest that an execution has. */
  EVENT
}
