package io.fantail.span;

import io.fantail.event.DatadogId;
import io.fantail.event.Traceparent;
import io.fantail.event.UpstreamContext;
import java.util.Map;

/**
 * What an input says of its caller's span, as attributes of the execution: {@code
 * datadog_parent_id} of {@code x-datadog-parent-id}, {@code traceparent} as W3C writes it, and the
 * two ids in it as {@code link_trace_id} and {@code link_span_id}. All are hex, as ids are
 * everywhere in the tables.
 */
final class CallerAttributes {
  private CallerAttributes() {}

  static void put(UpstreamContext context, Map<String, String> attributes) {
    String parentId = DatadogId.hex(context.datadogParentId());
    if (parentId != null) {
      attributes.put("datadog_parent_id", parentId);
    }
    String header = context.traceparent();
    Traceparent caller = Traceparent.parse(header);
    if (header != null && caller != null) {
      attributes.put("traceparent", header);
      attributes.put("link_trace_id", caller.traceId());
      attributes.put("link_span_id", caller.spanId());
    }
  }
}
