package io.fantail.trace.link;

import io.fantail.event.UpstreamContext;
import io.fantail.event.history.DatadogId;
import io.fantail.span.SpanIds;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Trace ids as Datadog derives them, 128 bits as 32 hex digits: from the upstream context where the
 * input carries one, else from the ARN of the root execution (upper half: the first 8 bytes of its
 * SHA-256, lower half: the next 8, each with the sign bit cleared and 0 made 1).
 *
 * <p>Datadog's libraries differ in three points. Where a {@code _datadog} has both {@code
 * x-datadog-trace-id} and {@code RootExecutionId}, the former wins here as in Python and Rust; in
 * JavaScript the latter does. The upper half, {@code _dd.p.tid}, is padded to 16 digits here, as
 * W3C and OTLP want it; Python and Rust leave 15 where the first is 0. JavaScript takes a received
 * {@code _dd.p.tid} for decimal and so gets another one: spans of Node functions join on the lower
 * half and the parent's id. A {@code traceparent} changes nothing: it becomes a link.
 */
public final class TraceIds {
  private static final Pattern UPPER_HALF =
      Pattern.compile("(?:^|,)\\s*_dd\\.p\\.tid=([0-9a-fA-F]{1,16})\\s*(?:,|$)");
  private static final String NO_UPPER_HALF = "0000000000000000";

  private TraceIds() {}

  /** The trace that begins with this execution; the whole ARN counts, a child's too. */
  public static String ofRoot(String executionArn) {
    return SpanIds.high(executionArn) + SpanIds.low(executionArn);
  }

  /**
   * The trace of an execution that no other one in the archive started.
   *
   * @param context of its input: {@code x-datadog-trace-id} wins, then {@code RootExecutionId}
   */
  public static String of(String executionArn, UpstreamContext context) {
    String upstream = upstreamOf(context);
    if (upstream != null) {
      return upstream;
    }
    String root = context.rootExecutionArn();
    return ofRoot(root == null ? executionArn : root);
  }

  private static @Nullable String upstreamOf(UpstreamContext context) {
    String lower = DatadogId.hex(context.datadogTraceId());
    return lower == null ? null : upperHalfOf(context.datadogTags()) + lower;
  }

  private static String upperHalfOf(@Nullable String tags) {
    Matcher matcher = UPPER_HALF.matcher(tags == null ? "" : tags);
    return matcher.find()
        ? HexFormat.of().toHexDigits(Long.parseUnsignedLong(matcher.group(1), 16))
        : NO_UPPER_HALF;
  }
}
