package io.fantail.look.export.otlp;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The columns of {@code spans}, taken back from a span in OTLP by the rules of EXPORTS.md alone.
 * Not told by it are {@code day} and, unless they were asked for, {@code input} and {@code output}.
 */
public final class OtlpColumns {
  private static final List<String> STATUS = List.of("", "ok", "error");

  private OtlpColumns() {}

  public static Map<String, Object> of(OtlpRead.Read read) {
    Map<String, Object> found = read.attributes();
    Map<String, @Nullable Object> columns = new HashMap<>();
    String kind = String.valueOf(found.get("fantail.kind"));
    boolean isAttempt = kind.equals("attempt");
    columns.put("trace_id", OtlpRead.hex(read.span().getTraceId().toByteArray()));
    columns.put("span_id", read.id());
    columns.put(
        "parent_span_id", orNull(OtlpRead.hex(read.span().getParentSpanId().toByteArray())));
    columns.put("kind", kind);
    columns.put("name", read.span().getName().equals(kind) ? null : read.span().getName());
    columns.put("state_machine_name", read.resource().get("fantail.state_machine_name"));
    for (String same :
        List.of(
            "is_distributed_map_child",
            "execution_arn",
            "state_name",
            "state_type",
            "map_run_arn",
            "attempt",
            "redrive_count",
            "iteration",
            "resource",
            "link",
            "duration_ms",
            "active_ms",
            "critical_ms",
            "status",
            "failure_origin",
            "terminal",
            "error_fingerprint",
            "input",
            "output")) {
      columns.put(same, found.get("fantail." + same));
    }
    columns.put("function_name", found.get(isAttempt ? "faas.invoked_name" : "faas.name"));
    columns.put("request_id", found.get(isAttempt ? "aws.request_id" : "faas.invocation_id"));
    columns.put("cold_start", found.get(isAttempt ? "fantail.cold_start" : "faas.coldstart"));
    columns.put("started_at", instant(read.span().getStartTimeUnixNano()));
    columns.put(
        "ended_at",
        found.containsKey("fantail.unfinished") ? null : instant(read.span().getEndTimeUnixNano()));
    columns.put("error", found.get("error.type"));
    columns.put(
        "cause",
        read.span().getEventsCount() == 0
            ? null
            : OtlpRead.valuesOf(read.span().getEvents(0).getAttributesList())
                .get("exception.message"));
    Map<String, String> attributes = new TreeMap<>();
    found.forEach(
        (name, value) -> {
          if (name.startsWith("fantail.attributes.")) {
            attributes.put(name.substring("fantail.attributes.".length()), value.toString());
          }
        });
    columns.put("attributes", attributes);
    columns.values().removeIf(value -> value == null);
    checkStatus(read, String.valueOf(columns.get("status")));
    return columns;
  }

  private static void checkStatus(OtlpRead.Read read, String word) {
    int code = read.span().getStatus().getCodeValue();
    if (STATUS.indexOf(word) != Math.max(code, 0) && !(code == 0 && !STATUS.contains(word))) {
      throw new AssertionError(word + " has status " + code);
    }
  }

  private static Instant instant(long nanos) {
    return Instant.ofEpochSecond(nanos / 1_000_000_000L, nanos % 1_000_000_000L);
  }

  private static @Nullable String orNull(String text) {
    return text.isEmpty() ? null : text;
  }
}
