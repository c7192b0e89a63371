package io.fantail.archive.lines;

import io.fantail.archive.json.Head;
import io.fantail.archive.log.LambdaSigns;
import io.fantail.archive.record.LogSource;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The forms in which tools show the lines of a log in a terminal. Colours are those of ANSI: {@code
 * --color on}, or a terminal that was recorded.
 */
enum TailFormat {
  /**
   * {@code aws logs tail --format detailed}, its default, and {@code --format json}, which breaks
   * JSON into lines: {@code 2026-08-24T03:31:33.241000+00:00 stream message}. See the formatters of
   * {@code aws logs tail} in aws-cli v2.
   */
  DETAILED(
      "%C(?<time>%D(?:\\.\\d{1,6})?[+-]\\d{2}:\\d{2})%C %C(?<stream>[^\\s\\x1b]+)%C(?: |$|(?=[\\r\\n]))",
      "%C%D[.+-]\\d", 48),
  /**
   * {@code sam logs}: {@code stream 2026-08-24T03:31:33.241000 message}, in UTC, JSON broken into
   * lines. See {@code CWPrettyPrintFormatter} of aws-sam-cli.
   */
  SAM(
      "%C(?<stream>[^\\s\\x1b]+)%C %C(?<time>%D(?:\\.\\d{1,6})?(?:[+-]\\d{2}:\\d{2})?)%C ",
      "%C[^\\s\\x1b]+%C %C%D", 224),
  /**
   * {@code aws logs tail --format short}: {@code 2026-08-24T03:31:33 message}, in UTC. Whose lines
   * they are, and of which stream, nothing tells: {@code --format detailed} does.
   */
  SHORT("%C(?<time>%D)%C ", "%C%D(?:\\x1b| )", 40);

  private static final int MAX_PREFIX_CHARS = 640;

  private final Pattern prefix;
  private final Pattern start;
  private final int prefixBytes;

  TailFormat(String prefix, String start, int prefixBytes) {
    this.prefix = Pattern.compile(expanded(prefix));
    this.start = Pattern.compile(expanded(start));
    this.prefixBytes = prefixBytes;
  }

  private static String expanded(String pattern) {
    return pattern
        .replace("%C", "(?:\\x1b\\[[0-9;]*m)*")
        .replace("%D", "\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}");
  }

  /** The form of a content, or null when it is none of them. */
  static @Nullable TailFormat of(Head head) {
    if (head.isJson()) {
      return null;
    }
    String line = head.firstLine(MAX_PREFIX_CHARS);
    for (TailFormat format : values()) {
      Matcher prefix = format.prefix.matcher(line);
      if (prefix.lookingAt() && format.isOfAws(prefix, head)) {
        return format;
      }
    }
    return null;
  }

  /** Whether what has the shape is what the tool shows, where others write that shape too. */
  private boolean isOfAws(Matcher prefix, Head head) {
    return switch (this) {
      case DETAILED -> true;
      case SAM -> {
        LogSource source = new LogSource(null, prefix.group("stream"));
        yield source.isLambda() || source.isOfStepFunctions();
      }
      case SHORT -> LambdaSigns.areIn(head) || head.text().contains("\"execution_arn\"");
    };
  }

  /** What stands before a message, with the groups {@code time} and, mostly, {@code stream}. */
  Pattern prefix() {
    return prefix;
  }

  /** Whether the line that stands there begins a message. */
  boolean beginsMessage(byte[] buffer, int start, int limit) {
    byte first = start < limit ? buffer[start] : 0;
    if (first != '\u001b' && first <= ' ') {
      return false;
    }
    int length = Math.min(prefixBytes, limit - start);
    String beginning = new String(buffer, start, length, StandardCharsets.ISO_8859_1);
    return this.start.matcher(beginning).lookingAt();
  }

  /** How much of a line must be seen to know it. */
  int prefixBytes() {
    return prefixBytes;
  }

  boolean namesStreams() {
    return this != SHORT;
  }
}
