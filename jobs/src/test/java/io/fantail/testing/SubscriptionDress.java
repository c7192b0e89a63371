package io.fantail.testing;

import static io.fantail.testing.DressText.json;
import static io.fantail.testing.DressText.lines;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Log events as subscriptions deliver them: through Firehose, Kinesis or to a function. */
final class SubscriptionDress {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final int ENVELOPE_EVENTS = 5;

  private SubscriptionDress() {}

  static Map<String, byte[]> rawSubscription(List<LoggedEvent> events, Coat coat) {
    return Map.of(
        "inputs.jsonl",
        coat.over(
            lines(
                envelopes(events).stream()
                    .map(
                        envelope -> {
                          ObjectNode input = MAPPER.createObjectNode();
                          input.putObject("awslogs").put("data", base64(envelope));
                          return json(input);
                        })
                    .toList())));
  }

  static Map<String, byte[]> kinesisInput(List<LoggedEvent> events, Coat coat) {
    ObjectNode input = MAPPER.createObjectNode();
    for (String envelope : envelopes(events)) {
      input
          .withArray("Records")
          .addObject()
          .put("eventSource", "aws:kinesis")
          .putObject("kinesis")
          .put("partitionKey", "p")
          .put("data", base64(envelope));
    }
    return Map.of("kinesis-input.json", coat.over(input.toPrettyString()));
  }

  static Map<String, byte[]> kinesisAnswer(List<LoggedEvent> events, Coat coat) {
    ObjectNode answer = MAPPER.createObjectNode();
    for (String envelope : envelopes(events)) {
      answer
          .withArray("Records")
          .addObject()
          .put("SequenceNumber", "49")
          .put("ApproximateArrivalTimestamp", 1_787_500_000.1)
          .put("Data", base64(envelope))
          .put("PartitionKey", "p");
    }
    return Map.of("records.json", coat.over(answer.put("MillisBehindLatest", 0).toString()));
  }

  static Map<String, byte[]> firehoseMembers(List<LoggedEvent> events, Coat coat) {
    return Map.of("firehose-members", members(events));
  }

  static Map<String, byte[]> firehoseDoubleGzip(List<LoggedEvent> events, Coat coat) {
    return Map.of("firehose-double.gz", ArchiveFiles.gzip(members(events)));
  }

  static Map<String, byte[]> firehoseDecompressed(List<LoggedEvent> events, Coat coat) {
    return Map.of("firehose-decompressed", coat.over(String.join("", envelopes(events))));
  }

  static Map<String, byte[]> firehoseDelimited(List<LoggedEvent> events, Coat coat) {
    return Map.of("firehose-delimited", coat.over(String.join("\n", envelopes(events))));
  }

  static Map<String, byte[]> firehoseNewlines(List<LoggedEvent> events, Coat coat) {
    return Map.of("firehose-newlines", coat.over(String.join("\n", envelopes(events)) + "\n"));
  }

  private static String base64(String envelope) {
    return Base64.getEncoder()
        .encodeToString(ArchiveFiles.gzip(envelope.getBytes(StandardCharsets.UTF_8)));
  }

  private static byte[] members(List<LoggedEvent> events) {
    return ArchiveFiles.gzipMembers(envelopes(events).toArray(String[]::new));
  }

  /** The control message that a new subscription sends, and envelopes of few events each. */
  private static List<String> envelopes(List<LoggedEvent> events) {
    List<String> envelopes = new ArrayList<>();
    envelopes.add(control());
    Map<String, List<LoggedEvent>> waiting = new LinkedHashMap<>();
    for (LoggedEvent event : events) {
      List<LoggedEvent> ofStream =
          waiting.computeIfAbsent(event.logStream(), stream -> new ArrayList<>());
      ofStream.add(event);
      if (ofStream.size() == ENVELOPE_EVENTS) {
        envelopes.add(envelope(ofStream));
        ofStream.clear();
      }
    }
    waiting.values().stream()
        .filter(ofStream -> !ofStream.isEmpty())
        .forEach(ofStream -> envelopes.add(envelope(ofStream)));
    return envelopes;
  }

  private static String control() {
    ObjectNode envelope = envelope("CONTROL_MESSAGE", "CloudwatchLogs", "", "");
    envelope
        .withArray("logEvents")
        .addObject()
        .put("id", "")
        .put("timestamp", 1_787_500_000_000L)
        .put("message", "CWL CONTROL MESSAGE: Checking health of destination Firehose.");
    return json(envelope);
  }

  private static String envelope(List<LoggedEvent> events) {
    LoggedEvent first = events.get(0);
    ObjectNode envelope =
        envelope("DATA_MESSAGE", first.owner(), first.logGroup(), first.logStream());
    envelope.withArray("subscriptionFilters").add("all");
    ArrayNode logEvents = envelope.withArray("logEvents");
    for (LoggedEvent event : events) {
      logEvents
          .addObject()
          .put("id", event.id())
          .put("timestamp", event.at().toEpochMilli())
          .put("message", event.message());
    }
    return json(envelope);
  }

  private static ObjectNode envelope(String type, String owner, String group, String stream) {
    ObjectNode envelope =
        MAPPER
            .createObjectNode()
            .put("messageType", type)
            .put("owner", owner)
            .put("logGroup", group)
            .put("logStream", stream);
    envelope.putArray("subscriptionFilters");
    return envelope;
  }
}
