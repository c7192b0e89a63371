package io.fantail.archive.log;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import io.fantail.archive.json.Head;
import io.fantail.archive.json.JsonRecords;
import io.fantail.archive.json.UnknownContent;
import io.fantail.archive.record.LogSource;
import io.fantail.archive.record.NoiseKind;
import io.fantail.archive.record.RawRecord;
import io.fantail.archive.record.RawRecord.Broken;
import io.fantail.archive.record.RawRecord.Noise;
import io.fantail.archive.record.RawRecords;
import io.fantail.archive.storage.ObjectContent;
import java.io.IOException;
import java.util.Collections;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * CloudWatch Logs subscription envelopes as Firehose stores them: {@code {messageType, owner,
 * logGroup, logStream, subscriptionFilters, logEvents: [{id, timestamp, message}]}}, any number,
 * with or without line ends between. Vector spells the same in snake case, its keys sorted, see
 * {@code parse_aws_cloudwatch_log_subscription_message} of its remap language.
 */
public final class SubscriptionEnvelopes extends JsonRecords {
  private boolean inLogEvents;
  private boolean sawLogEvents;
  private @Nullable String messageType;
  private @Nullable String owner;
  private @Nullable String logGroup;
  private @Nullable String logStream;
  private LogSource source = LogSource.NONE;
  private @Nullable JsonNode eventsBeforeSource;
  private Iterator<JsonNode> laterEvents = Collections.emptyIterator();
  private long laterPosition;

  private SubscriptionEnvelopes(ObjectContent content) throws IOException {
    super(content.open());
  }

  /** The log events, where the first root has the fields of an envelope; else null. */
  public static @Nullable RawRecords in(UnknownContent unknown) throws IOException {
    Head head = unknown.head();
    boolean isEvent = head.hasRootField("message");
    boolean isEnvelope =
        head.hasRootField("logEvents", "log_events")
            || (head.hasRootField("messageType") && !isEvent);
    return isEnvelope ? new SubscriptionEnvelopes(unknown.content()) : null;
  }

  @Override
  protected @Nullable RawRecord read() throws IOException {
    while (true) {
      if (laterEvents.hasNext()) {
        // The tree has forgotten where each began; what matters is that none shares its place.
        return recordOf(laterEvents.next(), laterPosition++);
      }
      JsonToken token = json.nextToken();
      if (token == null) {
        return null;
      }
      if (inLogEvents) {
        if (token != JsonToken.END_ARRAY) {
          long position = json.position();
          return recordOf(json.readTree(position), position);
        }
        inLogEvents = false;
      } else if (token == JsonToken.START_OBJECT) {
        forgetRoot();
      } else if (token == JsonToken.FIELD_NAME) {
        readField();
      } else if (token == JsonToken.END_OBJECT) {
        if (!endEnvelope()) {
          String what = "an envelope without logEvents: " + messageType + " of " + logGroup;
          return Broken.ofUnknown(what, json.position());
        }
      } else {
        return Broken.ofUnknown(json.readTree(), json.position());
      }
    }
  }

  @Override
  protected void forgetRoot() {
    inLogEvents = false;
    sawLogEvents = false;
    messageType = null;
    owner = null;
    logGroup = null;
    logStream = null;
    eventsBeforeSource = null;
  }

  private void readField() throws IOException {
    JsonParser parser = json.parser();
    String field = parser.currentName();
    JsonToken value = json.nextToken();
    switch (field) {
      case "messageType", "message_type" -> messageType = parser.getValueAsString();
      case "owner" -> owner = parser.getValueAsString();
      case "logGroup", "log_group" -> logGroup = parser.getValueAsString();
      case "logStream", "log_stream" -> logStream = parser.getValueAsString();
      case "logEvents", "log_events" -> {
        sawLogEvents = value == JsonToken.START_ARRAY;
        boolean sourceIsKnown = messageType != null && logGroup != null && logStream != null;
        inLogEvents = sawLogEvents && sourceIsKnown;
        source = new LogSource(logGroup, logStream, owner);
        if (!inLogEvents) {
          // Keys sorted by some tool: rare, so this one envelope is held whole.
          laterPosition = json.position();
          eventsBeforeSource = json.readTree();
        }
      }
      default -> json.skipChildren();
    }
  }

  /** False when it was none: an envelope without a list of events. */
  private boolean endEnvelope() {
    if (eventsBeforeSource != null) {
      source = new LogSource(logGroup, logStream, owner);
      laterEvents = sawLogEvents ? eventsBeforeSource.elements() : Collections.emptyIterator();
      eventsBeforeSource = null;
    }
    return sawLogEvents;
  }

  private RawRecord recordOf(JsonNode event, long position) {
    if ("CONTROL_MESSAGE".equals(messageType)) {
      return new Noise(position, NoiseKind.CONTROL_MESSAGE);
    }
    return JsonLogEvent.of(event, source, position);
  }
}
