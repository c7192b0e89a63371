package io.fantail.event.history;

import java.util.Arrays;

/**
 * Whether a text can carry trace context at all: whether it has {@code datadog} or {@code
 * traceparent} in it, in any case. Hardly one does, so looking must cost next to nothing: from one
 * character it leaps (Boyer and Moore, Horspool) to the next at which a word can end.
 */
final class TraceWords {
  private static final String DATADOG = "datadog";

  /** So much of {@code traceparent} as {@code datadog} is long. */
  private static final String TRACE_PARENT = "tracepa";

  private static final int LENGTH = DATADOG.length();
  private static final int ASCII = 128;
  private static final byte[] LEAPS = leaps();

  private TraceWords() {}

  static boolean isIn(String text) {
    int end = LENGTH - 1;
    while (end < text.length()) {
      char last = text.charAt(end);
      if (last >= ASCII) {
        end += LENGTH;
        continue;
      }
      int start = end - LENGTH + 1;
      char lower = (char) (last | 0x20);
      if ((lower == 'g' && text.regionMatches(true, start, DATADOG, 0, LENGTH))
          || (lower == 'a' && text.regionMatches(true, start, TRACE_PARENT, 0, LENGTH))) {
        return true;
      }
      end += LEAPS[last];
    }
    return false;
  }

  private static byte[] leaps() {
    byte[] leaps = new byte[ASCII];
    Arrays.fill(leaps, (byte) LENGTH);
    for (int i = 0; i < LENGTH - 1; i++) {
      for (char letter : new char[] {DATADOG.charAt(i), TRACE_PARENT.charAt(i)}) {
        leaps[letter] = (byte) (LENGTH - 1 - i);
        leaps[Character.toUpperCase(letter)] = leaps[letter];
      }
    }
    return leaps;
  }
}
