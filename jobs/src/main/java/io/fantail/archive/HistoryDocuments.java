package io.fantail.archive;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fantail.archive.RawRecord.Broken;
import io.fantail.archive.RawRecord.Document;
import io.fantail.archive.RawRecord.HistoryItem;
import io.fantail.archive.RawRecord.Noise;
import java.io.IOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * {@code GetExecutionHistory} answers in whatever people wrap them in, one or many to an object:
 * {@code {"events": [...]}}, the same with {@code executionArn} before or behind the events, {@code
 * {"history": {"events": ...}}}, {@code {"history": [...]}}, or the bare array. Every other root is
 * one {@link Document}. Events pass one by one; no history is held whole.
 */
final class HistoryDocuments implements RawRecords {
  private final JsonStream json;
  private final ExecutionArns executionArns;
  private int root = -1;
  private int openWrappers;
  private boolean inEvents;
  private boolean sawEvents;
  private boolean sawItems;
  private @Nullable String executionArn;
  private ObjectNode fields = Json.MAPPER.createObjectNode();

  HistoryDocuments(ObjectContent content) throws IOException {
    this.json = new JsonStream(content.open());
    this.executionArns = new ExecutionArns(content);
  }

  static boolean isEventsField(String name) {
    return name.equalsIgnoreCase("events");
  }

  static boolean isArnField(String name) {
    return name.equalsIgnoreCase("executionArn");
  }

  static boolean isWrapperField(String name) {
    return name.toLowerCase(Locale.ROOT).contains("history");
  }

  @Override
  public @Nullable RawRecord next() throws IOException {
    try {
      return nextRecord();
    } catch (JsonProcessingException damage) {
      openWrappers = 0;
      inEvents = false;
      return json.skipDamage(damage);
    }
  }

  private @Nullable RawRecord nextRecord() throws IOException {
    while (true) {
      JsonToken token = json.parser().nextToken();
      if (token == null) {
        return null;
      }
      if (inEvents) {
        if (token != JsonToken.END_ARRAY) {
          return item();
        }
        inEvents = false;
        if (openWrappers == 0 && !sawItems) {
          return emptyHistory();
        }
      } else if (openWrappers == 0) {
        startRoot();
        if (token == JsonToken.START_OBJECT) {
          openWrappers = 1;
        } else if (token == JsonToken.START_ARRAY) {
          startEvents();
        } else {
          return new Broken(json.position(), BrokenReason.UNKNOWN_FORMAT, "");
        }
      } else if (token == JsonToken.FIELD_NAME) {
        readField();
      } else if (token == JsonToken.END_OBJECT && --openWrappers == 0) {
        RawRecord document = endOfRoot();
        if (document != null) {
          return document;
        }
      }
    }
  }

  private void startRoot() {
    root++;
    executionArn = null;
    sawEvents = false;
    sawItems = false;
    fields = Json.MAPPER.createObjectNode();
  }

  private void startEvents() {
    inEvents = true;
    sawEvents = true;
  }

  private void readField() throws IOException {
    JsonParser parser = json.parser();
    String name = parser.currentName();
    JsonToken value = parser.nextToken();
    boolean isBareHistory = !sawEvents && isWrapperField(name);
    if (value == JsonToken.START_ARRAY && (isEventsField(name) || isBareHistory)) {
      startEvents();
    } else if (value == JsonToken.START_OBJECT && isWrapperField(name)) {
      openWrappers++;
    } else if (sawEvents && !isArnField(name)) {
      parser.skipChildren();
    } else {
      JsonNode content = Json.tree(parser);
      fields.set(name, content);
      executionArn = isArnField(name) ? content.textValue() : executionArn;
    }
  }

  private HistoryItem item() throws IOException {
    long position = json.position();
    JsonNode event = Json.tree(json.parser());
    if (executionArn == null && !sawItems) {
      executionArn = executionArns.ofRoot(root, event);
    }
    sawItems = true;
    return new HistoryItem(position, event, executionArn);
  }

  private @Nullable RawRecord endOfRoot() {
    if (sawEvents) {
      return sawItems ? null : emptyHistory();
    }
    if (ExecutionArns.isDescribeExecution(fields)) {
      return new Noise(json.position(), NoiseKind.DESCRIBE_EXECUTION);
    }
    return new Document(json.position(), fields);
  }

  private Broken emptyHistory() {
    return new Broken(json.position(), BrokenReason.EMPTY_HISTORY, "");
  }

  @Override
  public void close() throws IOException {
    json.close();
  }
}
