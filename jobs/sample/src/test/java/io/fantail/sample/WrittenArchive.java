package io.fantail.sample;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** An archive read back from its files alone, in the most literal way. */
final class WrittenArchive {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final Pattern PREFIXED =
      Pattern.compile("^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z .*", Pattern.DOTALL);
  private static final int PREFIX_CHARS = 25;

  private final Map<String, Map<Integer, Event>> executions = new TreeMap<>();

  /** Lambda log stream to its records in the order of the file. */
  final Map<String, List<LogRecord>> lambdaStreams = new TreeMap<>();

  final Set<String> logGroups = new HashSet<>();
  long noise;
  long duplicates;

  private final Set<String> seenIds = new HashSet<>();

  record Event(String arn, int id, int previousId, long at, String type, JsonNode details) {}

  record LogRecord(long at, String message) {}

  /** The events of each execution by id. */
  List<List<Event>> histories() {
    return executions.values().stream().map(events -> List.copyOf(events.values())).toList();
  }

  static WrittenArchive of(Path folder) throws IOException {
    WrittenArchive written = new WrittenArchive();
    try (Stream<Path> files = Files.walk(folder.resolve("archive"))) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        written.read(file);
      }
    }
    return written;
  }

  private void read(Path file) throws IOException {
    String path = file.toString();
    String name = file.getFileName().toString();
    if (name.equals("aws-logs-write-test") || name.endsWith(".describe_execution.json")) {
      noise++;
    } else if (path.contains("/export/states/") || path.contains("/export/delivery-check/")) {
      records(file).forEach(record -> vended(record.message()));
    } else if (path.contains("/export/lambda/")) {
      String stream = file.getName(file.getNameCount() - 2).toString();
      lambdaStreams.computeIfAbsent(stream, unused -> new ArrayList<>()).addAll(records(file));
    } else if (path.contains("/firehose/")) {
      envelopes(file);
    } else if (name.endsWith(".jsonl.gz")) {
      for (String line : text(file).lines().toList()) {
        JsonNode event = MAPPER.readTree(line);
        history(event.get("executionArn").asText(), event);
      }
    } else if (name.endsWith(".json")) {
      answer(file);
    }
  }

  private void answer(Path file) throws IOException {
    JsonNode answer = MAPPER.readTree(file.toFile());
    JsonNode arn = answer.get("executionArn");
    if (arn == null) {
      String beside = file.toString().replace(".json", ".describe_execution.json");
      arn = MAPPER.readTree(Path.of(beside).toFile()).get("executionArn");
    }
    for (JsonNode event : answer.get("events")) {
      history(arn.asText(), event);
    }
  }

  private void history(String arn, JsonNode event) {
    JsonNode time = event.get("timestamp");
    long at =
        time.isNumber()
            ? time.decimalValue().movePointRight(3).longValueExact()
            : OffsetDateTime.parse(time.asText()).toInstant().toEpochMilli();
    JsonNode details = MAPPER.createObjectNode();
    for (Map.Entry<String, JsonNode> member : event.properties()) {
      if (member.getKey().endsWith("EventDetails")) {
        details = member.getValue();
      }
    }
    add(
        new Event(
            arn,
            event.get("id").intValue(),
            event.get("previousEventId").intValue(),
            at,
            event.get("type").asText(),
            details));
  }

  private void vended(String message) {
    if (!message.startsWith("{")) {
      noise++;
      return;
    }
    try {
      JsonNode event = MAPPER.readTree(message);
      add(
          new Event(
              event.get("execution_arn").textValue(),
              Integer.parseInt(event.get("id").textValue()),
              Integer.parseInt(event.get("previous_event_id").textValue()),
              Long.parseLong(event.get("event_timestamp").textValue()),
              event.get("type").textValue(),
              event.get("details")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void add(Event event) {
    executions.computeIfAbsent(event.arn(), unused -> new TreeMap<>()).put(event.id(), event);
  }

  private void envelopes(Path file) throws IOException {
    try (MappingIterator<JsonNode> envelopes =
        MAPPER.readerFor(JsonNode.class).readValues(inflated(file))) {
      while (envelopes.hasNext()) {
        JsonNode envelope = envelopes.next();
        boolean control = envelope.get("messageType").asText().equals("CONTROL_MESSAGE");
        logGroups.add(envelope.get("logGroup").asText());
        for (JsonNode event : envelope.get("logEvents")) {
          if (control) {
            noise++;
          } else if (!seenIds.add(event.get("id").asText())) {
            duplicates++;
          } else if (envelope.get("logGroup").asText().startsWith("/aws/lambda/")) {
            lambdaStreams
                .computeIfAbsent(envelope.get("logStream").asText(), unused -> new ArrayList<>())
                .add(
                    new LogRecord(
                        event.get("timestamp").longValue(), event.get("message").asText()));
          } else {
            vended(event.get("message").asText());
          }
        }
      }
    }
  }

  private static List<LogRecord> records(Path file) throws IOException {
    List<LogRecord> records = new ArrayList<>();
    for (String line : text(file).lines().toList()) {
      if (PREFIXED.matcher(line).matches()) {
        long at = Instant.parse(line.substring(0, PREFIX_CHARS - 1)).toEpochMilli();
        records.add(new LogRecord(at, line.substring(PREFIX_CHARS)));
      } else {
        LogRecord last = records.remove(records.size() - 1);
        records.add(new LogRecord(last.at(), last.message() + "\n" + line));
      }
    }
    return records;
  }

  private static String text(Path file) throws IOException {
    return new String(inflated(file), StandardCharsets.UTF_8);
  }

  /** The bytes of a file with every layer of gzip taken off. */
  static byte[] inflated(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    while (bytes.length > 1 && (bytes[0] & 0xff) == 0x1f && (bytes[1] & 0xff) == 0x8b) {
      try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
        bytes = gzip.readAllBytes();
      }
    }
    return bytes;
  }
}
