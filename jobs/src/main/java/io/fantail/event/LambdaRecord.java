package io.fantail.event;

import io.fantail.shape.Fields;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One record of a Lambda log: a platform line, in text or JSON, or a line of the function itself.
 *
 * @param position byte offset in the object
 * @param unnamedStream what holds the records of one log stream whose name nobody knows; null where
 *     it is known, and where records of many streams stand together
 * @param eventId {@code logEvents[].id} of a subscription, {@code eventId} of {@code
 *     FilterLogEvents}; null elsewhere
 * @param accountId of the AWS account that the function, or its log, is in
 * @param region that the function runs in
 * @param at the time CloudWatch Logs or the record itself shows
 * @param atDelivery nothing shows a time, and {@code at} is about when the record was delivered:
 *     good to find its day, and for nothing that is measured
 * @param tenantId of a function with tenant isolation: for whom the sandbox is
 * @param runtimeVersion that a sandbox is made with; only records of its init say it
 * @param status of the invocation, where the record says it
 * @param xrayTraceId {@code 1-...}
 */
public record LambdaRecord(
    LambdaRecordKind kind,
    @Nullable String logGroup,
    @Nullable String logStream,
    @Nullable String unnamedStream,
    @Nullable String accountId,
    @Nullable String region,
    @Nullable String eventId,
    Instant at,
    boolean atDelivery,
    @Nullable String requestId,
    @Nullable String functionName,
    @Nullable String functionVersion,
    @Nullable String tenantId,
    @Nullable String runtimeVersion,
    ReportFigures figures,
    @Nullable Status status,
    LambdaError error,
    @Nullable String xrayTraceId,
    String sourceFile,
    long position)
    implements ParsedRecord {
  @Override
  public Outcome outcome() {
    return Outcome.LAMBDA_RECORD;
  }

  /** How an invocation went, from the best to the worst. */
  public enum Status {
    SUCCESS,
    /** Nothing tells, or a word that AWS added. */
    UNKNOWN,
    ERROR,
    TIMEOUT
  }

  private static final LambdaRecordKind[] KINDS = LambdaRecordKind.values();
  private static final Status[] STATUSES = Status.values();

  public static LambdaRecord shape(Fields<LambdaRecord> fields) {
    return new LambdaRecord(
        fields.constant(KINDS, LambdaRecord::kind),
        fields.shared(LambdaRecord::logGroup),
        fields.shared(LambdaRecord::logStream),
        fields.shared(LambdaRecord::unnamedStream),
        fields.shared(LambdaRecord::accountId),
        fields.textOrNull(LambdaRecord::region),
        fields.textOrNull(LambdaRecord::eventId),
        fields.time(LambdaRecord::at),
        fields.flag(LambdaRecord::atDelivery),
        fields.textOrNull(LambdaRecord::requestId),
        fields.textOrNull(LambdaRecord::functionName),
        fields.textOrNull(LambdaRecord::functionVersion),
        fields.textOrNull(LambdaRecord::tenantId),
        fields.textOrNull(LambdaRecord::runtimeVersion),
        fields.recordOr(ReportFigures.NONE, LambdaRecord::figures, ReportFigures::shape),
        fields.constantOrNull(STATUSES, LambdaRecord::status),
        fields.recordOr(LambdaError.NONE, LambdaRecord::error, LambdaError::shape),
        fields.textOrNull(LambdaRecord::xrayTraceId),
        fields.sharedText(LambdaRecord::sourceFile),
        fields.whole(LambdaRecord::position));
  }
}
