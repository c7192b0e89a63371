package io.fantail.event.parse;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fantail.archive.record.NoiseKind;
import io.fantail.event.Description;
import io.fantail.event.DescriptionSource;
import io.fantail.event.ParsedRecord;
import io.fantail.event.PendingChild;
import io.fantail.event.failure.ErrorFingerprint;
import io.fantail.event.maprun.ChildCounts;
import io.fantail.event.maprun.ItemCounts;
import io.fantail.event.maprun.MapRunSettings;
import io.fantail.event.policy.PayloadPolicy;
import java.io.IOException;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DescriptionParserTest {
  private static final String PREFIX = "arn:aws:states:eu-west-1:123456789012:";
  private static final String ARN = PREFIX + "execution:orders:o-1";
  private static final String CHILD = PREFIX + "execution:orders/Fan:c-1";
  private static final String RUN_ID = "0a1b2c3d-1111-2222-3333-444455556666";
  private static final String RUN = PREFIX + "mapRun:orders/Fan:" + RUN_ID;
  private static final Instant START = Instant.parse("2026-11-23T10:00:00.125Z");
  private static final Instant STOP = Instant.parse("2026-11-23T10:00:02Z");
  private static final String TIMES =
      "'startDate': '2026-11-23T11:00:00.125000+01:00', 'stopDate': 1795428002";

  private static @Nullable ParsedRecord parse(String json, String file) throws IOException {
    return new DescriptionParser(new PayloadPolicy(12, Set.of("secret")), file)
        .parse(new ObjectMapper().readTree(json.replace('\'', '"')), 7);
  }

  private static Description describe(String json) throws IOException {
    return (Description) Objects.requireNonNull(parse(json, "file:/a.json"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'status':'FAILED','inputDetails':{'included':true}, | DESCRIBE_EXECUTION | FAILED",
        "'status':'SUCCEEDED','output':'1', | DESCRIBE_EXECUTION | SUCCEEDED",
        "'status':'SUCCEEDED','name':'o-1', | LIST_EXECUTIONS | SUCCEEDED",
        "'status':'SUCCEEDED','billingDetails':{}, | START_SYNC_EXECUTION | SUCCEEDED",
        "'x':1, | START_EXECUTION | ",
      })
  void knowsTheCallByItsAnswer(String fields, DescriptionSource source, @Nullable String status)
      throws IOException {
    Description description =
        describe("{'executionArn':'" + ARN + "'," + fields.replaceAll("^\"|\"$", "") + TIMES + "}");

    assertThat(description.source()).isEqualTo(source);
    assertThat(description.status()).isEqualTo(status);
    assertThat(description.startedAt()).isEqualTo(START);
    assertThat(description.endedAt()).isEqualTo(STOP);
    assertThat(description.mapRunArn()).isNull();
  }

  @Test
  void readsPascalCaseAndKeepsPayloadsWithinTheirLimit() throws IOException {
    Description description =
        describe(
            "{'ExecutionArn':'%s','Status':'FAILED','Error':'Boom','Cause':'%s','RedriveCount':2,"
                    .formatted(ARN, "c".repeat(40))
                + "'Input':'{\\'secret\\':1}','StartDate':'2026-11-23T10:00:00.125Z'}");

    assertThat(description.failure().error()).isEqualTo("Boom");
    assertThat(description.failure().cause()).startsWith("cccccccccccc").hasSizeLessThan(40);
    assertThat(description.failure().fingerprint())
        .isEqualTo(ErrorFingerprint.of("Boom", "c".repeat(40)));
    assertThat(description.payload().input()).doesNotContain("1");
    assertThat(description.redriveCount()).isEqualTo(2);
    assertThat(description.endedAt()).isNull();
  }

  @Test
  void readsTheStatusInTheDressOfPowerShell() throws IOException {
    Description description =
        describe(
            "{'ExecutionArn':'%s','Status':{'Value':'TIMED_OUT'},'Name':'o-1',".formatted(ARN)
                + "'StartDate':'/Date(1795428000125)/','StopDate':'/Date(1795428002000)/'}");

    assertThat(description.status()).isEqualTo("TIMED_OUT");
    assertThat(description.source()).isEqualTo(DescriptionSource.LIST_EXECUTIONS);
    assertThat(description.endedAt()).isEqualTo(STOP);
  }

  @Test
  void readsTheMapRunOfAChildAndTheParentThatItsInputNames() throws IOException {
    Description description =
        describe(
            "{'executionArn':'%s','name':'c-1','mapRunArn':'%s','itemCount':3,'status':'RUNNING',"
                    .formatted(CHILD, RUN)
                + "'input':'{\\'p\\':\\'"
                + ARN
                + "\\'}',"
                + TIMES
                + "}");

    assertThat(description.source()).isEqualTo(DescriptionSource.DESCRIBE_EXECUTION);
    assertThat(description.mapRunArn()).isEqualTo(RUN);
    assertThat(description.items()).isEqualTo(3);
    assertThat(description.children()).isNull();
    assertThat(description.context().parentExecutionArn()).isEqualTo(ARN);
  }

  @Test
  void takesNoMapRunOfAnotherStateMachine() throws IOException {
    String foreign = RUN.replace("orders/Fan", "other/Fan");

    Description description =
        describe(
            "{'executionArn':'%s','name':'c-1','mapRunArn':'%s','status':'SUCCEEDED',%s}"
                .formatted(CHILD, foreign, TIMES));

    assertThat(description.mapRunArn()).isNull();
  }

  @Test
  void keepsNoPayloadThatStandsInThePlaceOfAnArn() throws IOException {
    ParsedRecord.Reject reject =
        (ParsedRecord.Reject)
            Objects.requireNonNull(
                parse("{'executionArn':'secret=hunter2','startDate':1}", "file:/a.json"));

    assertThat(reject.sample()).doesNotContain("hunter2");
  }

  @Test
  void readsMapRuns() throws IOException {
    Description described =
        describe(
            "{'mapRunArn':'%s','executionArn':'%s','status':'FAILED','executionCounts':{'total':9},"
                    .formatted(RUN, ARN)
                + "'itemCounts':{'total':90},"
                + TIMES
                + "}");
    Description listed =
        describe("{'mapRunArn':'%s','executionArn':'%s',%s}".formatted(RUN, ARN, TIMES));

    assertThat(described.source()).isEqualTo(DescriptionSource.DESCRIBE_MAP_RUN);
    assertThat(described.children()).isEqualTo(9);
    assertThat(described.items()).isEqualTo(90);
    assertThat(listed.source()).isEqualTo(DescriptionSource.LIST_MAP_RUNS);
    assertThat(listed.children()).isNull();
    assertThat(listed.executionArn()).isEqualTo(ARN);
  }

  /** As the wire, boto3 and the SDK of .NET spell them. */
  @ParameterizedTest
  @ValueSource(strings = {"wire", "boto3", "Pascal"})
  void readsWhatAMapRunWasToldToDo(String spelling) throws IOException {
    String counts =
        "'pending':1,'running':2,'succeeded':3,'failed':4,'timedOut':5,'aborted':6,'total':21,"
            + "'resultsWritten':7,'failuresNotRedrivable':8,'pendingRedrive':9";
    String answer =
        ("{'mapRunArn':'%s','executionArn':'%s','status':'FAILED','executionCounts':{%s},"
                + "'itemCounts':{%s},'maxConcurrency':40,'toleratedFailureCount':0,"
                + "'toleratedFailurePercentage':2.5,'redriveCount':3,'redriveDate':%s,%s}")
            .formatted(
                RUN,
                ARN,
                counts,
                counts,
                spelling.equals("boto3") ? "'2026-09-24T04:03:20.349000+01:00'" : "1790219000.349",
                TIMES);

    Description description = describe(spelling.equals("Pascal") ? pascal(answer) : answer);

    assertThat(description.settings()).isEqualTo(new MapRunSettings(40L, 0L, 2.5));
    assertThat(description.childCounts())
        .isEqualTo(new ChildCounts(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L));
    assertThat(description.itemCounts()).isEqualTo(new ItemCounts(4L, 5L, 8L));
    assertThat(description.redriveCount()).isEqualTo(3);
    assertThat(description.redrivenAt()).isEqualTo(Instant.parse("2026-09-24T03:03:20.349Z"));
  }

  private static String pascal(String json) {
    return Pattern.compile("'([a-z])(\\w*)':")
        .matcher(json)
        .replaceAll(field -> "'" + field.group(1).toUpperCase(Locale.ROOT) + field.group(2) + "':");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'maxConcurrency':null",
        "'maxConcurrency':'many','toleratedFailureCount':{},'toleratedFailurePercentage':'2 %'",
        "'executionCounts':[],'itemCounts':{'failed':'3'}"
      })
  void knowsNothingOfWhatAnAnswerDoesNotSay(String fields) throws IOException {
    Description description =
        describe("{'mapRunArn':'%s','executionArn':'%s',%s,%s}".formatted(RUN, ARN, fields, TIMES));

    assertThat(description.settings()).isEqualTo(MapRunSettings.UNKNOWN);
    assertThat(description.childCounts()).isEqualTo(ChildCounts.UNKNOWN);
    assertThat(description.itemCounts()).isEqualTo(ItemCounts.UNKNOWN);
    assertThat(description.redrivenAt()).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/SUCCEEDED_0.json", "/Redrive-1/FAILED_12.jsonl", "/PENDING_0.json.gz"})
  void takesTheMapRunOfAResultFromItsFolder(String name) throws IOException {
    String row = "{'ExecutionArn':'" + CHILD + "','Status':'SUCCEEDED'," + TIMES + "}";

    Description description =
        (Description) Objects.requireNonNull(parse(row, "s3://b/results/" + RUN_ID + name));

    assertThat(description.source()).isEqualTo(DescriptionSource.RESULT_WRITER);
    assertThat(description.mapRunArn()).isEqualTo(RUN);
  }

  /** As AWS writes it; the row has no name. */
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      nullValues = "-",
      value = {
        "/PENDING_0.json | {'Input':'{\\'a\\':1}','InputDetails':{'Included':true},'Status':'PENDING'} | 0 | 0 | 1",
        "/PENDING_12.json.gz | {'Input':'{\\'Items\\':[1,2,3]}','Status':'PENDING'} | 0 | 12 | 3",
        "/Redrive-3/PENDING_1.jsonl | {'Input':{'Items':[]},'Status':'PENDING'} | 3 | 1 | 0",
        "/PENDING_0.json | {'InputDetails':{'Included':false},'Status':'PENDING'} | 0 | 0 | -",
        "/PENDING_0.json | {} | 0 | 0 | -",
      })
  void readsAChildThatNeverBegan(
      String name, String row, int redrive, int number, @Nullable Integer items)
      throws IOException {
    String address = "s3://b/results/" + RUN_ID + name;

    PendingChild child = (PendingChild) Objects.requireNonNull(parse(row, address));

    assertThat(child.mapRunId()).isEqualTo(RUN_ID);
    assertThat(child.redrive()).isEqualTo(redrive);
    assertThat(child.exportNumber()).isEqualTo(number);
    assertThat(child.row()).isZero();
    assertThat(child.items()).isEqualTo(items);
    assertThat(child.sourceFile()).isEqualTo(address);
  }

  @Test
  void countsRowsAndAnswersThatNameNoExecution() throws IOException {
    String results = "s3://b/results/" + RUN_ID + "/SUCCEEDED_0.json";
    assertThat(parse("{'a':1}", results))
        .isEqualTo(new ParsedRecord.Noise(NoiseKind.RESULT_WITHOUT_EXECUTION));
    assertThat(parse("{'MapRunArn':'" + RUN + "','ResultFiles':{}}", "file:/manifest.json"))
        .isEqualTo(new ParsedRecord.Noise(NoiseKind.RESULT_MANIFEST));
    assertThat(parse("{'stopDate':1795428002}", "file:/stop.json"))
        .isEqualTo(new ParsedRecord.Noise(NoiseKind.STOP_EXECUTION));
    assertThat(parse("{'some':'thing'}", "file:/a.json")).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "'{''executionArn'':''ARN'',''startDate'':''datetime''}', missing_field",
    "'{''executionArn'':''nonsense'',''startDate'':1}', invalid_execution_arn",
    "'{''Input'':''1'',''InputDetails'':{''Included'':true},''Status'':''PENDING''}', missing_field",
    "'{''status'':''SUCCEEDED'',''startDate'':1,''stopDate'':2}', missing_execution_arn",
  })
  void rejectsADescriptionOfNothing(String json, String reason) throws IOException {
    ParsedRecord parsed = parse(json.replace("ARN", ARN), "file:/a.json");

    assertThat(parsed).isInstanceOf(ParsedRecord.Reject.class);
    assertThat(((ParsedRecord.Reject) Objects.requireNonNull(parsed)).reason()).isEqualTo(reason);
    assertThat(((ParsedRecord.Reject) parsed).position()).isEqualTo(7);
  }
}
