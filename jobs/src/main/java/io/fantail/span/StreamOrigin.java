package io.fantail.span;

import io.fantail.event.LambdaRecord;
import org.jspecify.annotations.Nullable;

/**
 * Whose log a stream is, as far as its records have said until now: most of them do not say it.
 *
 * @param functionName the bare name
 */
record StreamOrigin(
    @Nullable String functionName, @Nullable String accountId, @Nullable String region) {
  static final StreamOrigin UNKNOWN = new StreamOrigin(null, null, null);

  /** With what a record says, which is nothing new for almost all. */
  StreamOrigin with(LambdaRecord record) {
    boolean same =
        isSame(record.functionName(), functionName)
            && isSame(record.accountId(), accountId)
            && isSame(record.region(), region);
    return same
        ? this
        : new StreamOrigin(
            record.functionName() == null ? functionName : record.functionName(),
            record.accountId() == null ? accountId : record.accountId(),
            record.region() == null ? region : record.region());
  }

  private static boolean isSame(@Nullable String said, @Nullable String known) {
    return said == null || said.equals(known);
  }
}
