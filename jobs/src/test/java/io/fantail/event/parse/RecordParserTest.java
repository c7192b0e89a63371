package io.fantail.event.parse;

import static io.fantail.testing.ArchiveFiles.concat;
import static io.fantail.testing.ArchiveFiles.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fantail.archive.record.LogSource;
import io.fantail.archive.record.NoiseKind;
import io.fantail.archive.record.RawRecord;
import io.fantail.event.AwsSpan;
import io.fantail.event.Description;
import io.fantail.event.DescriptionSource;
import io.fantail.event.HistoryEvent;
import io.fantail.event.LambdaRecord;
import io.fantail.event.LambdaRecordKind;
import io.fantail.event.ParsedRecord;
import io.fantail.event.policy.PayloadPolicy;
import io.fantail.testing.AwsSpanJson;
import io.fantail.testing.CorpusFolder;
import java.io.IOException;
import java.time.Instant;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordParserTest {
  private static final String ID = "3a1a6892-31b8-4245-940d-30d44570f46a";
  private static final Instant AT = Instant.parse("2026-09-23T22:56:44.466Z");
  private static final LogSource LAMBDA =
      new LogSource("/aws/lambda/orders", "2026/09/23/[$LATEST]f2d9ef6ec9274a98a9067c08847c7ccb");
  private static final LogSource STATES =
      new LogSource("/aws/vendedlogs/states/x", "states/x/2026-08-24-03/00000000");
  private static final LogSource SPANS = new LogSource("aws/spans", "default");
  private static final LogSource EXPORTED_SPANS = new LogSource(null, "default");
  private static final LogSource WEB = new LogSource("/my/app", "web-1");
  private static final String EVENT =
      """
      {"id":"7","type":"PassStateEntered","details":{"name":"A"},"previous_event_id":"6",\
      "event_timestamp":"1787542294521",\
      "execution_arn":"arn:aws:states:us-east-1:1:execution:orders:one"}""";

  private static ParsedRecord parse(LogSource source, byte[] message, @Nullable Instant at) {
    return new RecordParser(ReadObject.KEEP_ALL, "file")
        .parse(new RawRecord.LogEvent(42, source, at, "event-1", message, 0, message.length));
  }

  private static ParsedRecord parse(LogSource source, String message) {
    return parse(source, utf8(message), AT);
  }

  private static String reasonOf(ParsedRecord record) {
    assertThat(record).isInstanceOf(ParsedRecord.Reject.class);
    return ((ParsedRecord.Reject) record).reason();
  }

  private static LambdaRecordKind kindOf(ParsedRecord record) {
    assertThat(record).isInstanceOf(LambdaRecord.class);
    return ((LambdaRecord) record).kind();
  }

  /** The console's groups, those that people name, exports without a group, lines alone. */
  @Test
  void readsAnEventWhereverStepFunctionsLogsIt() {
    for (LogSource source :
        new LogSource[] {
          STATES,
          new LogSource("/my/workflows", "states/x/2026-08-24-03/00000000"),
          new LogSource(null, "states-x-2026-08-24-03-00000000"),
          new LogSource("/aws/vendedlogs/states/x", null),
          new LogSource("/my/workflows", null),
          LogSource.NONE
        }) {
      assertThat(parse(source, EVENT)).as("%s", source).isInstanceOf(HistoryEvent.class);
    }
  }

  /** Whatever a program prints: nothing of it is an event, and nothing a reject. */
  @ParameterizedTest
  @MethodSource("linesLikeEvents")
  void takesNoLineOfAProgramForAnEvent(String line) {
    assertThat(kindOf(parse(LAMBDA, line))).isEqualTo(LambdaRecordKind.APPLICATION);
    for (LogSource source :
        new LogSource[] {
          WEB,
          new LogSource("/ecs/worker", "worker/app/019ed2d880c91214c1c951364c362cba"),
          new LogSource("/aws/containerinsights/c/application", "pod-1"),
          new LogSource("/aws/codebuild/build", null),
          new LogSource("/ecs/worker", null),
          new LogSource(null, "worker-app-019ed2d880c9"),
        }) {
      assertThat(parse(source, line))
          .as("%s", source)
          .isEqualTo(new ParsedRecord.Noise(NoiseKind.FOREIGN_LOG_LINE));
    }
  }

  static Stream<String> linesLikeEvents() {
    String arn = "\"execution_arn\":\"arn:aws:states:us-east-1:1:execution:orders:one\"";
    return Stream.of(
        EVENT,
        EVENT.replace("PassStateEntered", "OrderPlaced"),
        "{\"id\":42,\"type\":\"OrderPlaced\"," + arn + ",\"timestamp\":\"2026-11-20T10:00:01Z\"}",
        "{\"id\":\"3\",\"type\":\"TaskFailed\"," + arn + ",\"details\":{\"error\":\"NotReal\"}}",
        "{" + arn + ",\"step\":3}",
        "{\"id\":1,\"type\":\"ExecutionStarted\",\"previousEventId\":0,\"timestamp\":1.5,"
            + "\"executionStartedEventDetails\":{},\"executionArn\":\"arn:aws:states:us-east-1:1:execution:orders:two\"}",
        "{\"previousEventId\":6,\"message\":\"I read histories\"}",
        "{half a brace");
  }

  /** AWS adds types: what its own log holds is an event, and so is what has all that it writes. */
  @ParameterizedTest
  @ValueSource(strings = {"QuantumLeapt", "TaskResumed", "OrderPlaced"})
  void keepsATypeThatIsStillToCome(String type) {
    String line = EVENT.replace("PassStateEntered", type);

    assertThat(parse(STATES, line)).isInstanceOf(HistoryEvent.class);
    assertThat(parse(LogSource.NONE, line)).isInstanceOf(HistoryEvent.class);
  }

  /** Nobody knows whose line it is, and it lacks something that each event of a log has. */
  @ParameterizedTest
  @ValueSource(strings = {"type", "previous_event_id", "event_timestamp", "details"})
  void takesALineOfNobodyKnowsWhomForNoEventOfAnotherType(String field) {
    String line = EVENT.replace("PassStateEntered", "OrderPlaced");
    String lacking =
        field.equals("type")
            ? line.replace("OrderPlaced", "item.processed")
            : line.replace('"' + field + '"', "\"other\"");

    assertThat(reasonOf(parse(LogSource.NONE, lacking))).isEqualTo("unrecognised_record");
  }

  private static final String STATUS_CHANGE =
      """
      {"version":"0","id":"315c1398-40ff-a850-213b-158f73e60175",\
      "detail-type":"Step Functions Execution Status Change","source":"aws.states",\
      "account":"1","time":"2026-11-20T10:00:05Z","region":"us-east-1","resources":[],\
      "detail":{"executionArn":"arn:aws:states:us-east-1:1:execution:orders:one",\
      "stateMachineArn":"arn:aws:states:us-east-1:1:stateMachine:orders","name":"one",\
      "status":"FAILED","startDate":1795168800000,"stopDate":1795168805000,"input":"{}",\
      "output":null,"error":"Boom","cause":"why","redriveCount":1}}""";

  /** In a group of its rules' targets, in one that people named, in a line alone. */
  @Test
  void readsAChangeOfStatusWhereEventBridgeWritesIt() {
    for (LogSource source :
        new LogSource[] {
          new LogSource("/aws/events/sfn", "d9f1c6a4-0c2e-3b38-9d6e-0f4f8e0d2b11"),
          new LogSource("/aws/events/sfn", "anything"),
          new LogSource("/my/rules", "d9f1c6a4-0c2e-3b38-9d6e-0f4f8e0d2b11"),
          LogSource.NONE
        }) {
      assertThat(parse(source, STATUS_CHANGE))
          .isInstanceOfSatisfying(
              Description.class,
              change -> {
                assertThat(change.source()).isEqualTo(DescriptionSource.EXECUTION_STATUS_CHANGE);
                assertThat(change.status()).isEqualTo("FAILED");
                assertThat(change.startedAt()).isEqualTo(Instant.parse("2026-11-20T10:00:00Z"));
                assertThat(change.endedAt()).isEqualTo(Instant.parse("2026-11-20T10:00:05Z"));
                assertThat(change.redriveCount()).isEqualTo(1);
                assertThat(change.error()).isEqualTo("Boom");
                assertThat(change.mapRunArn()).isNull();
              });
    }
  }

  /** A function that a rule calls prints its event: that is a line of the function. */
  @Test
  void takesNoChangeOfStatusFromAProgramThatPrintsIt() {
    assertThat(kindOf(parse(LAMBDA, STATUS_CHANGE))).isEqualTo(LambdaRecordKind.APPLICATION);
    assertThat(parse(WEB, STATUS_CHANGE))
        .isEqualTo(new ParsedRecord.Noise(NoiseKind.FOREIGN_LOG_LINE));
  }

  /** One answer in each line, in small letters and underscores. */
  @Test
  void readsAnAnswerInSnakeCase() {
    String line =
        "{\"execution_arn\":\"arn:aws:states:us-east-1:1:execution:orders:one\",\"name\":\"one\","
            + "\"state_machine_arn\":\"arn:aws:states:us-east-1:1:stateMachine:orders\","
            + "\"status\":\"SUCCEEDED\",\"start_date\":\"2026-11-20 10:00:00 UTC\","
            + "\"stop_date\":\"2026-11-20 10:00:05 UTC\",\"redrive_count\":0}";

    assertThat(parse(LogSource.NONE, line))
        .isInstanceOfSatisfying(
            Description.class,
            answer -> {
              assertThat(answer.source()).isEqualTo(DescriptionSource.LIST_EXECUTIONS);
              assertThat(answer.endedAt()).isEqualTo(Instant.parse("2026-11-20T10:00:05Z"));
            });
  }

  @Test
  void takesALineWithANumberBeyondAllBoundsForAnyOther() {
    String line = "{\"level\":\"INFO\",\"price\":1E-99999999999}";

    assertThat(kindOf(parse(LAMBDA, line))).isEqualTo(LambdaRecordKind.APPLICATION);
    assertThat(reasonOf(parse(STATES, line))).isEqualTo("malformed_json");
  }

  @Test
  void readsAPlatformLineWithItsSource() {
    LambdaRecord record = (LambdaRecord) parse(LAMBDA, "START RequestId: " + ID + " Version: 7\n");

    assertThat(record.kind()).isEqualTo(LambdaRecordKind.START);
    assertThat(record.requestId()).isEqualTo(ID);
    assertThat(record.functionName()).isEqualTo("orders");
    assertThat(record.at()).isEqualTo(AT);
    assertThat(record.eventId()).isEqualTo("event-1");
    assertThat(record.position()).isEqualTo(42);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "START something",
        "{half a brace",
        "{\"a\":1} {\"b\":2}",
        "{\"a\":1} done",
        "{\"execution_arn\":\"arn:aws:states:us-east-1:1:execution:orders:one\",\"step\":3}",
        "{\"previousEventId\":6,\"message\":\"I read histories\"}",
        "{}",
        "[1]",
        "",
      })
  void keepsWhateverAFunctionPrintsAsItsLine(String text) {
    assertThat(kindOf(parse(LAMBDA, text))).isEqualTo(LambdaRecordKind.APPLICATION);
  }

  @Test
  void keepsALineOfAFunctionWhateverItsBytes() {
    assertThat(kindOf(parse(LAMBDA, new byte[] {'{', '"', (byte) 0xFF}, AT)))
        .isEqualTo(LambdaRecordKind.APPLICATION);
  }

  @Test
  void readsASpanOfAwsWhereverItIsLoggedButAsTheLineOfAFunction() {
    String span = new AwsSpanJson("6b0a".repeat(8), "00112233445566aa", null, "orders", 5).text();
    for (LogSource source : new LogSource[] {SPANS, EXPORTED_SPANS, STATES, LogSource.NONE}) {
      assertThat(parse(source, span)).isInstanceOf(AwsSpan.class);
    }
    assertThat(kindOf(parse(LAMBDA, span))).isEqualTo(LambdaRecordKind.APPLICATION);
    assertThat(reasonOf(parse(SPANS, span.substring(0, 90)))).isEqualTo("malformed_json");
    assertThat(reasonOf(parse(SPANS, "{\"traceId\":\"a\"}"))).isEqualTo("missing_field");
    assertThat(parse(WEB, "{\"traceId\":\"a\",\"spanId\":\"b\"}"))
        .isEqualTo(new ParsedRecord.Noise(NoiseKind.FOREIGN_LOG_LINE));
  }

  @Test
  void readsAPlatformLineOfALogNobodyKnowsForLambdas() {
    assertThat(kindOf(parse(WEB, "START RequestId: " + ID + " Version: 7")))
        .isEqualTo(LambdaRecordKind.START);
  }

  @Test
  void takesARecordsOwnTimeWhereTheContainerShowsNone() {
    String json =
        "{\"time\":\"2026-10-08T07:30:28.235Z\",\"type\":\"platform.start\",\"record\":{}}";

    assertThat(((LambdaRecord) parse(LogSource.NONE, utf8(json), null)).at())
        .isEqualTo(Instant.parse("2026-10-08T07:30:28.235Z"));
  }

  @Test
  void takesTheFunctionFromTheStreamOfACustomLogGroup() {
    LogSource custom =
        new LogSource("/shop/all", "2026/09/23/orders[7]f2d9ef6ec9274a98a9067c08847c7ccb");
    LambdaRecord record = (LambdaRecord) parse(custom, "hello");

    assertThat(record.kind()).isEqualTo(LambdaRecordKind.APPLICATION);
    assertThat(record.functionName()).isEqualTo("orders");
  }

  @Test
  void keepsOfAnErrorWhatThePolicyAllows() {
    byte[] message =
        utf8(
            """
            [ERROR] E: password=hunter2
            Traceback (most recent call last):
              File "/var/task/password=hunter2.py", line 1, in f
            """);
    RawRecord raw = new RawRecord.LogEvent(0, LAMBDA, AT, null, message, 0, message.length);
    LambdaRecord masked =
        (LambdaRecord)
            new RecordParser(new PayloadPolicy(28, Set.of("password")), "file").parse(raw);
    LambdaRecord none =
        (LambdaRecord) new RecordParser(new PayloadPolicy(0, Set.of()), "file").parse(raw);

    assertThat(masked.errorMessage()).isEqualTo("password=***");
    assertThat(masked.errorStackLine()).startsWith("File \"/var/task/").hasSize(28);
    assertThat(masked.errorStackLine()).doesNotContain("hunter2");
    assertThat(none.errorType()).isEqualTo("E");
    assertThat(none.errorMessage()).isNull();
    assertThat(none.errorStackLine()).isNull();
  }

  @Test
  void takesAnErrorThatMayBeAnyonesForNoLambdas() {
    assertThat(parse(WEB, "[ERROR] Database: is away"))
        .isEqualTo(new ParsedRecord.Noise(NoiseKind.FOREIGN_LOG_LINE));
  }

  @Test
  void countsLinesOfOtherLogsAsNoise() {
    ParsedRecord foreign = new ParsedRecord.Noise(NoiseKind.FOREIGN_LOG_LINE);

    assertThat(parse(WEB, "GET / 200")).isEqualTo(foreign);
    assertThat(parse(WEB, "{\"status\":200}")).isEqualTo(foreign);
  }

  @Test
  void countsTheProofOfDeliveryAsNoise() {
    ParsedRecord validation = new ParsedRecord.Noise(NoiseKind.DELIVERY_VALIDATION);
    String stream = "log_stream_created_by_aws_to_validate_log_delivery_subscriptions";

    assertThat(
            parse(
                STATES,
                "Permissions are set correctly to allow AWS CloudWatch Logs to write into your"
                    + " logs while creating a subscription."))
        .isEqualTo(validation);
    assertThat(parse(new LogSource("g", stream), "anything")).isEqualTo(validation);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"id\":\"1\",\"details\":{ | malformed_json",
        EVENT + EVENT + " | malformed_json",
        "{\"id\":99999999999999999999,\"previous_event_id\":\"0\"} | malformed_json",
        "plain text | unrecognised_record",
        "{\"some\":\"object\"} | unrecognised_record",
        "{\"previous_event_id\":\"0\",\"id\":\"1\"} | missing_field",
      })
  void rejectsWhatAStepFunctionsLogCannotHold(String text, String reason) {
    assertThat(reasonOf(parse(STATES, text))).isEqualTo(reason);
  }

  @Test
  void rejectsInvalidText() {
    byte[] message = utf8(EVENT);
    message[20] = (byte) 0xFF;

    assertThat(reasonOf(parse(STATES, message, AT))).isEqualTo("invalid_utf8");
  }

  @Test
  void rejectsBytesThatLookLikeAnotherEncoding() {
    byte[] message = {'{', 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8};

    assertThat(reasonOf(parse(STATES, message, AT))).isEqualTo("invalid_utf8");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0001-01-01T00:00:00Z", "+292278994-08-17T07:12:55.807Z"})
  void rejectsATimeThatNoTableCanHold(Instant at) {
    assertThat(reasonOf(parse(LAMBDA, utf8("START RequestId: " + ID + " Version: 7"), at)))
        .isEqualTo("missing_field");
  }

  @Test
  void rejectsTheMalformedFixtureOfDatadog() throws IOException {
    String message =
        CorpusFolder.json("lambda/cwl_events/datadog__step_functions_log.json")
            .at("/logEvents/0/message")
            .asText();

    assertThat(reasonOf(parse(STATES, message))).isEqualTo("malformed_json");
  }

  @Test
  void masksAndBoundsTheSampleOfAReject() {
    byte[] message = utf8("{\"password\":{\"a\":\"SECRET\"},\"b\":\"" + "x".repeat(10_000) + "\"}");
    RecordParser parser = new RecordParser(new PayloadPolicy(1_000, Set.of("password")), "file");

    ParsedRecord record =
        parser.parse(new RawRecord.LogEvent(0, STATES, AT, null, message, 0, message.length));

    assertThat(((ParsedRecord.Reject) record).sample())
        .doesNotContain("SECRET")
        .hasSizeLessThanOrEqualTo(200);
  }

  @Test
  void throwsNothingForRandomBytes() {
    Random random = new Random(23);
    String[] beginnings = {"", "{", EVENT.substring(0, 60), "[ERROR] ", "REPORT RequestId: " + ID};
    for (int i = 0; i < 20_000; i++) {
      byte[] noise = new byte[random.nextInt(80)];
      random.nextBytes(noise);
      byte[] message = concat(utf8(beginnings[i % 5]), noise);

      assertThat(parse(i % 2 == 0 ? STATES : LAMBDA, message, AT)).isNotNull();
    }
  }
}
