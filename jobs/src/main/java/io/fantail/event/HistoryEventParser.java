package io.fantail.event;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import io.fantail.archive.EventTimes;
import io.fantail.archive.Json;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Reads one Step Functions event from JSON, in the spelling of the API ({@code previousEventId},
 * numbers, one details key per type), of SDKs that print Pascal case, and of the CloudWatch log
 * ({@code previous_event_id}, every scalar a string, one {@code details}). Recorded in {@code
 * sfn/histories}, {@code sfn/vended-logs}, {@code archive/history}.
 */
final class HistoryEventParser {
  private static final String DETAILS_SUFFIX = "EventDetails";
  private static final String WHERE_ARNS_COME_FROM =
      ": no wrapper, no DescribeExecution or ListExecutions answer beside the object and no"
          + " --arn-from-key that matches its address names the execution";

  /** An execution has 25,000 events at most (quotas of Step Functions): more is damage. */
  private static final long HIGHEST_ID = 1_000_000;

  private final PayloadPolicy payloadPolicy;
  private final String sourceFile;

  HistoryEventParser(PayloadPolicy payloadPolicy, String sourceFile) {
    this.payloadPolicy = payloadPolicy;
    this.sourceFile = sourceFile;
  }

  /** The fields of an event as they are met; null until then. */
  private static final class Fields {
    private @Nullable Long id;
    private long previousId;
    private @Nullable Long atMillis;
    private @Nullable String type;
    private @Nullable String executionArn;
    private int redriveCount;
    private boolean looksLikeEvent;
    private final EventDetails details = new EventDetails();
  }

