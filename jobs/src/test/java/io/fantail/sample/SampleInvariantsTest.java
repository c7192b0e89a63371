package io.fantail.sample;

import static org.assertj.core.api.Assertions.assertThat;

import io.fantail.sample.WrittenArchive.Event;
import io.fantail.sample.WrittenArchive.Record;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleInvariantsTest {
  @TempDir Path folder;
  private WrittenArchive written;

  @BeforeEach
  void write() throws IOException {
    SampleArchive.write(SampleOptions.of(2_000, 19), folder);
    written = WrittenArchive.of(folder);
  }

  @Test
  void numbersEventsDenselyAndNamesEarlierCauses() {
    assertThat(written.executions).hasSize(2_003);
    written.executions.forEach(
        (arn, events) -> {
          long lastAt = Long.MIN_VALUE;
          int expectedId = 1;
          for (Event event : events.values()) {
            assertThat(event.id()).as(arn).isEqualTo(expectedId++);
            assertThat(event.previousId()).as(arn).isBetween(0, event.id() - 1);
            assertThat(event.at()).as(arn).isGreaterThanOrEqualTo(lastAt);
            lastAt = event.at();
          }
        });
  }

  @Test
  void keepsChildrenInsideTheirMapRun() {
    Map<String, long[]> windows = new HashMap<>();
    for (Map<Integer, Event> events : written.executions.values()) {
      for (Event event : events.values()) {
        if (event.type().equals("MapRunStarted")) {
          String machine = event.details().get("mapRunArn").asText().split(":")[6];
          long endedAt = events.get(event.id() + 1).at();
          assertThat(events.get(event.id() + 1).type()).startsWith("MapRun");
          windows.put(machine, new long[] {event.at(), endedAt});
        }
      }
    }
    assertThat(windows).hasSize(3);
    written.executions.forEach(
        (arn, events) -> {
          long[] window = windows.get(arn.split(":")[6]);
          if (window != null) {
            assertThat(events.get(1).at()).as(arn).isBetween(window[0], window[1]);
            assertThat(events.get(events.size()).at()).as(arn).isBetween(window[0], window[1]);
          }
        });
  }

  @Test
  void servesOneRequestAtATimePerLogStream() {
    assertThat(written.lambdaStreams).isNotEmpty();
    written.lambdaStreams.forEach(SampleInvariantsTest::assertOneAtATime);
  }

  private static void assertOneAtATime(String stream, List<Record> records) {
    String open = "";
    long lastAt = Long.MIN_VALUE;
    for (Record record : records) {
      assertThat(record.at()).as(stream).isGreaterThanOrEqualTo(lastAt);
      lastAt = record.at();
      String[] words = record.message().split("[ \t]");
      switch (words[0]) {
        case "START" -> {
          assertThat(open).as(stream).isEmpty();
          open = words[2];
        }
        case "REPORT" -> {
          assertThat(words[2]).as(stream).isEqualTo(open);
          open = "";
        }
        default -> assertThat(record.message()).as(stream).isNotEmpty();
      }
    }
    assertThat(open).as(stream).isEmpty();
  }
}
