package io.fantail.event.failure;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads a message that is text: without the ids that Lambda's platform puts before it, and without
 * the stack trace that runtimes put behind it or, Python, before it. Of a chain of exceptions, as
 * Java prints it, the last one is the innermost.
 */
final class PlainText {
  /** {@code RequestId: <id> Error: Task timed out after 3.00 seconds}, as Lambda writes it. */
  private static final String REQUEST = "RequestId: ";

  private static final String ERROR = "Error: ";
  private static final String TIMED_OUT = "Task timed out after ";

  /** A time and an id before it, until 2024. */
  private static final int LONGEST_OLD_PREFIX = 80;

  /** What an expression walks through; a template takes no more. */
  private static final int NAMED_CHARS = 1_000;

  private static final String TRACEBACK = "Traceback (most recent call last):";
  private static final String CAUSED_BY = "Caused by: ";

  /** The first line of a stack trace behind a message. */
  private static final Pattern STACK_LINE =
      Pattern.compile(
          "\\s+at \\S.*|goroutine \\d+ .*|\\s*File \".*|stack backtrace:.*|\\S+:\\d+:in .*");

  /** The name of an exception before its message. */
  private static final Pattern NAMED =
      Pattern.compile("((?:[A-Za-z_$][\\w$]*[.:]{1,2})*[A-Z][\\w$]*)(?:: (.*))?", Pattern.DOTALL);

  private PlainText() {}

  static FailureMessage messageOf(String text) {
    if (isJson(text)) {
      return new FailureMessage(null, JsonOutline.of(text), null);
    }
    String said = withoutPlatform(text);
    return said.indexOf('\n') < 0 ? new FailureMessage(null, said, null) : ofLines(said);
  }

  /** Not {@code [Errno 2]}. */
  private static boolean isJson(String text) {
    String json = text.length() < 2 ? "" : text.stripLeading();
    if (json.length() < 2 || (json.charAt(0) != '{' && json.charAt(0) != '[')) {
      return false;
    }
    char next = json.substring(1).stripLeading().concat(" ").charAt(0);
    return next == '"' || (json.charAt(0) == '{' ? next == '}' : next == '{');
  }

  private static String withoutPlatform(String text) {
    if (text.startsWith(REQUEST)) {
      int end = text.indexOf(' ', REQUEST.length());
      if (end > 0) {
        String rest = text.substring(end + 1);
        return rest.startsWith(ERROR) ? rest.substring(ERROR.length()) : rest;
      }
    }
    int timedOut = text.indexOf(TIMED_OUT);
    return timedOut > 0 && timedOut < LONGEST_OLD_PREFIX ? text.substring(timedOut) : text;
  }

  private static FailureMessage ofLines(String text) {
    List<String> lines = text.lines().toList();
    int stack = 0;
    while (stack < lines.size() && !isOfStack(lines.get(stack))) {
      stack++;
    }
    if (stack == lines.size()) {
      return new FailureMessage(null, text, null);
    }
    String place = OwnFrame.of(lines, false);
    if (lines.get(stack).startsWith(TRACEBACK)) {
      return named(lastOutside(lines, stack), place);
    }
    int innermost = text.lastIndexOf("\n" + CAUSED_BY);
    if (innermost >= 0) {
      String behind = text.substring(innermost + 1 + CAUSED_BY.length());
      List<String> below = behind.lines().toList();
      String own = OwnFrame.of(below, false);
      return named(below.get(0), own == null ? place : own);
    }
    return new FailureMessage(null, String.join("\n", lines.subList(0, stack)), place);
  }

  private static boolean isOfStack(String line) {
    return line.startsWith(TRACEBACK)
        || (line.length() < NAMED_CHARS && STACK_LINE.matcher(line).matches());
  }

  /** The line behind a trace of Python, which alone is not indented. */
  private static String lastOutside(List<String> lines, int traceback) {
    for (int i = lines.size() - 1; i > traceback; i--) {
      String line = lines.get(i);
      if (!line.isBlank() && !Character.isWhitespace(line.charAt(0))) {
        return line;
      }
    }
    return "";
  }

  private static FailureMessage named(String line, @Nullable String place) {
    int chars = Math.min(line.length(), NAMED_CHARS);
    Matcher named = NAMED.matcher(line.substring(0, chars));
    if (!named.matches()) {
      return new FailureMessage(null, line, place);
    }
    String message = named.group(2);
    return new FailureMessage(named.group(1), message == null ? "" : message, place);
  }
}
