package io.fantail.archive.history;

import static io.fantail.testing.ArchiveFiles.besideOthers;
import static io.fantail.testing.ArchiveFiles.gzip;
import static io.fantail.testing.ArchiveFiles.utf8;
import static io.fantail.testing.ArchiveFiles.write;
import static org.assertj.core.api.Assertions.assertThat;

import io.fantail.archive.SeenRecord;
import io.fantail.archive.place.ArnFromKey;
import io.fantail.archive.place.NamesFromKeys;
import io.fantail.archive.record.ArchiveObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whose a history is, where what stands around its events does not say it. */
class HistoryOwnerTest {
  private static final String ARN = "arn:aws:states:us-west-2:1:execution:orders:one";
  private static final String OTHER_ARN = "arn:aws:states:us-west-2:1:execution:orders:two";
  private static final String EVENTS =
      """
      [{"timestamp":"2026-09-23T22:58:03.035Z","type":"ExecutionStarted","id":1,"previousEventId":0},
       {"timestamp":"2026-09-23T23:08:03.053Z","type":"ExecutionSucceeded","id":2,"previousEventId":1}]""";

  private final Path folder;

  HistoryOwnerTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private ArchiveObject history(String text) throws IOException {
    write(folder.resolve("order-1.json"), text);
    return besideOthers(folder.resolve("order-1.json"));
  }

  private void describe(String name, String arn, String startDate) throws IOException {
    write(
        folder.resolve(name),
        """
        {"executionArn":"%s","stateMachineArn":"arn:aws:states:us-west-2:1:stateMachine:orders",
         "status":"SUCCEEDED","startDate":%s}"""
            .formatted(arn, startDate));
  }

