package io.fantail.report.trait;

/** What children may share; the names are those of the column {@code factor}. */
public enum Factor {
  /** Version of the Lambda function that ran. */
  FUNCTION_VERSION(FactorKind.WHY),
  /** Runtime that the sandbox was made with, by its INIT_START. */
  RUNTIME_VERSION(FactorKind.WHY),
  /** Log stream, of which each sandbox has one. */
  LOG_STREAM(FactorKind.WHY),
  /** Tenant that Lambda isolates from others. */
  TENANT(FactorKind.WHY),
  /** How many items the child took: which quarter of its Map Run it is in. */
  ITEMS(FactorKind.WHY),
  /** How large its items are: which quarter of its Map Run it is in. */
  ITEM_BYTES(FactorKind.WHY),
  /** Folder in S3 of its items. */
  ITEM_KEY_PREFIX(FactorKind.WHY),
  /** Hour of the day in UTC in which it started. */
  HOUR(FactorKind.WHY),
  /** It started while its Map Run still filled up to nine tenths of its highest concurrency. */
  RAMP(FactorKind.WHY),
  /** A function that it called had to make a sandbox first. */
  COLD_START(FactorKind.WHY),
  /** Of a function that it called no log was found: whether that was cold is not known. */
  UNLINKED(FactorKind.WHY),
  /** An attempt failed and another followed; the value is the error. */
  RETRY(FactorKind.HOW),
  /** An attempt was refused as there were too many. */
  THROTTLE(FactorKind.HOW),
  /** An attempt ran out of time. */
  TIMEOUT(FactorKind.HOW),
  /** A Catch took over; the value is the error. */
  CAUGHT_ERROR(FactorKind.HOW),
  /** A function used more than nine tenths of its memory. */
  MEMORY(FactorKind.HOW),
  /** More than a tenth of its time it waited to be started. */
  QUEUE(FactorKind.HOW),
  /** The Map Run itself. */
  MAP_RUN(FactorKind.RUN),
  /** Region in which the Map Run ran. */
  REGION(FactorKind.RUN),
  /** Highest concurrency that the Map Run was allowed. */
  CONCURRENCY(FactorKind.RUN);

  private final FactorKind kind;

  Factor(FactorKind kind) {
    this.kind = kind;
  }

  public FactorKind kind() {
    return kind;
  }
}
