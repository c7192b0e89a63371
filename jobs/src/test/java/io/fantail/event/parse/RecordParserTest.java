package io.fantail.event.parse;

import static io.fantail.event.parse.ParsedLines.AT;
import static io.fantail.event.parse.ParsedLines.EVENT;
import static io.fantail.event.parse.ParsedLines.EXPORTED_SPANS;
import static io.fantail.event.parse.ParsedLines.ID;
import static io.fantail.event.parse.ParsedLines.LAMBDA;
import static io.fantail.event.parse.ParsedLines.SPANS;
import static io.fantail.event.parse.ParsedLines.STATES;
import static io.fantail.event.parse.ParsedLines.WEB;
import static io.fantail.event.parse.ParsedLines.kindOf;
import static io.fantail.event.parse.ParsedLines.parse;
import static io.fantail.event.parse.ParsedLines.reasonOf;
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
import java.time.Instant;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@link RecordParser} makes of the lines of every log, and of lines without one. */
class RecordParserTest {
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
                assertThat(change.failure().error()).isEqualTo("Boom");
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

    assertThat(masked.error().message()).isEqualTo("password=***");
    assertThat(masked.error().stackLine()).startsWith("File \"/var/task/").hasSize(28);
    assertThat(masked.error().stackLine()).doesNotContain("hunter2");
    assertThat(none.error().type()).isEqualTo("E");
    assertThat(none.error().message()).isNull();
    assertThat(none.error().stackLine()).isNull();
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
}