  private static void assertArns(List<SeenRecord> records, @Nullable String... arns) {
    assertThat(records).extracting(SeenRecord::kind).containsOnly("HISTORY_ITEM");
    assertThat(records).extracting(SeenRecord::executionArn).containsExactly(arns);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"2026-09-23T23:58:03.035000+01:00\"", "1790204283.035", "1790204283"})
  void takesTheArnOfTheDescriptionBeside(String startDate) throws IOException {
    describe("order-1.describe_execution.json", ARN, startDate);

    assertArns(SeenRecord.in(history("{\"events\":" + EVENTS + "}")), ARN, ARN);
  }

  @Test
  void takesTheArnOfTheDescriptionBesidePascalCase() throws IOException {
    describe("order-1.describe_execution.json", ARN, "1790204283.035");
    String pascal =
        "{\"Events\":%s}"
            .formatted(EVENTS.replace("timestamp", "Timestamp").replace("\"id\"", "\"Id\""));

    assertArns(SeenRecord.in(history(pascal)), ARN, ARN);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1790204289.035", "1790204283.036", "1790204284", "1790204282"})
  void takesNoArnOfADescriptionThatBeganAtAnotherTime(String startDate) throws IOException {
    describe("order-1.describe_execution.json", ARN, startDate);

    assertArns(SeenRecord.in(history(EVENTS)), null, null);
  }

  @Test
  void takesNoArnOfAnExecutionThatBeganWhileThisOneRan() throws IOException {
    describe("order-2.describe_execution.json", OTHER_ARN, "\"2026-09-23T23:08:03.053Z\"");

    assertArns(SeenRecord.in(history(EVENTS)), null, null);
  }

  @Test
  void choosesTheDescriptionThatBeganTogetherWithTheHistory() throws IOException {
    describe("a.describe.json", OTHER_ARN, "1790204289.035");
    describe("b.describe.json", ARN, "1790204283.035");

    assertArns(SeenRecord.in(history(EVENTS)), ARN, ARN);
  }

  @ParameterizedTest
  @CsvSource({"1790204283.035, 1790204283.035", "1790204283.034, 1790204283.036"})
  void choosesNoneOfTwoCandidates(String oneStart, String otherStart) throws IOException {
    describe("a.describe.json", OTHER_ARN, oneStart);
    describe("b.describe.json", ARN, otherStart);

    assertArns(SeenRecord.in(history(EVENTS)), null, null);
  }

  @Test
  void choosesTheDescriptionOfTheSameMillisecond() throws IOException {
    describe("a.describe.json", OTHER_ARN, "1790204283.036");
    describe("b.describe.json", ARN, "1790204283.035");

    assertArns(SeenRecord.in(history(EVENTS)), ARN, ARN);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"executions\":[%s,%s],\"nextToken\":null}",
        "{\"Executions\":[%s,%s]}",
        "[%s,%s]",
      })
  void takesTheArnOfAListingBeside(String listing) throws IOException {
    String item =
        """
        {"executionArn":"%s","name":"x","status":"SUCCEEDED","startDate":%s,
         "stateMachineArn":"arn:aws:states:us-west-2:1:stateMachine:orders"}""";
    String one = item.formatted(ARN, "1790204283.035");
    String other = item.formatted(OTHER_ARN, "1790204289.035");
    String text = listing.formatted(other, one);
    write(
        folder.resolve("list.json"),
        text.contains("Executions")
            ? text.replace("executionArn", "ExecutionArn")
                .replace("startDate", "StartDate")
                .replace("stateMachineArn", "StateMachineArn")
            : text);

    assertArns(SeenRecord.in(history(EVENTS)), ARN, ARN);
    assertThat(SeenRecord.kindsIn(besideOthers(folder.resolve("list.json"))))
        .containsExactly("DOCUMENT", "DOCUMENT");
  }

  /** As recorded: the first child of a Map began 815 ms behind its parent, which is not listed. */
  @ParameterizedTest
  @ValueSource(strings = {"{\"executions\":[%s]}", "[%s]"})
  void takesNoExecutionThatBeganALittleLater(String listing) throws IOException {
    String item =
        """
        {"executionArn":"arn:aws:states:us-west-2:1:execution:orders/Each:1e38e69a",
         "stateMachineArn":"arn:aws:states:us-west-2:1:stateMachine:orders/Each",
         "startDate":1790204283.850}""";
    write(folder.resolve("list.json"), listing.formatted(item));

    assertArns(SeenRecord.in(history(EVENTS)), null, null);
  }

  @Test
  void choosesNoneOfTwoThatAListingShows() throws IOException {
    String item =
        """
        {"executionArn":"%s","startDate":1790204283.035,
         "stateMachineArn":"arn:aws:states:us-west-2:1:stateMachine:orders"}""";
    write(
        folder.resolve("list.json"),
        "{\"executions\":[%s,%s]}".formatted(item.formatted(ARN), item.formatted(OTHER_ARN)));

    assertArns(SeenRecord.in(history(EVENTS)), null, null);
  }

  @Test
  void takesTheExecutionThatADescriptionOfItsMapRunNames() throws IOException {
    String mapRun = "arn:aws:states:us-west-2:1:mapRun:orders/Each:81027ddd";
    write(
        folder.resolve("describe_map_run.json"),
        "{\"mapRunArn\":\"%s\",\"executionArn\":\"%s\",\"startDate\":1790204283.9}"
            .formatted(mapRun, ARN));
    String started =
        "[{\"timestamp\":1790204283.1,\"type\":\"MapRunStarted\",\"id\":7,\"previousEventId\":6,"
            + "\"mapRunStartedEventDetails\":{\"mapRunArn\":\"%s\"}}]";

    assertArns(SeenRecord.in(history(started.formatted(mapRun))), ARN);
    assertArns(SeenRecord.in(history(started.formatted(mapRun + "x"))), (String) null);
  }

  /** It has the fields of a description: the parent's ARN and the children's state machine. */
  @Test
  void takesNoItemOfListMapRunsForAnExecution() throws IOException {
    write(
        folder.resolve("list.json"),
        """
        [{"executionArn":"%s","mapRunArn":"arn:aws:states:us-west-2:1:mapRun:orders/Each:8102",
          "stateMachineArn":"arn:aws:states:us-west-2:1:stateMachine:orders/Each",
          "startDate":1790204283.035}]"""
            .formatted(ARN));

    assertArns(SeenRecord.in(history(EVENTS)), null, null);
  }

  @Test
  void prefersEverythingElseToTheKey() throws IOException {
    NamesFromKeys names =
        new NamesFromKeys(
            new ArnFromKey("(?<name>order-\\d)", OTHER_ARN.replace("two", "{name}")), null, null);
    String fromKey = OTHER_ARN.replace("two", "order-1");

    assertArns(SeenRecord.in(history(EVENTS), names), fromKey, fromKey);
    assertArns(
        SeenRecord.in(
            history("{\"executionArn\":\"%s\",\"events\":%s}".formatted(ARN, EVENTS)), names),
        ARN,
        ARN);
    describe("order-1.describe.json", ARN, "1790204283.035");
    assertArns(SeenRecord.in(history(EVENTS), names), ARN, ARN);
  }

  @Test
  void prefersTheArnOfTheWrapperToADescription() throws IOException {
    describe("a.describe.json", OTHER_ARN, "1790204283.035");

    assertArns(
        SeenRecord.in(history("{\"events\":%s,\"executionArn\":\"%s\"}".formatted(EVENTS, ARN))),
        ARN,
        ARN);
  }

  @Test
  void readsAHistoryWhoseNeighboursAreDamaged() throws IOException {
    write(folder.resolve("cut.gz"), Arrays.copyOf(gzip(utf8(EVENTS.repeat(50))), 60));
    write(folder.resolve("binary.bin"), new byte[] {0, 0, 0, '{', 0, 0, 7, 'x', 1});
    write(folder.resolve("text.txt"), "not json");
    describe("describe.json", ARN, "1790204283.035");

    assertArns(SeenRecord.in(history(EVENTS)), ARN, ARN);
  }

  @Test
  void readsAHistoryWhoseNeighbourVanished() throws IOException {
    String gone = folder.resolve("gone.json").toUri().toString();
    ArchiveObject object = history(EVENTS);

    assertArns(
        SeenRecord.in(new ArchiveObject(object.uri(), object.length(), List.of(gone))), null, null);
  }

  @ParameterizedTest
  @CsvSource({"58:03.035, 1790204283.035", "58:03.735, 1790204283"})
  void namesNoneOfTwoHistoriesThatOneDescriptionMayBeOf(String otherStart, String startDate)
      throws IOException {
    write(
        folder.resolve("order-1.other.json"),
        EVENTS.replace("58:03.035", otherStart).replace("23:08:03.053", "23:09:11.412"));
    describe("order-1.describe_execution.json", ARN, startDate);

    assertArns(SeenRecord.in(history(EVENTS)), null, null);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"events\":%s}", "{\"executionArn\":\"x\",\"events\":%s}"})
  void namesAHistoryBesideItsCopyAndBesideOneThatIsNamed(String other) throws IOException {
    String events = other.contains("Arn") ? EVENTS.replace("23:08", "23:09") : EVENTS;
    write(folder.resolve("order-1.other.json"), other.formatted(events));
    describe("order-1.describe_execution.json", ARN, "1790204283.035");

    assertArns(SeenRecord.in(history(EVENTS)), ARN, ARN);
  }
}
