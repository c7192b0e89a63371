package io.fantail.event.parse;

import com.fasterxml.jackson.databind.JsonNode;
import io.fantail.archive.history.DurableEvents;
import io.fantail.archive.history.EventTypeName;
import io.fantail.archive.record.NoiseKind;
import io.fantail.event.Description;
import io.fantail.event.DescriptionSource;
import io.fantail.event.ExecutionArn;
import io.fantail.event.Failure;
import io.fantail.event.ParsedRecord;
import io.fantail.event.ParsedRecord.Noise;
import io.fantail.event.Payload;
import io.fantail.event.PendingChild;
import io.fantail.event.RejectReason;
import io.fantail.event.Rejects;
import io.fantail.event.UpstreamContext;
import io.fantail.event.history.ChildItems;
import io.fantail.event.history.UpstreamContextReader;
import io.fantail.event.maprun.ChildCounts;
import io.fantail.event.maprun.ItemCounts;
import io.fantail.event.maprun.MapRunSettings;
import io.fantail.event.policy.PayloadPolicy;
import io.fantail.text.Json;
import io.fantail.text.JsonTime;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads answers of the Step Functions API, in the spelling of the wire and of SDKs that print
 * Pascal case: {@code DescribeExecution}, {@code StartExecution}, {@code StartSyncExecution}, one
 * element of {@code ListExecutions}, {@code DescribeMapRun}, one element of {@code ListMapRuns},
 * and one row of a ResultWriter's export. What each may hold is in the API Reference of Step
 * Functions; recorded in {@code sfn/api} and {@code sfn/real-small}.
 */
final class DescriptionParser {
  /** Fields that only who asked for this one execution is told. */
  private static final List<String> OF_ONE =
      List.of("input", "inputDetails", "output", "outputDetails", "error", "redriveStatus");

  private final PayloadPolicy payloadPolicy;
  private final String sourceFile;
  private final @Nullable ResultFile results;
  private long pendingChildren;

  DescriptionParser(PayloadPolicy payloadPolicy, String sourceFile) {
    this.payloadPolicy = payloadPolicy;
    this.sourceFile = sourceFile;
    this.results = ResultFile.of(sourceFile);
  }

  /**
   * The description, a reject that says what it lacks, known noise, or null when the object is
   * something else.
   */
  @Nullable ParsedRecord parse(JsonNode json, long position) {
    JsonNode changed = StatusChangeFinder.executionIn(json);
    return changed == null
        ? parse(json, null, position)
        : parse(changed, DescriptionSource.EXECUTION_STATUS_CHANGE, position);
  }

  private @Nullable ParsedRecord parse(
      JsonNode json, @Nullable DescriptionSource known, long position) {
    String executionArn = text(json, "executionArn");
    JsonNode startDate = Json.field(json, "startDate");
    if (executionArn == null || startDate.isMissingNode()) {
      return withoutExecution(json, executionArn, startDate, position);
    }
    Instant startedAt = timeOf(startDate);
    if (startedAt == null) {
      return Rejects.of(position, RejectReason.MISSING_FIELD, "without a time that can be read");
    }
    ExecutionArn execution = ExecutionArn.parse(executionArn);
    if (execution == null) {
      return Rejects.of(position, RejectReason.INVALID_EXECUTION_ARN, executionArn, payloadPolicy);
    }
    DescriptionSource source = known == null ? sourceOf(json) : known;
    String input = payload(json, "input");
    String output = payload(json, "output");
    return new Description(
        source,
        executionArn,
        mapRunArn(json, source, execution),
        EventTypeName.constant(Json.field(json, "status")),
        startedAt,
        timeOf(Json.field(json, "stopDate")),
        Math.max(0, Json.field(json, "redriveCount").asInt()),
        timeOf(Json.field(json, "redriveDate")),
        Failure.of(text(json, "error"), text(json, "cause"), payloadPolicy),
        Payload.of(
            payloadPolicy.apply(input),
            payloadPolicy.apply(output),
            Payload.larger(Payload.largeBytesOf(input), Payload.largeBytesOf(output))),
        total(json, "executionCounts"),
        ChildCounts.of(Json.field(json, "executionCounts")),
        items(json, source, execution, input),
        ItemCounts.of(Json.field(json, "itemCounts")),
        source == DescriptionSource.DESCRIBE_MAP_RUN
            ? MapRunSettings.of(json)
            : MapRunSettings.UNKNOWN,
        source.isOfMapRun() ? UpstreamContext.NONE : UpstreamContextReader.of(execution, input),
        sourceFile);
  }

