package io.fantail.event.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.fantail.event.ExecutionArn;
import io.fantail.event.UpstreamContext;
import io.fantail.text.Json;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Trace context in the inputs that AWS's services and Datadog's libraries make. */
class TraceCarrierSearchTest {
  private static final String ID = "12766418539254701015";
  private static final String CONTEXT =
      "{\"x-datadog-trace-id\":\"" + ID + "\",\"x-datadog-parent-id\":\"7\"}";
  private static final String DATADOG = "{\"_datadog\":" + CONTEXT + "}";
  private static final String W3C = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
  private static final int MAX_INPUT = 262_144;

  private static UpstreamContext of(String input) {
    return UpstreamContextReader.of(
        Objects.requireNonNull(
            ExecutionArn.parse("arn:aws:states:us-east-1:1:execution:orders:one")),
        input);
  }

  private static @Nullable String traceIdOf(String input) {
    return of(input).datadogTraceId();
  }

  private static String text(String json) {
    try {
      return Json.MAPPER.writeValueAsString(json);
    } catch (JsonProcessingException impossible) {
      throw new AssertionError(impossible);
    }
  }

  private static String base64(String json) {
    return Base64.getEncoder().encodeToString(json.getBytes(StandardCharsets.UTF_8));
  }

  static List<String> inputs() {
    String attribute = "{\"messageAttributes\":{\"_datadog\":%s}}";
    String sns =
        "{\"Type\":\"Notification\",\"Message\":\"hello\",\"MessageAttributes\":{\"_datadog\":"
            + "{\"Type\":\"Binary\",\"Value\":\"%s\"}}}";
    return List.of(
        DATADOG,
        "{\"a\":[1,{\"b\":" + DATADOG + "}]}",
        "[[" + DATADOG + "]]",
        "{\"Execution\":{\"Id\":\"x\",\"Input\":" + DATADOG + "},\"State\":{}}",
        "{\"detail\":" + DATADOG + "}",
        "{\"detail\":" + text(DATADOG) + "}",
        "{\"Records\":[{\"body\":" + text(DATADOG) + "}]}",
        "{\"Records\":[{\"body\":" + text("{\"Message\":" + text(DATADOG) + "}") + "}]}",
        "{\"Records\":[{\"body\":" + text(sns.formatted(base64(CONTEXT))) + "}]}",
        attribute.formatted("{\"stringValue\":" + text(CONTEXT) + ",\"dataType\":\"String\"}"),
        attribute.formatted("{\"StringValue\":" + text(CONTEXT) + "}"),
        attribute.formatted("{\"Type\":\"String\",\"Value\":" + text(CONTEXT) + "}"),
        attribute.formatted("{\"binaryValue\":\"" + base64(CONTEXT) + "\"}"),
        "{\"_datadog\":" + text(CONTEXT) + "}",
        "{\"_datadog\":[" + CONTEXT + "]}",
        text(DATADOG),
        "  " + DATADOG,
        "{\"headers\":{\"X-Datadog-Trace-Id\":\"" + ID + "\",\"X-Datadog-Parent-Id\":\"7\"}}",
        "{\"headers\":{\"X-DATADOG-TRACE-ID\":" + ID + ",\"x-datadog-parent-id\":7}}",
        "{\"multiValueHeaders\":{\"x-datadog-trace-id\":[\""
            + ID
            + "\"],"
            + "\"x-datadog-parent-id\":[\"7\"]}}",
        CONTEXT,
        DATADOG + " and no more JSON");
  }

  @ParameterizedTest
  @MethodSource("inputs")
  void findsTheCallerAnywhere(String input) {
    assertThat(of(input)).isEqualTo(new UpstreamContext(null, null, ID, null, null, "7", null));
  }

  @ParameterizedTest
  @MethodSource("inputs")
  void findsTheSameWhereTheInputIsCutBehindIt(String input) {
    String padded = input.replaceFirst("\\s+and no more JSON$", "");
    for (int end = padded.length() - 1; end > 0; end--) {
      String found = traceIdOf(padded.substring(0, end));
      // Never half an id.
      assertThat(found).as(padded.substring(0, end)).isIn(ID, null);
    }
  }

  @Test
  void readsWhatStandsBeforeTheCut() {
    String body = text(DATADOG.replace("}}", "},\"more\":\"\\u00e9 and \\\\ more\"}"));
    String input = "{\"Records\":[{\"body\":" + body;

    for (int end = input.indexOf("more"); end < input.length(); end++) {
      assertThat(traceIdOf(input.substring(0, end))).as(input.substring(0, end)).isEqualTo(ID);
    }
  }

  @Test
  void readsWhatStandsBeforeTheCutOfALongInput() {
    String input =
        "{\"first\":\""
            + "é".repeat(100_000)
            + "\",\"body\":"
            + text(DATADOG.replace("}}", "},\"more\":\"" + "x".repeat(150_000)));

    assertThat(traceIdOf(input.substring(0, 240_000))).isEqualTo(ID);
  }

