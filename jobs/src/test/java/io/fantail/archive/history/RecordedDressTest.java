package io.fantail.archive.history;

import static io.fantail.testing.ArchiveFiles.write;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fantail.event.HistoryEvent;
import io.fantail.event.parse.ReadObject;
import io.fantail.testing.Coat;
import io.fantail.testing.Fields;
import io.fantail.testing.HistoryDress;
import io.fantail.testing.RecordedHistory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** Every recorded history comes out of every serialisation as the same events. */
class RecordedDressTest {
  /** Where it stood, and what the recordings do not have one by one. */
  private static final Set<String> OF_THE_FILE =
      Set.of("sourceFile", "executionArn", "context", "redriveCount", "items");

  private static final List<RecordedHistory> HISTORIES = new ArrayList<>();

  @BeforeAll
  static void readAll() {
    HISTORIES.addAll(RecordedHistory.all());
  }

  @ParameterizedTest
  @EnumSource(
      mode = Mode.EXCLUDE,
      names = {"PAGES", "ARRAY_BESIDE_ITS_DESCRIPTION"})
  void readsTheSameEvents(HistoryDress dress, @TempDir Path folder) throws IOException {
    StringBuilder all = new StringBuilder();
    Map<String, List<String>> expected = new TreeMap<>();
    for (int i = 0; i < HISTORIES.size(); i++) {
      RecordedHistory history = HISTORIES.get(i);
      String arn = "arn:aws:states:us-east-1:1:execution:recorded:h%04d".formatted(i);
      expected.put(arn, fields(history.events()));
      byte[] text = dress.objects(arn, timed(history), Coat.PLAIN).values().iterator().next();
      all.append(new String(text, StandardCharsets.UTF_8)).append('\n');
    }

    ReadObject read = ReadObject.of(write(folder.resolve("all.json"), all.toString()));

    assertThat(read.rejectReasons()).isEmpty();
    Map<String, List<HistoryEvent>> events = new TreeMap<>();
    for (HistoryEvent event : read.events()) {
      events.computeIfAbsent(event.executionArn(), arn -> new ArrayList<>()).add(event);
    }
    Map<String, List<String>> actual = new TreeMap<>();
    events.forEach((arn, ofOne) -> actual.put(arn, fields(ofOne)));
    assertThat(actual.keySet()).isEqualTo(expected.keySet());
    expected.forEach((arn, fields) -> assertThat(actual.get(arn)).as(arn).isEqualTo(fields));
  }

  private static List<ObjectNode> timed(RecordedHistory history) {
    List<ObjectNode> timed = new ArrayList<>();
    for (int i = 0; i < history.raw().size(); i++) {
      JsonNode event = history.raw().get(i);
      long at = history.events().get(i).at().toEpochMilli();
      timed.add(((ObjectNode) event.deepCopy()).put("timestamp", at));
    }
    return timed;
  }

  private static List<String> fields(List<HistoryEvent> events) {
    return events.stream()
        .sorted(Comparator.comparingLong(HistoryEvent::id))
        .map(event -> Fields.of(event, OF_THE_FILE).toString())
        .toList();
  }
}
