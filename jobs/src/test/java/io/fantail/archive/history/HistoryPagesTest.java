package io.fantail.archive.history;

import static io.fantail.testing.ArchiveFiles.besideOthers;
import static io.fantail.testing.ArchiveFiles.write;
import static org.assertj.core.api.Assertions.assertThat;

import io.fantail.archive.SeenRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages of one history, each in an object of its own, in a folder with a description. */
class HistoryPagesTest {
  private static final String ARN = "arn:aws:states:us-west-2:1:execution:orders:one";
  private static final long START = 1_790_204_283L;

  private final Path folder;

  HistoryPagesTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @BeforeEach
  void describe() throws IOException {
    write(
        folder.resolve("describe.json"),
        """
        {"executionArn":"%s","stateMachineArn":"arn:aws:states:us-west-2:1:stateMachine:orders",
         "startDate":%d}"""
            .formatted(ARN, START));
  }

  /** A page with the events from one id to another, upwards or downwards; 12 is the last. */
  private void page(String name, int from, int to, boolean nextToken) throws IOException {
    page(name, from, to, nextToken, START);
  }

  private void page(String name, int from, int to, boolean nextToken, long start)
      throws IOException {
    List<String> events = new ArrayList<>();
    for (int id = Math.min(from, to); id <= Math.max(from, to); id++) {
      events.add(
          "{\"timestamp\":%d.%03d,\"type\":\"%s\",\"id\":%d,\"previousEventId\":%d}"
              .formatted(start, id, id == 12 ? "ExecutionSucceeded" : "X", id, id - 1));
    }
    if (from > to) {
      Collections.reverse(events);
    }
    String token = nextToken ? ",\"nextToken\":\"AAAA\"" : "";
    write(folder.resolve(name), "{\"events\":[" + String.join(",", events) + "]" + token + "}");
  }

  private boolean isNamed(String name) throws IOException {
    return SeenRecord.in(besideOthers(folder.resolve(name))).stream()
        .allMatch(record -> ARN.equals(record.executionArn()));
  }

  private void assertNamed(String... names) throws IOException {
    for (String name : names) {
      assertThat(isNamed(name)).as(name).isTrue();
    }
  }

  private void assertNotNamed(String... names) throws IOException {
    for (String name : names) {
      assertThat(isNamed(name)).as(name).isFalse();
    }
  }

  @Test
  void namesEveryPage() throws IOException {
    page("page-0", 1, 5, true);
    page("page-1", 6, 10, true);
    page("page-2", 11, 12, false);

    assertNamed("page-0", "page-1", "page-2");
  }

  @Test
  void namesEveryPageOfAHistoryReadBackwards() throws IOException {
    page("page-0", 12, 8, true);
    page("page-1", 7, 3, true);
    page("page-2", 2, 1, false);

    assertNamed("page-0", "page-1", "page-2");
  }

  @Test
  void namesNoPageBehindAGap() throws IOException {
    page("page-0", 1, 5, true);
    page("page-2", 11, 12, false);

    assertNamed("page-0");
    assertNotNamed("page-2");
  }

  @Test
  void namesNoPageWithoutTheFirst() throws IOException {
    page("page-1", 6, 12, false);

    assertNotNamed("page-1");
  }

  @Test
  void namesNoPageBehindOneThatAsksForNone() throws IOException {
    page("page-0", 1, 5, false);
    page("page-1", 6, 12, false);

    assertNotNamed("page-1");
  }

  @Test
  void namesNoPageWhoseFollowerIsNotThere() throws IOException {
    page("page-0", 1, 5, true);
    page("page-1", 6, 10, true);

    assertNotNamed("page-1");
  }

  @Test
  void namesNoPageThatIsOlderThanTheOneBefore() throws IOException {
    page("page-0", 1, 5, true);
    page("page-1", 6, 12, false, START - 100);

    assertNotNamed("page-1");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 6})
  void namesNoPageBesideThoseOfAnotherHistory(int firstOfOther) throws IOException {
    page("page-0", 1, 5, true);
    page("page-1", 6, 12, false);
    page("other", firstOfOther, 7, true, START + 500);

    assertNotNamed("page-1");
  }

  @Test
  void namesPagesBesideAHistoryThatIsWhole() throws IOException {
    page("page-0", 1, 5, true);
    page("page-1", 6, 12, false);
    page("other", 1, 12, false, START + 500);

    assertNamed("page-0", "page-1");
    assertNotNamed("other");
  }

  @Test
  void namesNoPageWhenOneBesideItIsTorn() throws IOException {
    page("page-0", 1, 5, true);
    page("page-1", 6, 12, false);
    write(folder.resolve("torn.json"), "{\"events\":[{\"id\":");

    assertNotNamed("page-1");
  }

  @Test
  void readsPagesBesideALogThatIsNoJson() throws IOException {
    page("page-0", 1, 5, true);
    page("page-1", 6, 12, false);
    write(folder.resolve("log.txt"), "START of something");

    assertNamed("page-0", "page-1");
  }
}
