package io.fantail.span.invocation;

import io.fantail.event.LambdaRecord;
import org.jspecify.annotations.Nullable;

/**
 * Whose log a stream is, as far as its records have said until now: most of them do not say it.
 *
 * @param functionName the bare name
 */
record StreamOrigin(
    @Nullable String logGroup, @Nullable String functionName, @Nullable String accountId) {
  static final StreamOrigin UNKNOWN = new StreamOrigin(null, null, null);

  /** Adds what a record says, which is nothing new for almost all. */
  StreamOrigin with(LambdaRecord record) {
    boolean same =
        isSame(record.logGroup(), logGroup)
            && isSame(record.functionName(), functionName)
            && isSame(record.accountId(), accountId);
    return same
        ? this
        : new StreamOrigin(
            record.logGroup() == null ? logGroup : record.logGroup(),
            record.functionName() == null ? functionName : record.functionName(),
            record.accountId() == null ? accountId : record.accountId());
  }

  private static boolean isSame(@Nullable String said, @Nullable String known) {
    return said == null || said.equals(known);
  }
}
