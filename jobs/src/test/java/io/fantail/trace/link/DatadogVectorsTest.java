package io.fantail.trace.link;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fantail.archive.record.RawRecord.HistoryItem;
import io.fantail.event.HistoryEvent;
import io.fantail.event.UpstreamContext;
import io.fantail.event.parse.RecordParser;
import io.fantail.event.policy.PayloadPolicy;
import io.fantail.span.SpanIds;
import io.fantail.testing.CorpusFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The ids that Datadog's own libraries test for. */
class DatadogVectorsTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  record Vector(JsonNode json) {
    String id() {
      return json.path("id").asText();
    }

    String kind() {
      return json.path("kind").asText();
    }

    String input(String field) {
      return json.path("input").path(field).asText();
    }

    /** Libraries take a count that is missing for 0. */
    int count(String field) {
      return json.path("input").path(field).asInt(0);
    }

    /** Null where the vector does not say, or contradicts its own library. */
    @Nullable String expected(String field) {
      for (JsonNode mismatched : json.path("mismatched_fields")) {
        if (mismatched.asText().equals(field)) {
          return null;
        }
      }
      return json.path("expected").path(field).textValue();
    }

    @Override
    public String toString() {
      return id();
    }
  }

  static List<Vector> contexts() throws IOException {
    return vectors("context");
  }

  static List<Vector> hashes() throws IOException {
    return vectors("hash");
  }

  @Test
  void knowsAllVectors() throws IOException {
    assertThat(contexts()).hasSize(35);
    assertThat(hashes()).hasSize(17);
    assertThat(vectors("join128")).hasSize(1);
  }

  @ParameterizedTest
  @MethodSource("contexts")
  void derivesTheTraceIdOfAContext(Vector vector) throws IOException {
    String traceId = TraceIds.of(vector.input("execution_id"), contextOf(vector));

    assertThat(traceId).hasSize(32);
    assertThat(decimal(traceId.substring(16))).isEqualTo(vector.expected("trace_id_decimal"));
    String upperHalf = vector.expected("dd_p_tid_hex");
    if (upperHalf != null) {
      assertThat(Long.parseUnsignedLong(traceId.substring(0, 16), 16))
          .isEqualTo(Long.parseUnsignedLong(upperHalf, 16));
    }
  }

  @ParameterizedTest
  @MethodSource("contexts")
  void derivesTheSpanOfTheCallingAttempt(Vector vector) {
    String expected = vector.expected("parent_span_id_decimal");
    if (expected != null) {
      assertThat(decimal(attemptOf(vector))).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @MethodSource("hashes")
  void hashesLikeTheLibraries(Vector vector) {
    String text = vector.input("string");
    String hash = vector.input("part").endsWith("0..7") ? SpanIds.high(text) : SpanIds.low(text);

    assertThat(hash).hasSize(16);
    String binary = vector.expected("binary64");
    if (binary == null) {
      assertThat(decimal(hash)).isEqualTo(vector.expected("decimal"));
    } else {
      assertThat(Long.parseUnsignedLong(hash, 16)).isEqualTo(Long.parseUnsignedLong(binary, 2));
    }
  }

  @Test
  void joinsBothHalvesOfATraceId() throws IOException {
    Vector vector = vectors("join128").get(0);
    UpstreamContext context =
        new UpstreamContext(
            null,
            null,
            vector.input("x_datadog_trace_id"),
            vector.input("x_datadog_tags"),
            null,
            null,
            null);

    assertThat(TraceIds.of("arn", context)).isEqualTo(vector.expected("trace_id_128_hex"));
  }

  /** Some vectors have times that no history shows; the hash of them is the same. */
  private static String attemptOf(Vector vector) {
    String execution = vector.input("execution_id");
    String state = vector.input("state_name");
    String enteredTime = vector.input("state_entered_time");
    int retryCount = vector.count("retry_count");
    int redriveCount = vector.count("redrive_count");
    boolean isRecorded = enteredTime.endsWith("Z");
    return isRecorded
        ? SpanIds.ofAttempt(execution, state, Instant.parse(enteredTime), retryCount, redriveCount)
        : SpanIds.high(execution + "#" + state + "#" + enteredTime);
  }

  /** Through the real parser, where the execution's id is one that a history can have. */
  private static UpstreamContext contextOf(Vector vector) throws IOException {
    ObjectNode datadog = datadogOf(vector);
    if (!vector.input("execution_id").startsWith("arn:")) {
      return new UpstreamContext(
          null,
          datadog.path("RootExecutionId").textValue(),
          datadog.path("x-datadog-trace-id").textValue(),
          datadog.path("x-datadog-tags").textValue(),
          null,
          null,
          null);
    }
    ObjectNode input = JSON.createObjectNode();
    input.set("_datadog", datadog);
    ObjectNode event =
        JSON.createObjectNode()
            .put("id", 1)
            .put("previousEventId", 0)
            .put("timestamp", "2026-03-01T10:00:00.000Z")
            .put("type", "ExecutionStarted");
    event.putObject("executionStartedEventDetails").put("input", JSON.writeValueAsString(input));
    RecordParser parser = new RecordParser(new PayloadPolicy(0, Set.of()), "vectors.json");
    HistoryEvent started =
        (HistoryEvent) parser.parse(new HistoryItem(0, event, vector.input("execution_id")));
    return started.context();
  }

  private static ObjectNode datadogOf(Vector vector) {
    JsonNode input = vector.json().path("input");
    ObjectNode datadog = JSON.createObjectNode();
    if (input.path("execution_input_datadog") instanceof ObjectNode upstream) {
      datadog.setAll(upstream);
    }
    copy(input, "root_execution_id", datadog, "RootExecutionId");
    copy(input, "x_datadog_trace_id", datadog, "x-datadog-trace-id");
    copy(input, "x_datadog_tags", datadog, "x-datadog-tags");
    return datadog;
  }

  private static void copy(JsonNode input, String field, ObjectNode datadog, String name) {
    if (input.hasNonNull(field)) {
      datadog.set(name, input.path(field));
    }
  }

  private static String decimal(String hex) {
    return Long.toUnsignedString(Long.parseUnsignedLong(hex, 16));
  }

  private static List<Vector> vectors(String kind) throws IOException {
    Path file = CorpusFolder.path("datadog/vectors.json");
    List<Vector> vectors = new ArrayList<>();
    for (JsonNode json : JSON.readTree(file.toFile()).path("vectors")) {
      if (json.path("kind").asText().equals(kind)) {
        vectors.add(new Vector(json));
      }
    }
    return vectors;
  }
}