  @Test
  void takesTheFirstOfTheDocument() {
    assertThat(traceIdOf("[{\"_datadog\":{\"x-datadog-trace-id\":\"1\"}}," + DATADOG + "]"))
        .isEqualTo("1");
    assertThat(
            traceIdOf(
                "{\"x\":{\"_datadog\":{\"x-datadog-trace-id\":\"0\"}},\"y\":" + DATADOG + "}"))
        .isEqualTo(ID);
    assertThat(traceIdOf("{\"_datadog\":7,\"y\":" + DATADOG + "}")).isEqualTo(ID);
  }

  @Test
  void takesADatadogBeforeBareHeaders() {
    assertThat(traceIdOf("{\"headers\":{\"x-datadog-trace-id\":\"1\"},\"b\":" + DATADOG + "}"))
        .isEqualTo(ID);
  }

  @Test
  void takesTheRootExecutionFromADatadogAlone() {
    String root = "arn:aws:states:eu-west-1:111122223333:execution:orders:root";
    String field = "\"RootExecutionId\":\"" + root + "\"";

    assertThat(of("{\"_datadog\":{" + field + ",\"serverless-version\":\"v1\"}}"))
        .isEqualTo(new UpstreamContext(null, root, null, null, null, null, null));
    assertThat(of("{" + field + ",\"_datadog\":{}}")).isEqualTo(UpstreamContext.NONE);
    assertThat(of("{\"_datadog\":" + text("{" + field + "}") + "}").rootExecutionArn())
        .isEqualTo(root);
    assertThat(of("{\"_datadog\":{\"RootExecutionId\":\"hunter2\"}}"))
        .isEqualTo(UpstreamContext.NONE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "-1",
        "+1",
        "12a",
        "1.5",
        "",
        "18446744073709551616",
        "٣",
        "000000000000000000000001"
      })
  void ignoresWhatIsNoId(String id) {
    assertThat(of("{\"_datadog\":{\"x-datadog-trace-id\":\"" + id + "\"}}"))
        .isEqualTo(UpstreamContext.NONE);
  }

  @Test
  void keepsOfTheTagsTheUpperHalfAlone() {
    String tags = "_dd.p.usr.id=c29tZW9uZQ==,_dd.p.tid=a49ff3b7fb47b0b,_dd.p.dm=-0";

    assertThat(
            of(DATADOG.replace("\"7\"", "\"7\",\"x-datadog-tags\":\"" + tags + "\"")).datadogTags())
        .isEqualTo("_dd.p.tid=a49ff3b7fb47b0b");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"traceparent\":\"%s\"}",
        "{\"headers\":{\"Traceparent\":\"%s\"}}",
        "{\"_datadog\":{\"TraceParent\":\"%s\"}}",
        "{\"body\":\"{\\\"traceparent\\\":\\\"%s\\\"}\"}",
        "{\"traceparent\":\"00-none\",\"later\":[{\"traceparent\":\"%s\"}]}"
      })
  void findsTheTraceparentOfW3c(String input) {
    assertThat(of(input.formatted(W3C)))
        .isEqualTo(new UpstreamContext(null, null, null, null, null, null, W3C));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
        "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
        "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-x",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7",
        ""
      })
  void ignoresATraceparentThatIsNone(String header) {
    assertThat(of("{\"traceparent\":\"" + header + "\"}")).isEqualTo(UpstreamContext.NONE);
  }

  @Test
  void looksIntoThreeLevelsOfStringsAndNoMore() {
    String input = DATADOG;
    for (int level = 1; level <= 3; level++) {
      input = "{\"body\":" + text(input) + "}";
      assertThat(traceIdOf(input)).as("level %d", level).isEqualTo(ID);
    }
    assertThat(traceIdOf("{\"body\":" + text(input) + "}")).isNull();
  }

  static Map<String, String> hostile() {
    String nestedString = "\"_datadog\"";
    while (text(nestedString).length() < MAX_INPUT) {
      nestedString = text(nestedString);
    }
    return Map.of(
        "open objects", fill("{\"_datadog\":"),
        "open arrays", "{\"_datadog\":" + fill("["),
        "strings in strings", nestedString,
        "strings that look like JSON", "[" + fill("\"{\\\"_datadog\\\":\",") + "0]",
        "carriers", "[" + fill("{\"x-datadog-tags\":\"_dd.p.tid=1\"},") + "0]",
        "cut within backslashes", "{\"_datadog\":\"" + fill("\\"),
        "attributes of rubbish", "[" + fill("{\"_datadog\":{\"Value\":\"QUJD\"}},") + "0]",
        "tags", "{\"x-datadog-tags\":\"" + fill(",_dd.p.tid=") + "\"}",
        "half words", fill("datado"),
        "words", fill("datadog traceparent "));
  }

  private static String fill(String text) {
    return text.repeat(MAX_INPUT / text.length());
  }

  @ParameterizedTest
  @MethodSource("hostileNames")
  void readsAHostileInputOfFullLengthInLittleTime(String name) {
    String input = Objects.requireNonNull(hostile().get(name));

    // A quadratic search takes minutes.
    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(5), () -> assertThatCode(() -> of(input)).doesNotThrowAnyException());
  }

  static List<String> hostileNames() {
    return List.copyOf(hostile().keySet());
  }
}
