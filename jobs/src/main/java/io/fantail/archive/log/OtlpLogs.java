package io.fantail.archive.log;

import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fantail.archive.json.JsonRecords;
import io.fantail.archive.json.UnknownContent;
import io.fantail.archive.record.NoiseKind;
import io.fantail.archive.record.RawRecord;
import io.fantail.archive.record.RawRecord.Noise;
import io.fantail.archive.record.RawRecords;
import io.fantail.archive.storage.ObjectContent;
import io.fantail.text.Json;
import io.fantail.text.LogTime;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Log records as OpenTelemetry's collector exports them in JSON, {@code {"resourceLogs":
 * [{"resource": {"attributes": [...]}, "scopeLogs": [{"logRecords": [{timeUnixNano, body}]}]}]}}.
 * Its {@code awscloudwatch} receiver writes {@code cloudwatch.log.group.name} and {@code
 * cloudwatch.log.stream} into the attributes of the resource and {@code id} into those of a record;
 * the semantic conventions call them {@code aws.log.group.names} and {@code aws.log.stream.names}.
 */
public final class OtlpLogs extends JsonRecords {
  /** A record of the batch, and what its resource says. */
  private record Pending(JsonNode logRecord, ObjectNode resource) {}

  private final LogEventReader events;
  private final Deque<Pending> pending = new ArrayDeque<>();
  private long nextPosition;

  private OtlpLogs(ObjectContent content) throws IOException {
    super(content.open());
    this.events = new LogEventReader(content);
  }

  /** The log records, where the first root is such a batch; else null. */
  public static @Nullable RawRecords in(UnknownContent unknown) throws IOException {
    return unknown.head().hasRootField("resourceLogs") ? new OtlpLogs(unknown.content()) : null;
  }

  @Override
  protected @Nullable RawRecord read() throws IOException {
    if (!pending.isEmpty()) {
      // The tree has forgotten where each began; what matters is that none shares its place.
      return recordOf(pending.remove(), nextPosition++);
    }
    JsonToken token = json.nextToken();
    if (token == null) {
      return null;
    }
    nextPosition = json.position();
    JsonNode batch = json.readTree();
    if (!batch.path("resourceLogs").isArray()) {
      return RawRecord.Broken.ofUnknown(batch, nextPosition);
    }
    for (JsonNode ofResource : batch.path("resourceLogs")) {
      ObjectNode resource = attributes(ofResource.path("resource").path("attributes"));
      for (JsonNode ofScope : ofResource.path("scopeLogs")) {
        ofScope.path("logRecords").forEach(one -> pending.add(new Pending(one, resource)));
      }
    }
    return pending.isEmpty()
        ? new Noise(nextPosition, NoiseKind.EMPTY_LOG_ANSWER)
        : recordOf(pending.remove(), nextPosition++);
  }

  private RawRecord recordOf(Pending one, long position) {
    ObjectNode event = one.resource.deepCopy();
    event.setAll(attributes(one.logRecord.path("attributes")));
    event.set("message", valueOf(one.logRecord.path("body")));
    JsonNode time = one.logRecord.path("timeUnixNano");
    boolean isKnown = LogTime.of(time) != null && time.asLong() > 0;
    event.set("timestamp", isKnown ? time : one.logRecord.path("observedTimeUnixNano"));
    if (!Place.in(event).isKnown()) {
      event.put("source", "otlp");
    }
    return events.recordOf(event, Place.UNKNOWN, position, position);
  }

  private static ObjectNode attributes(JsonNode list) {
    ObjectNode attributes = Json.MAPPER.createObjectNode();
    for (JsonNode attribute : list) {
      attributes.set(attribute.path("key").asText(), valueOf(attribute.path("value")));
    }
    return attributes;
  }

  /** The value of an {@code AnyValue}, whose one field is called by its type. */
  private static JsonNode valueOf(JsonNode any) {
    Iterator<Map.Entry<String, JsonNode>> fields = any.fields();
    if (!fields.hasNext()) {
      return Json.MAPPER.nullNode();
    }
    Map.Entry<String, JsonNode> field = fields.next();
    return switch (field.getKey()) {
      case "kvlistValue" -> attributes(field.getValue().path("values"));
      case "arrayValue" -> {
        var values = Json.MAPPER.createArrayNode();
        field.getValue().path("values").forEach(value -> values.add(valueOf(value)));
        yield values;
      }
      default -> field.getValue();
    };
  }
}
