package io.fantail.job;

import static io.fantail.testing.ArchiveFiles.write;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fantail.text.Json;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** AWS adds types: they are kept, and a run says how many events of which it met. */
class UnknownTypesIT {
  private static final String HISTORY =
      """
      {"executionArn": "arn:aws:states:eu-west-1:111122223333:execution:sm:x1", "events": [
      {"timestamp": 1795168800.98, "type": "ExecutionStarted", "id": 1, "previousEventId": 0, "executionStartedEventDetails": {}},
      {"timestamp": 1795168800.99, "type": "QuantumLeapStarted", "id": 2, "previousEventId": 1, "quantumLeapStartedEventDetails": {}},
      {"timestamp": 1795168801.0, "type": "QuantumLeapStarted", "id": 3, "previousEventId": 2},
      {"timestamp": 1795168801.1, "type": "ExecutionSucceeded", "id": 4, "previousEventId": 3, "executionSucceededEventDetails": {}}]}
      """;

  @Test
  void countsThemByName(@TempDir Path folder) throws IOException {
    write(folder.resolve("archive/h.json"), HISTORY);
    Path archive = folder.resolve("archive");

    String text =
        Commands.succeed("run", "--archive", archive, "--lake", folder.resolve("lake")).out();
    JsonNode read =
        Json.tree(
                Commands.succeed(
                        "ingest", "--json", "--archive", archive, "--lake", folder.resolve("other"))
                    .out())
            .path("read");

    // Sentences are wrapped to the screen.
    assertThat(text.replaceAll("\\s+", " "))
        .contains(
            "2 events are of types that this version does not know, and are kept:"
                + " QuantumLeapStarted 2.");
    assertThat(read.path("events").asLong()).isEqualTo(4);
    assertThat(read.path("unknown_event_types").path("QuantumLeapStarted").asLong()).isEqualTo(2);
  }
}
