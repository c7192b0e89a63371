package io.fantail.event.parse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.fantail.archive.record.LogSource;
import io.fantail.event.AwsSpan;
import io.fantail.event.Failure;
import io.fantail.event.ParsedRecord;
import io.fantail.event.RejectReason;
import io.fantail.event.Rejects;
import io.fantail.event.id.IdForms;
import io.fantail.event.policy.PayloadPolicy;
import io.fantail.shape.Micros;
import io.fantail.text.JsonTime;
import io.fantail.text.Words;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads records of the log group {@code aws/spans}: attributes are a flat map, kinds and codes are
 * words, times are JSON integers of nanoseconds above 2^53 that carry the noise of a double ({@code
 * ...877000192} is 877 ms). The shape is that of Step Functions' records in {@code
 * tests/fixtures/aws_spans.json} of coralogix-aws-shipper at {@code f72fdb4}; no record of a Lambda
 * function was at hand.
 */
final class AwsSpanParser {
  private static final String GROUP = "aws/spans";
  private static final int TRACE_ID_DIGITS = 32;
  private static final int SPAN_ID_DIGITS = 16;
  private static final long NANOS_PER_MICRO = 1_000;

  /** Words and numbers of AWS; what a request or a statement says is not among them. */
  private static final List<String> KEPT =
      Words.listOf(
          """
          aws.xray.origin aws.xray.error aws.xray.fault aws.xray.throttle
          aws.remote.service aws.remote.operation aws.region aws.retries
          cloud.resource_id faas.coldstart http.response.status_code
          """);

  private static final List<String> FAILURES =
      List.of("aws.xray.error", "aws.xray.fault", "aws.xray.throttle");

  private final PayloadPolicy payloadPolicy;
  private final String sourceFile;

  AwsSpanParser(PayloadPolicy payloadPolicy, String sourceFile) {
    this.payloadPolicy = payloadPolicy;
    this.sourceFile = sourceFile;
  }

  /** The span, a reject that says what it lacks, or null when the object is something else. */
  @Nullable ParsedRecord parse(JsonNode json, LogSource source, long position) {
    JsonNode start = json.path("startTimeUnixNano");
    boolean looksLikeSpan = !start.isMissingNode() && (json.has("traceId") || json.has("spanId"));
    if (!looksLikeSpan && !GROUP.equals(source.logGroup())) {
      return null;
    }
    String traceId = id(json, "traceId", TRACE_ID_DIGITS);
    String spanId = id(json, "spanId", SPAN_ID_DIGITS);
    String name = json.path("name").textValue();
    Instant startedAt = timeOf(start);
    if (traceId == null || spanId == null || name == null || startedAt == null) {
      String lacking =
          traceId == null
              ? "traceId"
              : spanId == null ? "spanId" : name == null ? "name" : "a start that can be read";
      return Rejects.of(position, RejectReason.MISSING_FIELD, "a span without " + lacking);
    }
    JsonNode attributes = json.path("attributes");
    JsonNode xray = json.path("_aws").path("xray");
    JsonNode exception = exceptionOf(json);
    String type = exception.path("exception.type").textValue();
    String message = exception.path("exception.message").textValue();
    if (message == null) {
      message = xray.path("cause.message").textValue();
    }
    Instant endedAt = timeOf(json.path("endTimeUnixNano"));
    return new AwsSpan(
        traceId,
        spanId,
        id(json, "parentSpanId", SPAN_ID_DIGITS),
        Objects.requireNonNull(payloadPolicy.masked(name)),
        json.path("kind").textValue(),
        startedAt,
        endedAt,
        endedAt == null || attributes.path("aws.xray.inprogress").asBoolean(),
        "ERROR".equals(json.path("status").path("code").textValue())
            || FAILURES.stream().anyMatch(flag -> attributes.path(flag).asBoolean()),
        IdForms.arn(attributes.path("aws.resource_arn").textValue()),
        requestId(attributes),
        Failure.of(type, message, payloadPolicy),
        payloadPolicy.masked(kept(attributes, xray)),
        sourceFile);
  }

  private static @Nullable String requestId(JsonNode attributes) {
    String invocation = attributes.path("faas.invocation_id").textValue();
    return IdForms.callId(
        invocation == null ? attributes.path("aws.request_id").textValue() : invocation);
  }

  private static JsonNode exceptionOf(JsonNode json) {
    for (JsonNode event : json.path("events")) {
      if ("exception".equals(event.path("name").textValue())) {
        return event.path("attributes");
      }
    }
    return MissingNode.getInstance();
  }

  private static SortedMap<String, String> kept(JsonNode attributes, JsonNode xray) {
    SortedMap<String, String> kept = new TreeMap<>();
    KEPT.forEach(name -> keep(kept, name, attributes.path(name)));
    keep(kept, "aws.xray.type", xray.path("type"));
    return kept;
  }

  private static void keep(SortedMap<String, String> kept, String name, JsonNode value) {
    if (value.isValueNode() && !value.isNull()) {
      kept.put(name, value.asText());
    }
  }

  /**
   * Reads an id in lower case; null where there is none, or none that could be: of other length,
   * all zeros.
   */
  private static @Nullable String id(JsonNode json, String field, int digits) {
    String id = json.path(field).textValue();
    boolean isId =
        id != null
            && id.length() == digits
            && id.chars().allMatch(HexFormat::isHexDigit)
            && id.chars().anyMatch(digit -> digit != '0');
    return isId ? id.toLowerCase(Locale.ROOT) : null;
  }

  private static @Nullable Instant timeOf(JsonNode nanos) {
    Long known = nanosOf(nanos);
    if (known == null) {
      return null;
    }
    // Finer than a microsecond there is only noise, and a table keeps no more.
    long micros = Math.floorDiv(known, NANOS_PER_MICRO);
    if (Math.floorMod(known, NANOS_PER_MICRO) >= NANOS_PER_MICRO / 2) {
      micros++;
    }
    Instant at = Micros.toInstant(micros);
    return JsonTime.isTimeOfRecord(at) ? at : null;
  }

  /**
   * Reads nanoseconds, also from text as OTLP writes it; never from a decimal, which was a double
   * before.
   */
  private static @Nullable Long nanosOf(JsonNode nanos) {
    if (nanos.isIntegralNumber()) {
      return nanos.canConvertToLong() ? (Long) nanos.longValue() : null;
    }
    String text = nanos.textValue();
    try {
      return text == null ? null : Long.valueOf(text);
    } catch (NumberFormatException noNumber) {
      return null;
    }
  }
}
