package io.fantail.sample.layout;

import com.fasterxml.jackson.core.JsonGenerator;
import io.fantail.sample.model.ModelEvent;
import io.fantail.sample.model.ModelEvent.Detail;
import io.fantail.sample.world.ExecutionName;
import io.fantail.sample.world.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/** Projects an event into the line Step Functions writes to CloudWatch Logs. */
final class VendedLine {

  private VendedLine() {}

  /** Writes the event as one JSON object: flat details, and every scalar a string. */
  static void write(ExecutionName execution, ModelEvent event, OutputStream out) {
    try (JsonGenerator json = Json.FACTORY.createGenerator(out)) {
      json.writeStartObject();
      json.writeStringField("id", Integer.toString(event.id()));
      json.writeStringField("type", event.type());
      json.writeObjectFieldStart("details");
      for (Detail detail : event.details()) {
        json.writeStringField(detail.name(), detail.value());
        if (detail.isData()) {
          json.writeObjectFieldStart(detail.name() + "Details");
          json.writeBooleanField("truncated", false);
          json.writeEndObject();
        }
      }
      json.writeEndObject();
      json.writeStringField("previous_event_id", Integer.toString(event.previousId()));
      json.writeStringField("event_timestamp", Long.toString(event.at()));
      json.writeStringField("execution_arn", execution.arn());
      json.writeStringField("redrive_count", "0");
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
