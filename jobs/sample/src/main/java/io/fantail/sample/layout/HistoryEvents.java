package io.fantail.sample.layout;

import com.fasterxml.jackson.core.JsonGenerator;
import io.fantail.sample.model.ModelEvent;
import io.fantail.sample.model.ModelEvent.Detail;
import io.fantail.sample.world.ExecutionName;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Set;

/** Projects an event into GetExecutionHistory's shape. */
final class HistoryEvents {
  private static final DateTimeFormatter LOCAL_OFFSET =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSxxx")
          .withZone(ZoneOffset.ofHours(2));
  private static final Set<String> WITHOUT_DETAILS =
      Set.of("MapRunSucceeded", "MapStateSucceeded", "MapStateFailed");

  private HistoryEvents() {}

  /** The event as the wire has it, its time in epoch seconds with a fraction. */
  static void writeWire(JsonGenerator json, ModelEvent event) throws IOException {
    json.writeStartObject();
    json.writeNumberField("timestamp", epochSeconds(event.at()));
    writeRest(json, event);
    json.writeEndObject();
  }

  /** The event as the AWS CLI prints it two hours east of Greenwich, with its execution's ARN. */
  static void writeLocal(JsonGenerator json, ExecutionName execution, ModelEvent event)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("timestamp", LOCAL_OFFSET.format(Instant.ofEpochMilli(event.at())));
    writeRest(json, event);
    json.writeStringField("executionArn", execution.arn());
    json.writeEndObject();
  }

  /** A time as the wire prints it: seconds with at most three decimals and no trailing zeros. */
  static BigDecimal epochSeconds(long at) {
    return new BigDecimal(BigDecimal.valueOf(at, 3).stripTrailingZeros().toPlainString());
  }

  private static void writeRest(JsonGenerator json, ModelEvent event) throws IOException {
    json.writeStringField("type", event.type());
    json.writeNumberField("id", event.id());
    json.writeNumberField("previousEventId", event.previousId());
    if (WITHOUT_DETAILS.contains(event.type())) {
      return;
    }
    json.writeObjectFieldStart(detailKey(event.type()));
    for (Detail detail : event.details()) {
      if (detail.number()) {
        json.writeNumberField(detail.name(), Long.parseLong(detail.value()));
      } else {
        json.writeStringField(detail.name(), detail.value());
      }
      if (detail.isData()) {
        json.writeObjectFieldStart(detail.name() + "Details");
        json.writeBooleanField("truncated", false);
        json.writeEndObject();
      }
    }
    json.writeEndObject();
  }

  private static String detailKey(String type) {
    if (type.endsWith("StateEntered")) {
      return "stateEnteredEventDetails";
    }
    if (type.endsWith("StateExited")) {
      return "stateExitedEventDetails";
    }
    return Character.toLowerCase(type.charAt(0)) + type.substring(1) + "EventDetails";
  }
}
