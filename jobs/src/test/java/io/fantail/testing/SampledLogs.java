package io.fantail.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fantail.sample.SampleArchive;
import io.fantail.sample.options.Layout;
import io.fantail.sample.options.SampleOptions;
import io.fantail.sample.truth.SampleTruth;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The log events of a sample, read from its subscription with nothing of Fantail's: one truth, to
 * be put into any container.
 *
 * @param events each once, in the order of time
 * @param truth what a correct reading finds
 */
public record SampledLogs(List<LoggedEvent> events, SampleTruth truth) {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** What the log writes as text, as it does everything, and the API as a number. */
  private static final Set<String> NUMBERS =
      Set.of("timeoutInSeconds", "heartbeatInSeconds", "length", "index", "redriveCount");

  /**
   * Writes a sample and reads it back.
   *
   * @param folder empty; holds the sample as a subscription delivers it, in {@code archive}
   */
  public static SampledLogs of(SampleOptions options, Path folder) throws IOException {
    SampleTruth truth = SampleArchive.write(options.withLayout(Layout.FIREHOSE), folder);
    Map<String, LoggedEvent> events = new LinkedHashMap<>();
    try (Stream<Path> files = Files.walk(folder.resolve("archive"))) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        readEnvelopes(file, events);
      }
    }
    List<LoggedEvent> sorted =
        events.values().stream()
            .filter(event -> event.isOfLambda() || event.message().startsWith("{"))
            .sorted(Comparator.comparing(LoggedEvent::at))
            .toList();
    return new SampledLogs(sorted, truth);
  }

  private static void readEnvelopes(Path file, Map<String, LoggedEvent> events) throws IOException {
    try (MappingIterator<JsonNode> envelopes =
        MAPPER
            .readerFor(JsonNode.class)
            .readValues(ArchiveFiles.inflate(Files.readAllBytes(file)))) {
      while (envelopes.hasNext()) {
        JsonNode envelope = envelopes.next();
        if (envelope.path("messageType").asText().equals("DATA_MESSAGE")) {
          String group = envelope.path("logGroup").asText();
          String stream = envelope.path("logStream").asText();
          for (JsonNode event : envelope.path("logEvents")) {
            String id = event.path("id").asText();
            Instant at = Instant.ofEpochMilli(event.path("timestamp").asLong());
            String message = event.path("message").asText();
            events.putIfAbsent(id, new LoggedEvent(group, stream, at, id, message));
          }
        }
      }
    }
  }

  public List<LoggedEvent> ofLambda() {
    return events.stream().filter(LoggedEvent::isOfLambda).toList();
  }

  public List<LoggedEvent> ofStepFunctions() {
    return events.stream().filter(event -> !event.isOfLambda()).toList();
  }

  /** Step Functions' log events by the ARN of their execution. */
  public Map<String, List<LoggedEvent>> executions() {
    Map<String, List<LoggedEvent>> executions = new TreeMap<>();
    for (LoggedEvent event : ofStepFunctions()) {
      String arn = json(event.message()).path("execution_arn").asText();
      executions.computeIfAbsent(arn, unseen -> new ArrayList<>()).add(event);
    }
    return executions;
  }

  /**
   * The events of one execution as {@code GetExecutionHistory} has them, in the order of their ids,
   * {@code timestamp} in epoch milliseconds.
   */
  public static List<ObjectNode> history(List<LoggedEvent> execution) {
    return execution.stream()
        .map(event -> ofApi(json(event.message())))
        .sorted(Comparator.comparingLong(event -> event.path("id").asLong()))
        .toList();
  }

  private static ObjectNode ofApi(JsonNode vended) {
    String type = vended.path("type").asText();
    ObjectNode event =
        MAPPER
            .createObjectNode()
            .put("timestamp", vended.path("event_timestamp").asLong())
            .put("type", type)
            .put("id", vended.path("id").asLong())
            .put("previousEventId", vended.path("previous_event_id").asLong());
    ObjectNode details = vended.path("details").deepCopy();
    NUMBERS.stream()
        .filter(details::has)
        .forEach(number -> details.put(number, details.path(number).asLong()));
    if (!details.isEmpty()) {
      event.set(detailsOf(type), details);
    }
    return event;
  }

  private static String detailsOf(String type) {
    if (type.endsWith("StateEntered")) {
      return "stateEnteredEventDetails";
    } else if (type.endsWith("StateExited")) {
      return "stateExitedEventDetails";
    }
    return Character.toLowerCase(type.charAt(0)) + type.substring(1) + "EventDetails";
  }

  private static JsonNode json(String text) {
    try {
      return MAPPER.readTree(text);
    } catch (IOException torn) {
      throw new UncheckedIOException(torn);
    }
  }
}
