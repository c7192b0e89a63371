package io.fantail.archive.log;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fantail.archive.record.LogSource;
import io.fantail.archive.record.NoiseKind;
import io.fantail.archive.record.RawRecord;
import io.fantail.archive.record.RawRecord.Noise;
import io.fantail.archive.storage.ObjectContent;
import io.fantail.text.Json;
import io.fantail.text.LogTime;
import io.fantail.text.Words;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes the record of one log event that stands there in JSON, as a tool wrote it. */
public final class LogEventReader {
  /** What shippers write beside a message of something that is no log of CloudWatch. */
  private static final Set<String> SIGNS_OF_OTHERS =
      Words.setOf(
          """
          host hostname service source source_type tags tag ddsource kubernetes container_id
          container_name ecs_cluster ecs_task_arn agent input file @version
          """);

  /** The name of a cell of Logs Insights, as PowerShell writes it, too. */
  private static final List<String> FIELD = List.of("field", "Field");

  private static final List<String> VALUE = List.of("value", "Value");

  /** The id of an event as the API, the SDKs of .NET and Go, and that of Ruby spell it. */
  private static final List<String> EVENT_ID = List.of("eventId", "EventId", "event_id");

  private static final List<String> INGESTION_TIME =
      List.of("ingestionTime", "IngestionTime", "ingestion_time");

  private static final List<String> MESSAGE_TYPE = List.of("messageType", "message_type");

  private final SourceOfEvent sources;

  public LogEventReader(ObjectContent content) {
    this.sources = new SourceOfEvent(content);
  }

  /** Whether it is one field of a row of {@code GetQueryResults}, {@code {field, value}}. */
  boolean isCell(ObjectNode json) {
    boolean hasValue = !Json.first(json, VALUE).isMissingNode();
    return Json.first(json, FIELD).isTextual() && json.size() <= (hasValue ? 2 : 1);
  }

  void addCell(ObjectNode row, ObjectNode cell) {
    row.set(Json.first(cell, FIELD).textValue(), Json.first(cell, VALUE));
  }

  /** A subscription envelope that a shipper passed on as the message of a record of its own. */
  byte @Nullable [] envelopeIn(JsonNode event) {
    String text = Json.first(event, LogEventFields.MESSAGE).textValue();
    boolean isEnvelope =
        text != null
            && text.startsWith("{")
            && text.contains("\"messageType\"")
            && text.contains("\"logEvents\"");
    return isEnvelope ? text.getBytes(StandardCharsets.UTF_8) : null;
  }

  /** Whether it is a control message of a subscription, or what is around its events. */
  boolean isControl(JsonNode json) {
    String type = Json.first(json, MESSAGE_TYPE).textValue();
    return "CONTROL_MESSAGE".equals(type);
  }

  /**
   * The log event, noise when it is of something else, or a reject.
   *
   * @param around what the JSON around says of its place
   * @param answer where the list begins that it stands in
   */
  public RawRecord recordOf(JsonNode event, Place around, long answer, long position) {
    if (isControl(event)) {
      return new Noise(position, NoiseKind.CONTROL_MESSAGE);
    }
    Place place = Place.in(event).orElse(around);
    JsonNode telemetry = telemetryIn(event);
    if (telemetry != null) {
      byte[] text = telemetry.toString().getBytes(StandardCharsets.UTF_8);
      return JsonLogEvent.of(
          text, LogTime.of(telemetry.path("time")), null, sources.of(place), position);
    }
    byte[] message = JsonLogEvent.messageOf(event);
    Instant at = JsonLogEvent.timeOf(event);
    boolean mayBeOfOthers = !place.isKnown() || (message == null && place.isForeign());
    if (mayBeOfOthers && isOfOthers(event, message)) {
      return new Noise(position, NoiseKind.FOREIGN_LOG_LINE);
    } else if (message == null || (at == null && !isWithoutTime(event))) {
      return RawRecord.Broken.ofUnknown(event, position);
    }
    LogSource source =
        place.logStream() == null && at != null && isOfGetLogEvents(event)
            ? sources.ofUnnamed(place, answer, at)
            : sources.of(place);
    String id = Json.first(event, LogEventFields.ID).textValue();
    return JsonLogEvent.of(message, at, id, source, position);
  }

  /**
   * A record of the Telemetry API, {@code {time, type, record}}, see its schema reference. Datadog
   * takes it apart into attributes.
   */
  private static @Nullable JsonNode telemetryIn(JsonNode event) {
    if (isTelemetry(event)) {
      return event;
    }
    JsonNode attributes = event.path("attributes");
    boolean isWithin = !event.has("message") && isTelemetry(attributes);
    return isWithin
        ? Json.MAPPER
            .createObjectNode()
            .<ObjectNode>set("time", attributes.path("time"))
            .<ObjectNode>set("type", attributes.path("type"))
            .set("record", attributes.path("record"))
        : null;
  }

  private static boolean isTelemetry(JsonNode json) {
    return json.path("time").isTextual() && json.path("type").isTextual() && json.has("record");
  }

  /** A row of Logs Insights whose query asked for no time: the line itself may have one. */
  private static boolean isWithoutTime(JsonNode event) {
    return event.has("@message") && Json.first(event, LogEventFields.TIMESTAMP).isMissingNode();
  }

  /** {@code OutputLogEvent}; only {@code FilteredLogEvent} has an id. */
  private static boolean isOfGetLogEvents(JsonNode event) {
    return EVENT_ID.stream().noneMatch(event::has) && INGESTION_TIME.stream().anyMatch(event::has);
  }

  private boolean isOfOthers(JsonNode event, byte @Nullable [] message) {
    if (SIGNS_OF_OTHERS.stream().noneMatch(event::has) || sources.isNamedForFunction()) {
      return false;
    }
    return message == null
        || !LambdaSigns.isMessageOfAws(new String(message, StandardCharsets.UTF_8));
  }
}
