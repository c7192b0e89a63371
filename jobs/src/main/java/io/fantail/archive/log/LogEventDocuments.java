package io.fantail.archive.log;

import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fantail.archive.json.UnknownContent;
import io.fantail.archive.json.Wrappers;
import io.fantail.archive.record.NoiseKind;
import io.fantail.archive.record.RawRecord;
import io.fantail.archive.record.RawRecord.Noise;
import io.fantail.archive.record.RawRecords;
import io.fantail.text.Json;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Log events in JSON documents, whatever they are wrapped in: what {@code FilterLogEvents}, {@code
 * GetLogEvents} and {@code GetQueryResults} answer, the records that a shipper writes ({@link
 * LogEventFields}), batches of the Telemetry API; in lists within objects, in bare arrays, or one
 * after the other. Events pass one by one.
 */
public final class LogEventDocuments extends NestingRecords {
  /** An object or array that the reading is in. */
  private static final class Level {
    private final boolean isArray;
    private final @Nullable String name;
    private final long position;

    /** What those around say of the events in it. */
    private final Place around;

    private final boolean isControl;
    private final ObjectNode fields = Json.MAPPER.createObjectNode();
    private boolean wraps;
    private boolean sawItems;

    Level(boolean isArray, @Nullable String name, long position, Place around, boolean isControl) {
      this.isArray = isArray;
      this.name = name;
      this.position = position;
      this.around = around;
      this.isControl = isControl;
    }
  }

  private final boolean isWithinRecord;
  private final LogEventReader events;
  private final Deque<Level> levels = new ArrayDeque<>();

  private LogEventDocuments(UnknownContent unknown) throws IOException {
    super(unknown);
    this.isWithinRecord = unknown.content().isWithinRecord();
    this.events = new LogEventReader(unknown.content());
  }

  /** The log events, where the first root or the first element of its list is one; else null. */
  public static @Nullable RawRecords in(UnknownContent unknown) throws IOException {
    return LogEventSigns.areIn(unknown.head()) ? new LogEventDocuments(unknown) : null;
  }

  @Override
  @Nullable RawRecord take(JsonToken token) throws IOException {
    Level level = levels.peek();
    if (token == JsonToken.FIELD_NAME && level != null) {
      readField(level);
      return null;
    } else if (token.isStructStart()) {
      enter(token, null);
      return null;
    } else if (token.isStructEnd()) {
      return leave(levels.remove());
    }
    if (level != null) {
      level.sawItems = true;
    }
    long position = json.position();
    return RawRecord.Broken.ofUnknown(json.readTree(), position);
  }

  private void enter(JsonToken start, @Nullable String name) {
    Level outer = levels.peek();
    Place around =
        outer == null
            ? Place.UNKNOWN
            : outer.isArray ? outer.around : Place.in(outer.fields).orElse(outer.around);
    boolean isControl = outer != null && (outer.isControl || events.isControl(outer.fields));
    if (outer != null) {
      outer.sawItems = true;
    }
    boolean isArray = start == JsonToken.START_ARRAY;
    levels.push(new Level(isArray, name, json.position(), around, isControl));
  }

  private void readField(Level level) throws IOException {
    String name = json.parser().currentName();
    JsonToken value = json.nextToken();
    if (value == JsonToken.START_ARRAY && Wrappers.holdsList(name)) {
      level.wraps = true;
      enter(value, name);
    } else if (value == JsonToken.START_OBJECT && Wrappers.holdsObject(name)) {
      enter(value, name);
    } else if (level.wraps) {
      json.skipChildren();
    } else {
      level.fields.set(name, json.readTree(level.position));
    }
  }

  private @Nullable RawRecord leave(Level level) throws IOException {
    Level outer = levels.peek();
    if (level.isArray) {
      return leaveArray(level);
    } else if (level.wraps) {
      if (outer != null) {
        outer.wraps = true;
      }
      return null;
    } else if (level.name != null && outer != null) {
      outer.fields.set(level.name, level.fields);
      return null;
    } else if (outer != null && events.isCell(level.fields)) {
      events.addCell(outer.fields, level.fields);
      return null;
    }
    return level.isControl
        ? new Noise(level.position, NoiseKind.CONTROL_MESSAGE)
        : event(level.fields, level.around, level.position);
  }

  private @Nullable RawRecord leaveArray(Level level) throws IOException {
    if (!level.fields.isEmpty()) {
      return event(level.fields, level.around, level.position);
    }
    return level.sawItems ? null : new Noise(level.position, NoiseKind.EMPTY_LOG_ANSWER);
  }

  private @Nullable RawRecord event(JsonNode event, Place around, long position)
      throws IOException {
    byte[] envelope = events.envelopeIn(event);
    if (envelope != null && !isWithinRecord) {
      openNested(envelope, position);
      return null;
    }
    return events.recordOf(event, around, answerPosition(position), position);
  }

  /** Where the list begins that the event stands in; its own place when it stands alone. */
  private long answerPosition(long position) {
    Level last = null;
    for (Level level : levels) {
      if (last != null && last.isArray && !level.isArray) {
        return level.position;
      }
      last = level;
    }
    return last == null ? position : last.position;
  }

  @Override
  protected void forgetRoot() {
    levels.clear();
  }
}