  /**
   * The event, a reject that says what it lacks, or null when the object is something else.
   *
   * @param parser at the start of the object
   * @param knownArn the execution's ARN where the wrapper says it; the event's own wins
   * @throws IOException when the JSON is torn
   */
  @Nullable ParsedRecord parse(JsonParser parser, @Nullable String knownArn, long position)
      throws IOException {
    Fields fields = new Fields();
    fields.executionArn = knownArn;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      readField(parser, fields);
    }
    if (parser.currentToken() != JsonToken.END_OBJECT) {
      throw new com.fasterxml.jackson.core.io.JsonEOFException(
          parser, parser.currentToken(), "the record ends within its object");
    }
    return fields.looksLikeEvent || knownArn != null ? eventOf(fields, position) : null;
  }

  private void readField(JsonParser parser, Fields fields) throws IOException {
    String field = parser.currentName();
    JsonToken value = parser.nextToken();
    if (value == JsonToken.VALUE_NULL) {
      return;
    }
    switch (field) {
      case "id", "Id" -> fields.id = idOf(parser);
      case "type", "Type" ->
          fields.type = value == JsonToken.VALUE_STRING ? parser.getText() : null;
      case "previous_event_id", "previousEventId", "PreviousEventId" -> {
        fields.looksLikeEvent = true;
        Long previous = longOf(parser);
        fields.previousId = previous == null ? 0 : previous;
      }
      case "event_timestamp" -> fields.atMillis = longOf(parser);
      case "timestamp", "Timestamp" -> fields.atMillis = millisOf(parser);
      case "execution_arn" -> {
        fields.looksLikeEvent = true;
        fields.executionArn = parser.getValueAsString();
      }
      case "executionArn", "ExecutionArn" -> fields.executionArn = parser.getValueAsString();
      case "redrive_count" -> fields.redriveCount = parser.getValueAsInt();
      default -> readDetails(field, value, parser, fields);
    }
  }

  private void readDetails(String field, JsonToken value, JsonParser parser, Fields fields)
      throws IOException {
    boolean isDetails = field.equals("details") || field.endsWith(DETAILS_SUFFIX);
    if (isDetails && value == JsonToken.START_OBJECT) {
      boolean kept = payloadPolicy.limitChars() > 0;
      fields.details.read(
          parser, kept || isInputSearched(fields.type), kept || isOutputSearched(fields.type));
    } else {
      parser.skipChildren();
    }
  }

  /** For the upstream context and the function's name; also while the type is not known yet. */
  private static boolean isInputSearched(@Nullable String type) {
    return type == null || type.equals("ExecutionStarted") || type.equals("TaskScheduled");
  }

  /** For the request id, and for the execution that was started. */
  private static boolean isOutputSearched(@Nullable String type) {
    return type == null || type.equals("TaskSubmitted") || type.equals("TaskSucceeded");
  }

  private ParsedRecord eventOf(Fields fields, long position) throws IOException {
    Instant at = fields.atMillis == null ? null : Instant.ofEpochMilli(fields.atMillis);
    if (fields.id == null || fields.type == null || at == null || !EventTimes.isTimeOfRecord(at)) {
      return Rejects.of(position, RejectReason.MISSING_FIELD, lacking(fields));
    }
    if (fields.executionArn == null) {
      return Rejects.of(
          position, RejectReason.MISSING_EXECUTION_ARN, fields.type + WHERE_ARNS_COME_FROM);
    }
    ExecutionArn execution = ExecutionArn.parse(fields.executionArn);
    if (execution == null) {
      return Rejects.of(
          position, RejectReason.INVALID_EXECUTION_ARN, fields.executionArn, payloadPolicy);
    }
    EventDetails details = fields.details;
    return new HistoryEvent(
        fields.executionArn,
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
        details.error,
        payloadPolicy.apply(details.cause),
        ErrorFingerprint.of(details.error, details.cause),
        payloadPolicy.apply(details.input),
        payloadPolicy.apply(details.output),
        fields.type.equals("ExecutionStarted")
            ? UpstreamContexts.of(execution, details.input)
            : UpstreamContext.NONE,
        payloadPolicy.apply(details.rest()),
        sourceFile);
  }

  private static int redriveCountOf(Fields fields) {
    boolean redriven = "ExecutionRedriven".equals(fields.type);
    return redriven && fields.details.redriveCount != null
        ? fields.details.redriveCount
        : fields.redriveCount;
  }

  private static @Nullable Integer itemsOf(
      String type, ExecutionArn execution, EventDetails details) {
    return switch (type) {
      case "MapStateStarted" -> details.length;
      case "ExecutionStarted" ->
          execution.isDistributedMapChild() ? ChildItems.in(details.input) : null;
      default -> null;
    };
  }

  private static @Nullable String resourceOf(EventDetails details) {
    return details.resourceType == null || details.resource == null
        ? details.resource
        : details.resourceType + ":" + details.resource;
  }

  private static LambdaCall callOf(String type, EventDetails details) {
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

  private static LambdaCall callOfTask(String type, EventDetails details) {
    boolean withToken = details.isAnsweredWithToken();
    return switch (type) {
      case "TaskScheduled" ->
          InvocationEvidence.ofParameters(details.input, details.credentialsAccount());
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

  private static String lacking(Fields fields) {
    return "without "
        + (fields.id == null ? "id" : fields.type == null ? "type" : "a time that can be read");
  }

  /** Null where it is none: ids count from 1, and where some are missing all below are counted. */
  private static @Nullable Long idOf(JsonParser parser) throws IOException {
    Long id = longOf(parser);
    return id != null && id >= 1 && id <= HIGHEST_ID ? id : null;
  }

  private static @Nullable Long longOf(JsonParser parser) throws IOException {
    if (parser.currentToken() == JsonToken.VALUE_NUMBER_INT) {
      return parser.getLongValue();
    }
    String text = parser.getValueAsString();
    try {
      return text == null ? null : Long.valueOf(text);
    } catch (NumberFormatException noNumber) {
      return null;
    }
  }

  private static @Nullable Long millisOf(JsonParser parser) throws IOException {
    if (parser.currentToken().isStructStart()) {
      JsonNode instant = Json.tree(parser);
      return EventTimes.millisOf(instant);
    } else if (!parser.currentToken().isNumeric()) {
      return EventTimes.millisOf(parser.getValueAsString());
    }
    return parser.isNaN() ? null : EventTimes.millisOfSeconds(parser.getDecimalValue());
  }
}
