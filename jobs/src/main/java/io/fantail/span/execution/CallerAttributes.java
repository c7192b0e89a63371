package io.fantail.span.execution;

import io.fantail.event.DatadogId;
import io.fantail.event.Traceparent;
import io.fantail.event.UpstreamContext;
import io.fantail.span.SpanAttributes;
import java.util.Map;

/**
 * What an input says of its caller's span, as attributes of the execution. All ids are hex, as they
 * are everywhere in the tables.
 */
final class CallerAttributes {
  private CallerAttributes() {}

  static void put(UpstreamContext context, Map<String, String> attributes) {
    String parentId = DatadogId.hex(context.datadogParentId());
    if (parentId != null) {
      attributes.put(SpanAttributes.DATADOG_PARENT_ID, parentId);
    }
    String header = context.traceparent();
    Traceparent caller = Traceparent.parse(header);
    if (header != null && caller != null) {
      attributes.put(SpanAttributes.TRACEPARENT, header);
      attributes.put(SpanAttributes.LINK_TRACE_ID, caller.traceId());
      attributes.put(SpanAttributes.LINK_SPAN_ID, caller.spanId());
    }
  }
}
