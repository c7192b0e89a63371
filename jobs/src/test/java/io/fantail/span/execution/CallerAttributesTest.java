package io.fantail.span.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.fantail.event.UpstreamContext;
import io.fantail.testing.History;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CallerAttributesTest {
  private static Map<String, String> of(@Nullable String parentId, @Nullable String traceparent) {
    UpstreamContext context =
        new UpstreamContext(null, null, null, null, null, parentId, traceparent);
    return History.startedAs(History.ARN, context)
        .event(2, 0, "ExecutionSucceeded")
        .spans()
        .spans()
        .get(0)
        .attributes();
  }

  @Test
  void linkTheExecutionToTheCallersSpan() {
    String header = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    assertThat(of("12766418539254701015", header))
        .containsOnly(
            Map.entry("datadog_parent_id", "b12b6e05a63cdbd7"),
            Map.entry("traceparent", header),
            Map.entry("link_trace_id", "4bf92f3577b34da6a3ce929d0e0e4736"),
            Map.entry("link_span_id", "00f067aa0ba902b7"));
  }

  @Test
  void areNoneWhereTheCallerIsNotNamed() {
    assertThat(of(null, null)).isEmpty();
    assertThat(of("0", "00-none")).isEmpty();
  }
}
