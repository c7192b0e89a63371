package io.fantail.event.durable;

import com.fasterxml.jackson.databind.JsonNode;
import io.fantail.archive.history.DurableEventType;
import io.fantail.archive.history.DurableEventType.Subject;
import io.fantail.archive.history.DurableEvents;
import io.fantail.event.FunctionReference;
import io.fantail.event.HistoryEvent;
import io.fantail.event.LambdaCall;
import io.fantail.event.ParsedRecord;
import io.fantail.event.Payload;
import io.fantail.event.RejectReason;
import io.fantail.event.Rejects;
import io.fantail.event.TakenItems;
import io.fantail.event.UpstreamContext;
import io.fantail.event.id.IdForms;
import io.fantail.event.policy.PayloadPolicy;
import io.fantail.text.JsonTime;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Reads one event of a durable execution, by the {@code Event} type of the Lambda API reference,
 * model of 2015-03-31; the shapes are those of the histories beside the examples of {@code
 * aws-durable-execution-sdk-js}. AWS keeps no payload for whom asks with {@code
 * IncludeExecutionData} false.
 */
public final class DurableEventParser {
  /** An execution has 3,000 operations (quotas of Lambda), each with a few events and tries. */
  private static final long HIGHEST_ID = 1_000_000;

  private static final String WHERE_ARNS_COME_FROM =
      ": no wrapper, no request or answer of Lambda beside the object and no --arn-from-key that"
          + " matches its address names the durable execution";

  private final PayloadPolicy payloadPolicy;
  private final String sourceFile;

  public DurableEventParser(PayloadPolicy payloadPolicy, String sourceFile) {
    this.payloadPolicy = payloadPolicy;
    this.sourceFile = sourceFile;
  }

  /**
   * The event, or a reject that says what it lacks.
   *
   * @param event for which {@link DurableEvents#isOne} holds
   * @param arn of the durable execution as what is around the event, or beside it, says it
   */
  public ParsedRecord parse(JsonNode event, @Nullable String arn, long position) {
    String type = DurableEvents.typeOf(event);
    Long id = DurableEvents.idOf(event);
    Instant at = timeOf(event);
    if (type == null || id == null || id < 1 || id > HIGHEST_ID || at == null) {
      String lacking =
          type == null ? "EventType" : at == null ? "a time that can be read" : "EventId";
      return Rejects.of(position, RejectReason.MISSING_FIELD, "without " + lacking);
    } else if (arn == null) {
      return Rejects.of(position, RejectReason.MISSING_EXECUTION_ARN, type + WHERE_ARNS_COME_FROM);
    } else if (DurableExecutionArn.parse(arn) == null) {
      return Rejects.of(position, RejectReason.INVALID_EXECUTION_ARN, arn, payloadPolicy);
    }
    DurableDetails details = DurableDetails.of(event, type);
    DurableEventType known = DurableEventType.of(type);
    return new HistoryEvent(
        arn,
        id,
        0,
        at,
        type,
        payloadPolicy.masked(event.path("name").textValue()),
        0,
        null,
        null,
        TakenItems.UNKNOWN,
        null,
        IdForms.durableExecutionArn(details.text("durableexecutionarn")),
        known == null ? LambdaCall.NONE : callOf(known.subject(), details),
        details.failure(payloadPolicy),
        Payload.of(payloadPolicy.apply(details.input()), payloadPolicy.apply(details.result())),
        HistoryEvent.TimeLimits.NONE,
        UpstreamContext.NONE,
        new HistoryEvent.Operation(
            event.path("id").textValue(),
            event.path("parentId").textValue(),
            event.path("subType").textValue()),
        payloadPolicy.apply(details.rest()),
        sourceFile);
  }

  private static @Nullable Instant timeOf(JsonNode event) {
    Long millis = DurableEvents.timeOf(event);
    Instant at = millis == null ? null : Instant.ofEpochMilli(millis);
    return at != null && JsonTime.isTimeOfRecord(at) ? at : null;
  }

  private static LambdaCall callOf(Subject subject, DurableDetails details) {
    return switch (subject) {
      case INVOCATION -> LambdaCall.ofRequest(IdForms.requestId(details.text("requestid")));
      case CHAINED_INVOKE -> {
        String function = details.text("functionname");
        yield function == null ? LambdaCall.NONE : LambdaCall.of(FunctionReference.parse(function));
      }
      case EXECUTION, CONTEXT, WAIT, STEP, CALLBACK -> LambdaCall.NONE;
    };
  }
}
