package io.fantail.span;

import io.fantail.shape.Column;
import io.fantail.text.Sha256;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Locale;

/**
 * Span ids, 64 bits as 16 hex digits.
 *
 * <p>An attempt has the id that Datadog's libraries derive in an instrumented Lambda for the state
 * that called it: the first 8 bytes of {@code SHA-256(executionArn#stateName#enteredTime)}, the
 * sign bit cleared, 0 made 1; {@code #retryCount#redriveCount} is appended when either is not 0. So
 * the function's own spans attach to the very attempt.
 *
 * <p>Nobody publishes the others, so they are ours: the same hash of {@code fantail/1#kind#...}.
 */
public final class SpanIds {
  private static final DateTimeFormatter ENTERED_TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);
  private static final String OURS = "fantail/1#";

  private SpanIds() {}

  /** The published id of a Task state's attempt. */
  public static String ofAttempt(
      String executionArn, String stateName, Instant enteredAt, int retryCount, int redriveCount) {
    String text = executionArn + "#" + stateName + "#" + ENTERED_TIME.format(enteredAt);
    boolean first = retryCount == 0 && redriveCount == 0;
    return high(first ? text : text + "#" + retryCount + "#" + redriveCount);
  }

  public static String ofExecution(String executionArn) {
    return high(OURS + "execution#" + executionArn);
  }

  /** Derivable from a child's side too: the ARN is all it takes. */
  public static String ofMapRun(String mapRunArn) {
    return high(OURS + "map_run#" + mapRunArn);
  }

  /** What stands for those children of a Map Run that are not shown one by one. */
  public static String ofSimilarChildren(String mapRunArn) {
    return high(OURS + "similar_children#" + mapRunArn);
  }

  /**
   * A state, an iteration, a branch, or an attempt whose published id is taken: the event that
   * began it.
   */
  public static String ofEvent(SpanKind kind, String executionArn, long eventId) {
    return high(OURS + Column.wordOf(kind) + "#" + executionArn + "#" + eventId);
  }

  /** The invocation that an attempt caused. */
  public static String ofLambda(String attemptSpanId, String requestId, int invocationAttempt) {
    return high(OURS + "lambda#" + attemptSpanId + "#" + requestId + "#" + invocationAttempt);
  }

  /** The first 8 bytes of the hash, as 16 hex digits. */
  public static String high(String text) {
    return hex(ByteBuffer.wrap(Sha256.of(text)).getLong(0));
  }

  /** The second 8 bytes of the hash, as 16 hex digits. */
  public static String low(String text) {
    return hex(ByteBuffer.wrap(Sha256.of(text)).getLong(8));
  }

  private static String hex(long bits) {
    long positive = bits & Long.MAX_VALUE;
    return HexFormat.of().toHexDigits(positive == 0 ? 1 : positive);
  }
}
