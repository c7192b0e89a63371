package io.fantail.report.subject;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The memory that an invocation used, and that its function has.
 *
 * @param usedMb the most that was in use: {@code Max Memory Used}
 * @param limitMb {@code Memory Size}
 */
public record UsedMemory(double usedMb, double limitMb) {
  /** Longer texts may be no numbers of MB. */
  private static final int MOST_DIGITS = 9;

  /** That of the span of an invocation; null where nothing tells it. */
  public static @Nullable UsedMemory of(ReportedSpan invocation) {
    Map<String, String> attributes = invocation.attributes();
    String used = attributes.get("max_memory_mb");
    String limit = attributes.get("memory_mb");
    return used == null || limit == null ? null : new UsedMemory(mbOf(used), mbOf(limit));
  }

  /** Every invocation is asked, and nearly all have whole numbers, which are quicker to read. */
  private static double mbOf(String text) {
    int number = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < '0' || c > '9' || i >= MOST_DIGITS) {
        return Double.parseDouble(text);
      }
      number = 10 * number + c - '0';
    }
    return text.isEmpty() ? Double.parseDouble(text) : number;
  }

  public boolean isOver(double share) {
    return usedMb > share * limitMb;
  }
}
