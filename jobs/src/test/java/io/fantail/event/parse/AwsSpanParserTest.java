package io.fantail.event.parse;

import static org.assertj.core.api.Assertions.assertThat;

import io.fantail.archive.record.LogSource;
import io.fantail.event.AwsSpan;
import io.fantail.event.Failure;
import io.fantail.event.ParsedRecord;
import io.fantail.event.failure.ErrorFingerprint;
import io.fantail.event.policy.PayloadPolicy;
import io.fantail.shape.Micros;
import io.fantail.testing.AwsSpanJson;
import io.fantail.text.Json;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AwsSpanParserTest {
  private static final String INVOCATION = "3a1a6892-31b8-4245-940d-30d44570f46a";
  private static final String TRACE = "6b0a7f40aaaabbbbccccddddeeeeffff";
  private static final String SPAN = "00112233445566aa";
  private static final String PARENT = "ffeeddccbbaa9988";
  private static final String ARN = "arn:aws:states:eu-west-1:123456789012:execution:orders:o-1";
  private static final long START = 1785830304877000192L;
  private static final long END = 1785830304997999872L;
  private static final LogSource SPANS = new LogSource("aws/spans", "default");

  private static @Nullable ParsedRecord parse(String json, LogSource source) throws IOException {
    return new AwsSpanParser(new PayloadPolicy(20, Set.of("aws.region")), "file:/a.gz")
        .parse(Json.MAPPER.readTree(json), source, 7);
  }

  private static AwsSpan parse(AwsSpanJson json) throws IOException {
    return (AwsSpan) Objects.requireNonNull(parse(json.text(), LogSource.NONE));
  }

  private static AwsSpanJson child() {
    return new AwsSpanJson(TRACE, SPAN, PARENT, "Charge", START);
  }

  @Test
  void readsWhatStepFunctionsWritesOfAnExecution() throws IOException {
    AwsSpan span =
        parse(new AwsSpanJson(TRACE, SPAN, null, "orders", START).ofExecution(ARN).endedAt(END));

    assertThat(span)
        .isEqualTo(
            new AwsSpan(
                TRACE,
                SPAN,
                null,
                "orders",
                "SERVER",
                Instant.parse("2026-08-04T07:58:24.877Z"),
                Instant.parse("2026-08-04T07:58:24.998Z"),
                false,
                false,
                ARN,
                null,
                Failure.NONE,
                new TreeMap<>(
                    Map.of(
                        "aws.xray.origin",
                        "AWS::StepFunctions::StateMachine",
                        "aws.xray.type",
                        "segment")),
                "file:/a.gz"));
    assertThat(span.executionArn()).isEqualTo(ARN);
  }

  @Test
  void readsASpanInProgressThatSaysNothingElse() throws IOException {
    AwsSpan span = parse(child());

    assertThat(span.parentSpanId()).isEqualTo(PARENT);
    assertThat(span.endedAt()).isNull();
    assertThat(span.inProgress()).isTrue();
    assertThat(span.executionArn()).isNull();
    assertThat(span.attributes()).isEqualTo(Map.of("aws.xray.type", "subsegment"));
  }

  @Test
  void readsASpanWithoutAnyAttributes() throws IOException {
    AwsSpan span =
        (AwsSpan)
            Objects.requireNonNull(
                parse(
                    "{\"traceId\":\"%s\",\"spanId\":\"%s\",\"name\":\"x\",\"startTimeUnixNano\":1}"
                        .formatted(TRACE, SPAN),
                    LogSource.NONE));

    assertThat(span.attributes()).isEmpty();
    assertThat(span.kind()).isNull();
    assertThat(span.failed()).isFalse();
  }

  /** A double has no place for the last digits of any of these but the first. */
  @ParameterizedTest
  @CsvSource({
    "9007199254740992, 9007199254741",
    "1785830304877000192, 1785830304877000",
    "1785830304997999872, 1785830304998000",
    "1785830304000001499, 1785830304000001",
    "1785830304000001500, 1785830304000002",
    "1785830304123456999, 1785830304123457",
    "9214646399999998499, 9214646399999998",
  })
  void keepsNanosecondsToTheMicrosecond(long nanos, long micros) throws IOException {
    AwsSpan span = parse(new AwsSpanJson(TRACE, SPAN, PARENT, "x", 0).endedAt(nanos));

    assertThat(span.endedAt()).isEqualTo(Micros.toInstant(micros));
  }

  @Test
  void keepsTheExceptionWithinThePayloadPolicy() throws IOException {
    String message = "User: arn:aws:sts::1:x is not authorized to perform: s3:List";
    AwsSpan span = parse(child().failed("S3.AccessDeniedException", message).endedAt(END));

    assertThat(span.failed()).isTrue();
    assertThat(span.failure().error()).isEqualTo("S3.AccessDeniedException");
    assertThat(span.failure().cause()).isEqualTo(message.substring(0, 20));
    assertThat(span.failure().fingerprint())
        .isEqualTo(ErrorFingerprint.of("S3.AccessDeniedException", message));
    assertThat(span.attributes()).containsEntry("aws.xray.fault", "true");
  }

  @ParameterizedTest
  @CsvSource({"aws.xray.error", "aws.xray.fault", "aws.xray.throttle"})
  void takesAFlagForAFailureWhateverTheStatusSays(String flag) throws IOException {
    assertThat(parse(child().with(flag, "true")).failed()).isTrue();
    assertThat(parse(child().with(flag, "false")).failed()).isFalse();
  }

  @Test
  void readsTheRequestIdOfAnInvocationAndOfACall() throws IOException {
    AwsSpanJson call = child().with("aws.request_id", "GDP5Z1T6TMBHV8KT");

    assertThat(parse(call).requestId()).isEqualTo("GDP5Z1T6TMBHV8KT");
    assertThat(parse(call.with("faas.invocation_id", INVOCATION)).requestId())
        .isEqualTo(INVOCATION);
    assertThat(parse(child().with("aws.request_id", "hunter2")).requestId()).isNull();
  }

  @Test
  void keepsNoAttributeThatItDoesNotKnowOrMustNotKeep() throws IOException {
    AwsSpan span =
        parse(
            child()
                .with("http.url", "https://example.com/?token=1")
                .with("aws.region", "eu-west-1")
                .with("aws.remote.operation", "ListBuckets"));

    assertThat(span.attributes())
        .containsOnly(
            Map.entry("aws.xray.type", "subsegment"),
            Map.entry("aws.remote.operation", "ListBuckets"));
  }

  @Test
  void namesNoExecutionForTheArnOfAFunction() throws IOException {
    AwsSpan span = parse(child().with("aws.resource_arn", "arn:aws:lambda:eu-west-1:1:function:f"));

    assertThat(span.executionArn()).isNull();
    assertThat(span.resourceArn()).endsWith("function:f");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'spanId':'S','name':'x','startTimeUnixNano':1 | traceId",
        "'traceId':'00000000000000000000000000000000','spanId':'S','startTimeUnixNano':1 | traceId",
        "'traceId':'T','spanId':'12','name':'x','startTimeUnixNano':1 | spanId",
        "'traceId':'T','spanId':'S','startTimeUnixNano':1 | name",
        "'traceId':'T','spanId':'S','name':'x','startTimeUnixNano':1.785e18 | a start",
        "'traceId':'T','spanId':'S','name':'x','startTimeUnixNano':-1000 | a start",
        "'traceId':'T','spanId':'S','name':'x','startTimeUnixNano':1e999999999 | a start",
        "'traceId':'T','spanId':'S','name':'x','startTimeUnixNano':99999999999999999999 | a start",
        "'traceId':'T','spanId':'S','name':'x','startTimeUnixNano':null | a start",
      })
  void rejectsASpanThatLacksWhatItNeeds(String fields, String lacking) throws IOException {
    String json = "{" + fields.replace('\'', '"').replace("\"T\"", '"' + TRACE + '"') + "}";

    ParsedRecord parsed = parse(json.replace("\"S\"", '"' + SPAN + '"'), LogSource.NONE);

    assertThat(parsed).isInstanceOf(ParsedRecord.Reject.class);
    ParsedRecord.Reject reject = (ParsedRecord.Reject) Objects.requireNonNull(parsed);
    assertThat(reject.reason()).isEqualTo("missing_field");
    assertThat(reject.sample()).contains(lacking);
    assertThat(reject.position()).isEqualTo(7);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{}", "{\"traceId\":\"a\",\"spanId\":\"b\"}", "{\"startTimeUnixNano\":1}"})
  void leavesWhatIsNoSpanToOthersUnlessItStandsAmongSpans(String json) throws IOException {
    assertThat(parse(json, LogSource.NONE)).isNull();
    assertThat(parse(json, SPANS)).isInstanceOf(ParsedRecord.Reject.class);
  }
}
