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
        fields
            .column("kind", "What the line is: start, report, application and so on.")
            .constant(KINDS, LambdaRecord::kind),
        fields.column("log_group", "Log group.").shared(LambdaRecord::logGroup),
        fields
            .column("log_stream", "Log stream, of which each sandbox has one.")
            .shared(LambdaRecord::logStream),
        fields
            .column("unnamed_stream", "What holds the lines of a stream that nothing names.")
            .shared(LambdaRecord::unnamedStream),
        fields
            .column("account_id", "AWS account of the function, or of its log.")
            .shared(LambdaRecord::accountId),
        fields.textOrNull("region", "Region that the function ran in.", LambdaRecord::region),
        fields.textOrNull(
            "event_id", "Id that CloudWatch Logs gave the line.", LambdaRecord::eventId),
        fields.time("logged_at", "When it was logged.", LambdaRecord::at),
        fields.flag(
            "is_at_delivery",
            "Whether nothing says when, and that is about when it was delivered.",
            LambdaRecord::atDelivery),
        fields.textOrNull(
            "request_id", "Request id, where the line names it.", LambdaRecord::requestId),
        fields.textOrNull(
            "function_name", "Function, where the line names it.", LambdaRecord::functionName),
        fields.textOrNull(
            "function_version", "Version, where the line names it.", LambdaRecord::functionVersion),
        fields.masked(
            "tenant_id",
            "Tenant of a function with tenant isolation, where the line names it.",
            LambdaRecord::tenantId),
        fields.textOrNull(
            "runtime_version",
            "Runtime that the sandbox is made with, by a line of its init.",
            LambdaRecord::runtimeVersion),
        fields.recordOr(ReportFigures.NONE, LambdaRecord::figures, ReportFigures::shape),
        fields
            .column("status", "Status of the invocation, where the line says it.")
            .constantOrNull(STATUSES, LambdaRecord::status),
        fields.recordOr(LambdaError.NONE, LambdaRecord::error, LambdaError::shape),
        fields.textOrNull("xray_trace_id", "X-Ray trace.", LambdaRecord::xrayTraceId),
        fields
            .column("source_file", "Address of the object in the archive.")
            .sharedText(LambdaRecord::sourceFile),
        fields.whole("position", "Bytes before it in the object.", LambdaRecord::position));
  }
}
