package io.fantail.event.history;

import com.fasterxml.jackson.core.JsonParser;
import io.fantail.event.ExecutionArn;
import io.fantail.event.Failure;
import io.fantail.event.FunctionReference;
import io.fantail.event.HistoryEvent;
import io.fantail.event.LambdaCall;
import io.fantail.event.ParsedRecord;
import io.fantail.event.Payload;
import io.fantail.event.RejectReason;
import io.fantail.event.Rejects;
import io.fantail.event.TakenItems;
import io.fantail.event.UpstreamContext;
import io.fantail.event.policy.Kept;
import io.fantail.event.policy.PayloadPolicy;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Reads one Step Functions event from JSON, in the spelling of the API ({@code previousEventId},
 * numbers, one details key per type), of tools that spell names otherwise, and of the CloudWatch
 * log ({@code previous_event_id}, every scalar a string, one {@code details}). Recorded in {@code
 * sfn/histories}, {@code sfn/vended-logs}, {@code archive/history}.
 */
public final class HistoryEventParser {
  private static final String WHERE_ARNS_COME_FROM =
      ": no wrapper, no DescribeExecution or ListExecutions answer beside the object and no"
          + " --arn-from-key that matches its address names the execution";

  private final PayloadPolicy payloadPolicy;
  private final String sourceFile;
  private final EventTexts texts = new EventTexts();

  public HistoryEventParser(PayloadPolicy payloadPolicy, String sourceFile) {
    this.payloadPolicy = payloadPolicy;
    this.sourceFile = sourceFile;
  }

  /**
   * The event, a reject that says what it lacks, or null when the object is something else.
   *
   * @param parser at the start of the object
   * @param mayBeLarge whether the object is so large that a payload in it may be: only then the
   *     size of what is neither kept nor searched is looked at
   * @param knownArn the execution's ARN where the wrapper says it; the event's own wins
   * @throws IOException when the JSON is torn
   */
  public @Nullable ParsedRecord parse(
      JsonParser parser,
      EventOrigin origin,
      @Nullable String knownArn,
      boolean mayBeLarge,
      long position)
      throws IOException {
    EventFields fields =
        new EventFields(knownArn, texts, payloadPolicy.limitChars() > 0, mayBeLarge);
    fields.read(parser);
    return origin.mayHold(fields) ? eventOf(fields, position) : null;
  }

  private ParsedRecord eventOf(EventFields fields, long position) throws IOException {
    String lacking = fields.lacking();
    Instant at = fields.at;
    if (lacking != null || fields.type == null || at == null) {
      return Rejects.of(position, RejectReason.MISSING_FIELD, "without " + lacking);
    }
    NamedExecution named = fields.execution;
    if (named == null) {
      return Rejects.of(
          position, RejectReason.MISSING_EXECUTION_ARN, fields.type + WHERE_ARNS_COME_FROM);
    }
    ExecutionArn execution = named.parts();
    if (execution == null) {
      return Rejects.of(position, RejectReason.INVALID_EXECUTION_ARN, named.arn(), payloadPolicy);
    }
    EventDetails details = fields.details;
    return new HistoryEvent(
        named.arn(),
        fields.id,
        fields.previousId,
        at,
        fields.type,
        details.name,
        redriveCountOf(fields),
        resourceOf(details),
        details.index,
        itemsOf(fields.type, execution, details),
        details.mapRunArn,
        StartedExecution.in(fields.type, details),
        callOf(fields.type, details),
        Failure.of(details.error, details.cause, payloadPolicy),
        Payload.of(
            payloadPolicy.apply(details.input),
            payloadPolicy.apply(details.output),
            details.payloadBytes),
        HistoryEvent.TimeLimits.of(details.timeoutSeconds, details.heartbeatSeconds),
        fields.type.equals("ExecutionStarted")
            ? UpstreamContextReader.of(execution, details.input)
            : UpstreamContext.NONE,
        HistoryEvent.Operation.NONE,
        payloadPolicy.apply(details.rest()),
        sourceFile);
  }

  private static int redriveCountOf(EventFields fields) {
    boolean redriven = "ExecutionRedriven".equals(fields.type);
    return redriven && fields.details.redriveCount != null
        ? fields.details.redriveCount
        : fields.redriveCount;
  }

  private TakenItems itemsOf(String type, ExecutionArn execution, EventDetails details) {
    return switch (type) {
      case "MapStateStarted" -> TakenItems.of(details.length);
      case "ExecutionStarted" ->
          execution.isDistributedMapChild() ? itemsOfChild(details.input) : TakenItems.UNKNOWN;
      default -> TakenItems.UNKNOWN;
    };
  }

  /** Of what is masked only the count is told, as masks leave items as many as they were. */
  private TakenItems itemsOfChild(@Nullable String input) {
    TakenItems items = ChildItems.in(input);
    String masked = payloadPolicy.masked(input);
    boolean isWhole = masked == null || masked.equals(input);
    return Kept.of(
        isWhole ? items : items.toldAs(ChildItems.in(masked)), TakenItems::shape, payloadPolicy);
  }

  private static @Nullable String resourceOf(EventDetails details) {
    return details.resourceType == null || details.resource == null
        ? details.resource
        : details.resourceType + ":" + details.resource;
  }

  private LambdaCall callOf(String type, EventDetails details) {
    return switch (type) {
      case "LambdaFunctionScheduled" ->
          details.resource == null
              ? LambdaCall.NONE
              : LambdaCall.of(FunctionReference.parse(details.resource));
      case "LambdaFunctionFailed", "LambdaFunctionTimedOut" ->
          FailureEvidence.of(details.error, details.cause, false);
      // By their names in the API reference; neither was ever recorded.
      case "LambdaFunctionScheduleFailed", "LambdaFunctionStartFailed" -> LambdaCall.REFUSED;
      default -> isLambda(details) ? callOfTask(type, details) : LambdaCall.NONE;
    };
  }

  private LambdaCall callOfTask(String type, EventDetails details) {
    boolean withToken = details.isAnsweredWithToken();
    return switch (type) {
      case "TaskScheduled" ->
          InvocationEvidence.ofParameters(
              details.input, details.credentialsAccount(), texts.functions);
      case "TaskSubmitted" -> InvocationEvidence.ofOutput(details.output);
      case "TaskSucceeded" ->
          // With a token it is the output of whoever held the token.
          withToken ? LambdaCall.NONE : InvocationEvidence.ofOutput(details.output);
      case "TaskFailed", "TaskTimedOut" ->
          FailureEvidence.of(details.error, details.cause, withToken);
      case "TaskSubmitFailed" -> FailureEvidence.of(details.error, details.cause, false);
      case "TaskStartFailed" -> LambdaCall.REFUSED;
      default -> LambdaCall.NONE;
    };
  }

  private static boolean isLambda(EventDetails details) {
    return "lambda".equals(details.resourceType) || "aws-sdk:lambda".equals(details.resourceType);
  }
}
