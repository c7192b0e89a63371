package io.fantail.archive.history;

import static io.fantail.testing.ArchiveFiles.besideOthers;
import static io.fantail.testing.ArchiveFiles.write;
import static org.assertj.core.api.Assertions.assertThat;

import io.fantail.archive.SeenRecord;
import io.fantail.archive.record.ArchiveObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HistoryDocumentsTest {
  private static final String ARN = "arn:aws:states:us-west-2:1:execution:orders:one";
  private static final String OTHER_ARN = "arn:aws:states:us-west-2:1:execution:orders:two";
  private static final String EVENTS =
      """
      [{"timestamp":"2026-09-23T22:58:03.035Z","type":"ExecutionStarted","id":1,"previousEventId":0},
       {"timestamp":"2026-09-23T23:08:03.053Z","type":"ExecutionSucceeded","id":2,"previousEventId":1}]""";

  private static final String FIRST = EVENTS.substring(1, EVENTS.indexOf("},") + 1);
  private static final String LAST = EVENTS.substring(EVENTS.indexOf("{", 2), EVENTS.length() - 1);

  private final Path folder;

  HistoryDocumentsTest(@TempDir Path folder) {
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
  @ValueSource(
      strings = {
        "{\"executionArn\":\"%1$s\",\"events\":%2$s}",
        "{\"events\":%2$s,\"executionArn\":\"%1$s\"}",
        "{\"ExecutionArn\":\"%1$s\",\"Events\":%2$s,\"NextToken\":null}",
        "{\"executionArn\":\"%1$s\",\"history\":{\"events\":%2$s}}",
        "{\"history\":{\"events\":%2$s,\"ResponseMetadata\":{\"x\":[1]}},\"executionArn\":\"%1$s\"}",
        "{\"history\":{\"executionArn\":\"%1$s\",\"events\":%2$s}}",
        "{\"execution_history\":{\"events\":%2$s,\"executionArn\":\"%1$s\"},\"tags\":[{\"a\":1}]}",
        "{\"executionArn\":\"%1$s\",\"history\":%2$s}",
        "{\"executionHistory\":%2$s,\"executionArn\":\"%1$s\",\"historyTags\":[\"a\"]}",
        "\ufeff{\"executionArn\":\"%1$s\",\"events\":%2$s}",
      })
  void findsTheArnInTheWrapper(String wrapper) throws IOException {
    assertArns(SeenRecord.in(history(wrapper.formatted(ARN, EVENTS))), ARN, ARN);
  }

  /** {@code ConvertTo-Json} of Windows PowerShell writes a list so, once its type is extended. */
  @Test
  void readsAListAsPowerShell5WritesIt() throws IOException {
    assertArns(SeenRecord.in(history("{\"value\":%s,\"Count\":2}".formatted(EVENTS))), null, null);
  }

  @ParameterizedTest
  @ValueSource(strings = {"%s", "{\"events\":%s}", "{\"$metadata\":{\"a\":1},\"events\":%s}"})
  void knowsNoArnThatNobodyWrote(String wrapper) throws IOException {
    assertArns(SeenRecord.in(history(wrapper.formatted(EVENTS))), null, null);
  }

  @Test
  void readsManyHistoriesOfOneObject() throws IOException {
    String first = "{\"executionArn\":\"%s\",\"events\":%s}".formatted(ARN, EVENTS);
    String second = "{\"events\":%s,\"executionArn\":\"%s\"}".formatted(EVENTS, OTHER_ARN);

    assertArns(
        SeenRecord.in(history(first + second + "\n" + EVENTS + first)),
        ARN,
        ARN,
        OTHER_ARN,
        OTHER_ARN,
        null,
        null,
        ARN,
        ARN);
  }

  @Test
  void keepsTheEventsInFrontOfPartsOfAnother() throws IOException {
    String torn =
        "{\"executionArn\":\"%s\",\"events\":%s,\"nextTtype\":\"X\",\"previousEventId\":3}},{\"a"
            .formatted(ARN, EVENTS);

    assertThat(SeenRecord.kindsIn(history(torn)))
        .containsExactly("HISTORY_ITEM", "HISTORY_ITEM", "MALFORMED_JSON");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"events\":[{\"id\":%s}]}", "{\"a\":%s}"})
  void rejectsANumberBeyondAllBounds(String document) throws IOException {
    assertThat(SeenRecord.kindsIn(history(document.formatted("1E-99999999999"))))
        .containsExactly("MALFORMED_JSON");
  }

  @Test
  void saysWhereEachEventBegins() throws IOException {
    assertThat(SeenRecord.in(history(EVENTS)))
        .extracting(SeenRecord::position)
        .containsExactly(1L, (long) EVENTS.indexOf("{\"timestamp\":\"2026-09-23T23"));
  }

  @Test
  void findsTheBeginningOfAHistoryThatWasReadBackwards() throws IOException {
    describe("order-1.describe_execution.json", ARN, "1790204283.035");

    assertArns(SeenRecord.in(history("{\"events\":[" + LAST + "," + FIRST + "]}")), ARN, ARN);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[%s,%s]",
        "[[%s],[%s]]",
        "[%s]\n[%s]",
        "%s\n%s",
        "{\"executionHistory\":[%s,%s]}",
        "[{\"events\":[%s],\"nextToken\":\"A\"},{\"events\":[%s],\"nextToken\":null}]",
        "{\"events\":[%s],\"NextToken\":\"A\"}{\"events\":[%s]}",
      })
  void readsSlicesOfOneHistory(String wrapper) throws IOException {
    describe("order-1.describe_execution.json", ARN, "1790204283.035");

    assertArns(SeenRecord.in(history(wrapper.formatted(FIRST, LAST))), ARN, ARN);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"events\":[%s]}{\"events\":[%s]}",
        "{\"events\":[%s],\"nextToken\":\"A\"}{\"a\":1}[]{\"events\":[%s,{}]}",
      })
  void takesNoPageForThatOfAHistoryThatIsWhole(String wrapper) throws IOException {
    describe("order-1.describe_execution.json", ARN, "1790204283.035");

    assertThat(SeenRecord.in(history(wrapper.formatted(FIRST, LAST))))
        .filteredOn(record -> record.kind().equals("HISTORY_ITEM"))
        .extracting(SeenRecord::executionArn)
        .startsWith(ARN, (String) null);
  }

  @Test
  void readsAnEventPrintedOverManyLines() throws IOException {
    String event = FIRST.replace(",", ",\n  ");
    describe("order-1.describe_execution.json", ARN, "1790204283.035");

    assertArns(SeenRecord.in(history(event)), ARN);
  }

  @Test
  void readsADescriptionAsADocumentOfItsOwn() throws IOException {
    describe("describe.json", ARN, "1790204283.035");

    assertThat(SeenRecord.kindsIn(besideOthers(folder.resolve("describe.json"))))
        .containsExactly("DOCUMENT");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"executions\":[{\"name\":\"a\"},{\"name\":\"b\"}],\"nextToken\":\"x\"}",
        "{\"MapRuns\":[{\"name\":\"a\"},{\"name\":\"b\"}]}",
        "[{\"ExecutionArn\":\"a\"},{\"ExecutionArn\":\"b\"}]"
      })
  void readsTheElementsOfAList(String text) throws IOException {
    describe("describe.json", ARN, "1790204283.035");

    assertArns(SeenRecord.in(history(text)), null, null);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"executions\":[]}", "{\"mapRuns\":[],\"ResponseMetadata\":{}}"})
  void countsAnEmptyListAsNoise(String text) throws IOException {
    assertThat(SeenRecord.kindsIn(history(text))).containsExactly("EMPTY_LIST");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "{\"events\":[]}", "{\"history\":{\"events\":[]}}"})
  void rejectsAHistoryWithoutEvents(String text) throws IOException {
    assertThat(SeenRecord.kindsIn(history(text))).containsExactly("EMPTY_HISTORY");
  }

  @Test
  void keepsTheEventsBeforeATearAndTheHistoryBehindIt() throws IOException {
    String torn = EVENTS.substring(0, EVENTS.indexOf("\"type\":\"ExecutionSucceeded"));
    String whole = "{\"executionArn\":\"%s\",\"events\":%s}".formatted(ARN, EVENTS);

    assertThat(SeenRecord.kindsIn(history(torn + "\n" + whole)))
        .containsExactly("HISTORY_ITEM", "MALFORMED_JSON", "HISTORY_ITEM", "HISTORY_ITEM");
  }

  @Test
  void readsAnObjectThatIsDamageThroughout() throws IOException {
    ArchiveObject object = history("{'a': 1}\n".repeat(50_000));

    assertThat(SeenRecord.kindsIn(object)).hasSize(50_000).containsOnly("MALFORMED_JSON");
  }

  @Test
  void passesOtherDocumentsOn() throws IOException {
    assertThat(SeenRecord.in(history("{\"a\":1}\n{\"b\":[2]}")))
        .extracting(SeenRecord::text)
        .containsExactly("{\"a\":1}", "{\"b\":[2]}");
  }
}
