package io.fantail.archive;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fantail.archive.RawRecord.Broken;
import io.fantail.archive.RawRecord.Noise;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What {@code FilterLogEvents} and {@code GetLogEvents} answer: {@code {"events": [{logStreamName,
 * timestamp, message, ingestionTime, eventId}]}}, the bare array, or one event after the other as
 * {@code jq} and the functions that feed a Firehose write them. Events pass one by one.
 */
final class LogEventDocuments implements RawRecords {
  private static final List<String> LOG_GROUP = List.of("logGroup", "logGroupName", "LogGroupName");
  private static final List<String> LOG_STREAM =
      List.of("logStream", "logStreamName", "LogStreamName");

  private final JsonStream json;
  private long rootPosition;
  private boolean inRoot;
  private boolean inEvents;
  private boolean sawEvents;
  private boolean sawItems;
  private ObjectNode fields = Json.MAPPER.createObjectNode();
  private LogSource source = LogSource.NONE;

  LogEventDocuments(ObjectContent content) throws IOException {
    this.json = new JsonStream(content.open());
  }

  @Override
  public @Nullable RawRecord next() throws IOException {
    try {
      RawRecord record = nextRecord();
      json.endRecord();
      return record;
    } catch (JsonProcessingException damage) {
      inRoot = false;
      inEvents = false;
      return json.skipDamage(damage);
    }
  }

  private @Nullable RawRecord nextRecord() throws IOException {
    while (true) {
      JsonToken token = json.nextToken();
      if (token == null) {
        return null;
      }
      RawRecord record = inEvents ? event(token) : inRoot ? field(token) : root(token);
      if (record != null) {
        return record;
      }
    }
  }

  private @Nullable RawRecord root(JsonToken token) {
    rootPosition = json.position();
    fields = Json.MAPPER.createObjectNode();
    sawEvents = false;
    sawItems = false;
    if (token == JsonToken.START_ARRAY) {
      inEvents = true;
    } else if (token == JsonToken.START_OBJECT) {
      inRoot = true;
    } else {
      return new Broken(rootPosition, BrokenReason.UNKNOWN_FORMAT, "");
    }
    return null;
  }

  private @Nullable RawRecord field(JsonToken token) throws IOException {
    if (token == JsonToken.END_OBJECT) {
      inRoot = false;
      if (sawEvents) {
        return sawItems ? null : new Noise(rootPosition, NoiseKind.EMPTY_LOG_ANSWER);
      }
      return LogEvents.of(fields, sourceOf(fields), rootPosition);
    }
    String name = json.parser().currentName();
    JsonToken value = json.nextToken();
    if (value == JsonToken.START_ARRAY && LogEvents.areIn(name)) {
      inEvents = true;
      sawEvents = true;
    } else if (sawEvents) {
      json.skipChildren();
    } else {
      fields.set(name, json.readTree(rootPosition));
    }
    return null;
  }

  private @Nullable RawRecord event(JsonToken token) throws IOException {
    if (token == JsonToken.END_ARRAY) {
      inEvents = false;
      boolean bareAndEmpty = !inRoot && !sawItems;
      return bareAndEmpty ? new Noise(rootPosition, NoiseKind.EMPTY_LOG_ANSWER) : null;
    }
    sawItems = true;
    long position = json.position();
    JsonNode event = json.readTree(position);
    return LogEvents.of(event, sourceOf(event), position);
  }

  /** Of the event, or of the wrapper that somebody put around; mostly that of the event before. */
  private LogSource sourceOf(JsonNode event) {
    String logGroup = text(event, LOG_GROUP);
    String logStream = text(event, LOG_STREAM);
    if (!Objects.equals(logGroup, source.logGroup())
        || !Objects.equals(logStream, source.logStream())) {
      source = new LogSource(logGroup, logStream);
    }
    return source;
  }

  private @Nullable String text(JsonNode event, List<String> names) {
    String own = LogEvents.field(event, names).textValue();
    return own == null ? LogEvents.field(fields, names).textValue() : own;
  }

  @Override
  public long position() {
    return json.recordEnd();
  }

  @Override
  public void close() throws IOException {
    json.close();
  }
}
