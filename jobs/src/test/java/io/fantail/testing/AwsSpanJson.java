package io.fantail.testing;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** A record of the log group {@code aws/spans} as Step Functions' are; its times are integers. */
public final class AwsSpanJson {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final ObjectNode span = MAPPER.createObjectNode();

  /** In progress until {@link #endedAt}. */
  public AwsSpanJson(
      String traceId, String spanId, @Nullable String parentSpanId, String name, long startNanos) {
    span.putObject("resource");
    span.put("traceId", traceId).put("spanId", spanId);
    if (parentSpanId != null) {
      span.put("parentSpanId", parentSpanId);
    }
    span.put("name", name).put("kind", parentSpanId == null ? "SERVER" : "INTERNAL");
    span.put("startTimeUnixNano", startNanos).putNull("endTimeUnixNano");
    attributes().put("aws.xray.inprogress", true);
    span.putObject("status").put("code", "UNSET");
    span.withObject("/_aws")
        .putObject("xray")
        .put("name", name)
        .put("type", parentSpanId == null ? "segment" : "subsegment");
  }

  /** What Step Functions writes of an execution: the only span that names it. */
  public AwsSpanJson ofExecution(String executionArn) {
    attributes()
        .put("aws.xray.origin", "AWS::StepFunctions::StateMachine")
        .put("aws.resource_arn", executionArn);
    return this;
  }

  public AwsSpanJson endedAt(long endNanos) {
    span.put("endTimeUnixNano", endNanos);
    span.put("durationNano", endNanos - span.get("startTimeUnixNano").longValue());
    attributes().remove("aws.xray.inprogress");
    return this;
  }

  public AwsSpanJson with(String attribute, String value) {
    attributes().put(attribute, value);
    return this;
  }

  public AwsSpanJson failed(String type, String message) {
    attributes().put("aws.xray.fault", true);
    span.withArray("/events")
        .addObject()
        .put("timeUnixNano", span.get("startTimeUnixNano").longValue())
        .put("name", "exception")
        .putObject("attributes")
        .put("exception.type", type)
        .put("exception.message", message)
        .put("aws.xray.exception.remote", false);
    span.withObject("/status").put("code", "ERROR");
    return this;
  }

  public String text() {
    return span.toString();
  }

  private ObjectNode attributes() {
    return span.withObject("/attributes");
  }
}
