package io.fantail.testing;

import com.fasterxml.jackson.databind.JsonNode;
import io.fantail.archive.ArchiveReader;
import io.fantail.archive.place.NamesFromKeys;
import io.fantail.archive.record.ArchiveObject;
import io.fantail.archive.record.RawRecord;
import io.fantail.event.HistoryEvent;
import io.fantail.event.ParsedRecord;
import io.fantail.event.parse.RecordParser;
import io.fantail.event.policy.PayloadPolicy;
import io.fantail.text.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One recorded history: the events as they were recorded, and as Fantail reads them from an object
 * that wraps them with their ARN.
 *
 * @param name of the file
 * @param raw in the order of their ids
 * @param events in the order of their ids, each with the redrives before it
 */
public record RecordedHistory(String name, List<JsonNode> raw, List<HistoryEvent> events) {
  private static final PayloadPolicy KEEP_ALL = new PayloadPolicy(300_000, Set.of());
  private static final String MADE_UP_ARN =
      "arn:aws:states:us-east-1:111111111111:execution:sm:made-up";

  /** All histories of the corpus whose execution is known, or may as well be made up. */
  public static List<RecordedHistory> all() {
    Path corpus = CorpusFolder.path("sfn");
    List<RecordedHistory> histories = new ArrayList<>(indexed(corpus));
    for (String folder : List.of("histories_reconstructed", "synthetic", "real-small")) {
      for (Path file : jsonFiles(corpus.resolve(folder))) {
        if (isHistory(file)) {
          histories.add(of(MADE_UP_ARN, List.of(file)));
        }
      }
    }
    Path redriven = corpus.resolve("real-small/redriven_map_parent");
    histories.add(
        of(
            MADE_UP_ARN,
            List.of(redriven.resolve("page-0.boto3.json"), redriven.resolve("page-1.boto3.json"))));
    jsonFiles(redriven).stream()
        .filter(file -> file.getFileName().toString().matches("child-[0-9a-f-]+\\.boto3\\.json"))
        .forEach(file -> histories.add(of(MADE_UP_ARN, List.of(file))));
    return histories;
  }

  /** The files of the index that have an ARN there. */
  public static List<RecordedHistory> indexed(Path corpus) {
    try (Stream<String> lines = Files.lines(corpus.resolve("index.jsonl"))) {
      return lines
          .map(RecordedHistory::json)
          .filter(line -> line.hasNonNull("executionArn"))
          .map(
              line ->
                  of(
                      line.path("executionArn").asText(),
                      List.of(corpus.resolve(line.path("file").asText()))))
          .toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** The pages of one execution's history. */
  public static RecordedHistory of(String arn, List<Path> pages) {
    List<JsonNode> raw = new ArrayList<>();
    StringBuilder wrapped = new StringBuilder();
    for (Path page : pages) {
      String body = text(page);
      json(body).path("events").forEach(raw::add);
      wrapped.append("{\"executionArn\": \"").append(arn).append("\", ");
      wrapped.append(body, body.indexOf('{') + 1, body.length()).append('\n');
    }
    raw.sort(Comparator.comparingLong(event -> event.path("id").asLong()));
    return new RecordedHistory(
        String.valueOf(pages.get(0).getFileName()), raw, redriven(read(wrapped.toString())));
  }

  /** What the API writes only into {@code ExecutionRedriven} holds for all events behind it. */
  private static List<HistoryEvent> redriven(List<HistoryEvent> events) {
    int redriveCount = 0;
    List<HistoryEvent> counted = new ArrayList<>();
    for (HistoryEvent event : events) {
      redriveCount = Math.max(redriveCount, event.redriveCount());
      counted.add(event.withRedriveCount(redriveCount));
    }
    return counted;
  }

  private static List<HistoryEvent> read(String document) {
    try {
      Path file = Files.createTempFile("history", ".json");
      try {
        return parse(ArchiveFiles.write(file, document));
      } finally {
        Files.delete(file);
      }
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static List<HistoryEvent> parse(ArchiveObject object) throws IOException {
    RecordParser parser = new RecordParser(KEEP_ALL, object.uri());
    List<HistoryEvent> events = new ArrayList<>();
    try (ArchiveReader reader =
        new ArchiveReader(object, ArchiveFiles.HADOOP, NamesFromKeys.NONE)) {
      RawRecord record = reader.next();
      while (record != null) {
        ParsedRecord parsed = parser.parse(record);
        if (!(parsed instanceof HistoryEvent event)) {
          throw new AssertionError("no event: " + parsed);
        }
        events.add(event);
        record = reader.next();
      }
    }
    events.sort(Comparator.comparingLong(HistoryEvent::id));
    return events;
  }

  private static boolean isHistory(Path file) {
    return json(text(file)).path("events").isArray();
  }

  private static List<Path> jsonFiles(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static JsonNode json(String text) {
    try {
      return Json.MAPPER.readTree(text);
    } catch (IOException torn) {
      throw new UncheckedIOException(torn);
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