  /**
   * Rows of children that never began and of a transformed export, a manifest, {@code
   * StopExecution}: they name no execution, or, as what is said of a durable one, nothing that its
   * history does not tell.
   */
  private @Nullable ParsedRecord withoutExecution(
      JsonNode json, @Nullable String executionArn, JsonNode startDate, long position) {
    if (results != null) {
      return results.isOfPending() && json.isObject() && startDate.isMissingNode()
          ? pendingChild(json, results)
          : new Noise(NoiseKind.RESULT_WITHOUT_EXECUTION);
    } else if (text(json, "mapRunArn") != null && Json.field(json, "resultFiles").isObject()) {
      return new Noise(NoiseKind.RESULT_MANIFEST);
    } else if (executionArn == null && timeOf(Json.field(json, "stopDate")) != null) {
      return startDate.isMissingNode()
          ? new Noise(NoiseKind.STOP_EXECUTION)
          : Rejects.of(position, RejectReason.MISSING_EXECUTION_ARN, "an execution's description");
    }
    if (executionArn == null
        && Json.field(json, "inputDetails").isObject()
        && "PENDING".equals(EventTypeName.constant(Json.field(json, "status")))) {
      return Rejects.of(
          position,
          RejectReason.MISSING_FIELD,
          "a child that never began, outside of the folder that names its Map Run");
    }
    return DurableEvents.arnIn(json) == null ? null : new Noise(NoiseKind.DURABLE_EXECUTION_NAMED);
  }

  private PendingChild pendingChild(JsonNode json, ResultFile export) {
    String input = payload(json, "input");
    return new PendingChild(
        export.mapRunId(),
        export.redrive(),
        export.number(),
        pendingChildren++,
        ChildItems.in(input).count(),
        payloadPolicy.apply(input),
        sourceFile);
  }

  private DescriptionSource sourceOf(JsonNode json) {
    if (results != null) {
      return DescriptionSource.RESULT_WRITER;
    } else if (text(json, "mapRunArn") != null && text(json, "name") == null) {
      return Json.field(json, "itemCounts").isObject()
          ? DescriptionSource.DESCRIBE_MAP_RUN
          : DescriptionSource.LIST_MAP_RUNS;
    } else if (Json.field(json, "billingDetails").isObject()) {
      return DescriptionSource.START_SYNC_EXECUTION;
    } else if (OF_ONE.stream().anyMatch(name -> !Json.field(json, name).isMissingNode())) {
      return DescriptionSource.DESCRIBE_EXECUTION;
    }
    return EventTypeName.constant(Json.field(json, "status")) == null
        ? DescriptionSource.START_EXECUTION
        : DescriptionSource.LIST_EXECUTIONS;
  }

  /** A row of results does not name its Map Run; the folder that the run wrote it to does. */
  private @Nullable String mapRunArn(
      JsonNode json, DescriptionSource source, ExecutionArn execution) {
    String family = execution.mapRunFamily();
    String named =
        results != null && source == DescriptionSource.RESULT_WRITER && family != null
            ? family + ":" + results.mapRunId()
            : text(json, "mapRunArn");
    // A child's Map Run is one of its own state machine and label; any other is a mistake.
    boolean isItsOwn = named != null && family != null && named.startsWith(family + ":");
    return source.isOfMapRun() || isItsOwn ? named : null;
  }

  /** Text as it is; LocalStack's recordings have the payload itself in the place of its text. */
  private static @Nullable String payload(JsonNode json, String name) {
    JsonNode payload = Json.field(json, name);
    return payload.isContainerNode() ? payload.toString() : payload.textValue();
  }

  private static @Nullable Long items(
      JsonNode json, DescriptionSource source, ExecutionArn execution, @Nullable String input) {
    JsonNode counted = Json.field(json, "itemCount");
    if (source.isOfMapRun() || counted.isNumber()) {
      return counted.isNumber() ? (Long) counted.asLong() : total(json, "itemCounts");
    }
    Integer items = execution.isDistributedMapChild() ? ChildItems.in(input).count() : null;
    return items == null ? null : (Long) items.longValue();
  }

  private static @Nullable Long total(JsonNode json, String counts) {
    return ChildCounts.count(Json.field(json, counts), "total");
  }

  private static @Nullable Instant timeOf(JsonNode time) {
    Long millis = JsonTime.millisOf(time);
    Instant at = millis == null ? null : Instant.ofEpochMilli(millis);
    return at != null && JsonTime.isTimeOfRecord(at) ? at : null;
  }

  private static @Nullable String text(JsonNode json, String name) {
    return Json.field(json, name).textValue();
  }
}
