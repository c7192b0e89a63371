package io.fantail.look.export.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import io.fantail.text.Json;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** Reads exports back with the official protos of OpenTelemetry. */
public final class OtlpRead {
  private OtlpRead() {}

  /** A span with the attributes of its resource. */
  public record Read(Span span, Map<String, Object> resource) {
    public String id() {
      return hex(span.getSpanId().toByteArray());
    }

    public Map<String, Object> attributes() {
      return valuesOf(span.getAttributesList());
    }
  }

  public static ExportTraceServiceRequest protobuf(byte[] bytes) {
    try {
      return ExportTraceServiceRequest.parseFrom(bytes);
    } catch (InvalidProtocolBufferException broken) {
      throw new AssertionError(broken);
    }
  }

  /**
   * A line of JSON, whose form is that of OTLP: ids are hex there, which protobuf's own JSON would
   * have in base 64; enums are numbers and 64-bit numbers strings.
   */
  public static ExportTraceServiceRequest json(String line) {
    try {
      JsonNode tree = Json.MAPPER.readTree(line);
      for (JsonNode id : tree.findValues("traceId")) {
        assertThat(id.asText()).matches("[0-9a-f]{32}");
      }
      for (JsonNode id : tree.findValues("spanId")) {
        assertThat(id.asText()).matches("[0-9a-f]{16}");
      }
      for (String enumeration : List.of("kind", "code")) {
        tree.findValues(enumeration).forEach(one -> assertThat(one.isInt()).isTrue());
      }
      for (String number :
          List.of("startTimeUnixNano", "endTimeUnixNano", "timeUnixNano", "intValue")) {
        tree.findValues(number).forEach(one -> assertThat(one.isTextual()).isTrue());
      }
      for (String id : List.of("traceId", "spanId", "parentSpanId")) {
        for (JsonNode holder : tree.findParents(id)) {
          byte[] bytes = HexFormat.of().parseHex(holder.get(id).asText());
          ((ObjectNode) holder).put(id, Base64.getEncoder().encodeToString(bytes));
        }
      }
      ExportTraceServiceRequest.Builder request = ExportTraceServiceRequest.newBuilder();
      JsonFormat.parser().merge(tree.toString(), request);
      return request.build();
    } catch (IOException broken) {
      throw new AssertionError(broken);
    }
  }

  /** All spans of some requests, in their order. */
  public static List<Read> spans(List<ExportTraceServiceRequest> requests) {
    List<Read> all = new ArrayList<>();
    for (ExportTraceServiceRequest request : requests) {
      for (ResourceSpans ofResource : request.getResourceSpansList()) {
        Map<String, Object> resource = valuesOf(ofResource.getResource().getAttributesList());
        ofResource
            .getScopeSpansList()
            .forEach(
                scope -> scope.getSpansList().forEach(span -> all.add(new Read(span, resource))));
      }
    }
    return all;
  }

  public static Map<String, Object> valuesOf(List<KeyValue> attributes) {
    Map<String, Object> values = new HashMap<>();
    for (KeyValue attribute : attributes) {
      assertThat(values.put(attribute.getKey(), valueOf(attribute.getValue())))
          .as("twice: " + attribute.getKey())
          .isNull();
    }
    return values;
  }

  private static Object valueOf(AnyValue value) {
    return switch (value.getValueCase()) {
      case STRING_VALUE -> value.getStringValue();
      case BOOL_VALUE -> value.getBoolValue();
      case INT_VALUE -> value.getIntValue();
      case DOUBLE_VALUE -> value.getDoubleValue();
      default -> throw new AssertionError("what is " + value);
    };
  }

  public static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
