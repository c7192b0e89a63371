package io.fantail.sample;

import static org.assertj.core.api.Assertions.assertThat;

import io.fantail.sample.WrittenArchive.Event;
import io.fantail.sample.WrittenArchive.LogRecord;
import io.fantail.sample.options.SampleOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleInvariantsTest {
  private static WrittenArchive written(Path folder) throws IOException {
    SampleArchive.write(SampleOptions.of(2_000, 19), folder);
    return WrittenArchive.of(folder);
  }

  @Test
  void numbersEventsDenselyAndNamesEarlierCauses(@TempDir Path folder) throws IOException {
    List<List<Event>> histories = written(folder).histories();

    assertThat(histories).hasSize(2_003);
    for (List<Event> events : histories) {
      long lastAt = Long.MIN_VALUE;
      int expectedId = 1;
      for (Event event : events) {
        assertThat(event.id()).as(event.arn()).isEqualTo(expectedId++);
        assertThat(event.previousId()).as(event.arn()).isBetween(0, event.id() - 1);
        assertThat(event.at()).as(event.arn()).isGreaterThanOrEqualTo(lastAt);
        lastAt = event.at();
      }
    }
  }

  @Test
  void keepsChildrenInsideTheirMapRun(@TempDir Path folder) throws IOException {
    List<List<Event>> histories = written(folder).histories();

    Map<String, Window> windows = new HashMap<>();
    for (List<Event> events : histories) {
      for (Event event : events) {
        if (event.type().equals("MapRunStarted")) {
          Event end = events.get(event.id());
          assertThat(end.type()).startsWith("MapRun");
          String arn = event.details().get("mapRunArn").asText();
          windows.put(machineOf(arn), new Window(event.at(), end.at()));
        }
      }
    }
    assertThat(windows).hasSize(3);
    for (List<Event> events : histories) {
      Event first = events.get(0);
      Window window = windows.get(machineOf(first.arn()));
      if (window != null) {
        assertThat(first.at()).as(first.arn()).isBetween(window.from(), window.until());
        long endedAt = events.get(events.size() - 1).at();
        assertThat(endedAt).as(first.arn()).isBetween(window.from(), window.until());
      }
    }
  }

  private static String machineOf(String arn) {
    return arn.split(":", -1)[6];
  }

  private record Window(long from, long until) {}

  @Test
  void servesOneRequestAtATimePerLogStream(@TempDir Path folder) throws IOException {
    WrittenArchive written = written(folder);

    assertThat(written.lambdaStreams).isNotEmpty();
    written.lambdaStreams.forEach(SampleInvariantsTest::assertOneAtATime);
  }

  private static void assertOneAtATime(String stream, List<LogRecord> records) {
    String open = "";
    long lastAt = Long.MIN_VALUE;
    for (LogRecord record : records) {
      assertThat(record.at()).as(stream).isGreaterThanOrEqualTo(lastAt);
      lastAt = record.at();
      String[] words = record.message().split("[ \t]", -1);
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
