package io.fantail.sample.layout;

import com.fasterxml.jackson.core.JsonGenerator;
import io.fantail.sample.world.Json;
import io.fantail.sample.world.World;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.util.List;

/**
 * One subscription record: some log events of one stream.
 *
 * @param logGroup the log group
 * @param logStream the log stream
 * @param messages the log events
 */
record FirehoseEnvelope(String logGroup, String logStream, List<Message> messages) {
  private static final int TIME_SHIFT = 144;

  /**
   * One log event.
   *
   * @param at epoch milliseconds
   * @param text its message
   */
  record Message(long at, String text) {}

  /** The envelope that tests the destination. */
  static void writeControl(OutputStream out, long at) throws IOException {
    try (JsonGenerator json = Json.FACTORY.createGenerator(out)) {
      begin(json, "CONTROL_MESSAGE", "CloudwatchLogs", "", "");
      json.writeStartArray();
      json.writeEndArray();
      json.writeArrayFieldStart("logEvents");
      writeEvent(json, "", at, "CWL CONTROL MESSAGE: Checking health of destination Firehose.");
      json.writeEndArray();
      json.writeEndObject();
    }
  }

  /** Writes the envelope; its events' ids count on from {@code firstNumber}. */
  void write(OutputStream out, long firstNumber) throws IOException {
    try (JsonGenerator json = Json.FACTORY.createGenerator(out)) {
      begin(json, "DATA_MESSAGE", World.ACCOUNT, logGroup, logStream);
      json.writeStartArray();
      json.writeString("all");
      json.writeEndArray();
      json.writeArrayFieldStart("logEvents");
      long number = firstNumber;
      for (Message message : messages) {
        writeEvent(json, idOf(message.at(), number++), message.at(), message.text());
      }
      json.writeEndArray();
      json.writeEndObject();
    }
  }

  /** An id as CloudWatch makes it: 56 digits that begin with the time. */
  private static String idOf(long at, long number) {
    return BigInteger.valueOf(at).shiftLeft(TIME_SHIFT).add(BigInteger.valueOf(number)).toString();
  }

  private static void begin(
      JsonGenerator json, String type, String owner, String logGroup, String logStream)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("messageType", type);
    json.writeStringField("owner", owner);
    json.writeStringField("logGroup", logGroup);
    json.writeStringField("logStream", logStream);
    json.writeFieldName("subscriptionFilters");
  }

  private static void writeEvent(JsonGenerator json, String id, long at, String message)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("id", id);
    json.writeNumberField("timestamp", at);
    json.writeStringField("message", message);
    json.writeEndObject();
  }
}
