package io.fantail.event.lambda;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.fantail.event.LambdaRecord.Status;
import io.fantail.text.Json;
import io.fantail.text.RequestIds;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads what runtimes print in the text log format when the function fails. Recorded: Python, Node,
 * timeouts, entry points. By the sources of the runtimes' interface clients and what others
 * published of them, not recorded: Java ({@code UserFault}), Ruby ({@code LambdaLogger}), PHP
 * ({@code LambdaRuntime} of Bref), Python before 2019; for Go, .NET and Rust see {@link
 * GoErrorReader}, {@link DotnetErrorReader} and {@link RustErrorReader}. A Rust handler that
 * returns an error, and the PowerShell runtime of AWS Labs, print nothing that could be told from
 * other lines.
 *
 * <p>An error that may just as well be one that the function caught and logged gets no status.
 */
final class RuntimeErrorReader {
  private static final String PYTHON_ERROR = "[ERROR] ";
  private static final List<String> RUBY_ERRORS =
      List.of(
          "Error raised from handler method",
          "Critical exception from handler",
          "Init error when loading handler ");
  private static final String INVOKE_ERROR = "Invoke Error";
  private static final List<String> NODE_ERRORS =
      List.of(INVOKE_ERROR, "Uncaught Exception", "Unhandled Promise Rejection");
  private static final String PHP_ERROR = "\t" + INVOKE_ERROR + "\t{";
  private static final Pattern PYTHON =
      Pattern.compile("([\\p{L}_][\\p{L}\\p{N}_.]*)(?:: (.*))?", Pattern.DOTALL);

  /** Python until 2019: {@code message: type}, and below its traceback the type once more. */
  private static final Pattern OLD_PYTHON =
      Pattern.compile(
          "(.*?): ([A-Za-z_][\\w.]*)\\nTraceback \\(most recent call last\\):\\n.*",
          Pattern.DOTALL);

  /** {@code message: class}, and the stack behind it begins with the class again. */
  private static final Pattern JAVA =
      Pattern.compile("(.*?): ([A-Za-z_$][\\w.$]*)\\n\\2(?:[:\\n].*)?", Pattern.DOTALL);

  /** What Java's interface client says, without frames, of a handler that is not there. */
  private static final String CLASS_NOT_FOUND = ". Current classpath: ";

  private RuntimeErrorReader() {}

  /** {@code [ERROR] Type: message}, a traceback behind it; the lines end in LF or CR. */
  static @Nullable LambdaFields python(String text) {
    if (!text.startsWith(PYTHON_ERROR)) {
      return null;
    }
    int newLine = Math.max(text.indexOf("\nTraceback"), text.indexOf("\rTraceback"));
    int end = newLine < 0 ? text.length() : newLine;
    Matcher error = PYTHON.matcher(text.substring(PYTHON_ERROR.length(), end).stripTrailing());
    if (!error.matches() || (newLine < 0 && error.group(2) == null)) {
      return null;
    }
    boolean mayBeCaught = newLine < 0 && !error.group(1).startsWith("Runtime.");
    String frame = ErrorPayload.firstFrame(text.substring(end));
    return LambdaFields.failed(
        mayBeCaught ? null : Status.ERROR, error.group(1), error.group(2), frame);
  }

  /** Lines that begin with their time: Node and .NET, the platform's timeout, Rust. */
  static @Nullable LambdaFields timed(String text) {
    int zone = text.length() > 10 && text.charAt(10) == 'T' ? text.indexOf('Z') : -1;
    if (zone < 0 || zone + 1 >= text.length()) {
      return null;
    } else if (text.charAt(zone + 1) == '\t') {
      return logged(text, zone + 2);
    } else if (text.startsWith(" Task timed out after ", zone + 2 + RequestIds.CHARS)) {
      return ProcessErrorReader.oldTimeout(text);
    }
    return text.startsWith(" ERROR ", zone + 1) ? RustErrorReader.of(text) : null;
  }

  /**
   * {@code time TAB id TAB level TAB message}; the id may be {@code undefined}. Node 8 and before
   * had no level.
   */
  private static @Nullable LambdaFields logged(String text, int idStart) {
    int idEnd = text.indexOf('\t', idStart);
    LambdaFields found = idEnd < 0 ? null : behindId(text, idEnd + 1);
    if (found != null) {
      found.requestId = RequestIds.at(text, idStart, idEnd);
    }
    return found;
  }

  private static @Nullable LambdaFields behindId(String text, int start) {
    int levelEnd = text.indexOf('\t', start);
    if (text.startsWith("{\"errorMessage\":", start)) {
      return ofPayload(text.substring(start));
    } else if (text.startsWith("ERROR\t", start)) {
      return node(text.substring(levelEnd + 1));
    }
    boolean isOfDotnet = text.startsWith("fail\t", start) || text.startsWith("crit\t", start);
    return isOfDotnet ? DotnetErrorReader.of(text.substring(levelEnd + 1)) : null;
  }

  /** Whether Node's runtime begins an error that nobody caught so. */
  static boolean isOfNode(String message) {
    return NODE_ERRORS.stream().anyMatch(message::startsWith);
  }

  private static @Nullable LambdaFields node(String message) {
    int tab = message.indexOf('\t');
    return tab >= 0 && NODE_ERRORS.contains(message.substring(0, tab).stripTrailing())
        ? ofPayload(message.substring(tab + 1))
        : null;
  }

  /**
   * A line of any runtime whose errors begin with no word of their own; null for any other. Most
   * lines are short and end in no brace: they cost a look at their last character.
   */
  static @Nullable LambdaFields anywhere(String text) {
    LambdaFields go = GoErrorReader.of(text);
    if (go != null) {
      return go;
    } else if (text.startsWith(PHP_ERROR, RequestIds.CHARS)) {
      return php(text);
    } else if (text.startsWith("\u001b[")) {
      return RustErrorReader.of(text);
    }
    int newLine = text.indexOf('\n');
    return newLine < 0 || newLine == text.length() - 1 ? null : ofSeveralLines(text);
  }

  /** Errors that begin with their message or their type, and go on with frames. */
  static @Nullable LambdaFields ofSeveralLines(String text) {
    LambdaFields found = java(text);
    found = found == null ? DotnetErrorReader.of(text) : found;
    if (found != null && found.status != null) {
      return found;
    }
    found = oldPython(text);
    return found == null ? GoErrorReader.old(text) : found;
  }

  /** Reads an error of Java in either log format; null for any other text. */
  static @Nullable LambdaFields java(String text) {
    if (!text.contains("\n\tat ") && !text.contains(CLASS_NOT_FOUND)) {
      return null;
    }
    Matcher error = JAVA.matcher(text);
    if (!error.matches()) {
      return null;
    }
    // An exception without a message is printed with its class in the message's place.
    String message = error.group(1).equals(error.group(2)) ? null : error.group(1);
    String frame = ErrorPayload.firstFrame(text.substring(error.end(2)));
    return LambdaFields.failed(Status.ERROR, error.group(2), message, frame);
  }

  private static @Nullable LambdaFields oldPython(String text) {
    Matcher error = text.contains("\nTraceback (") ? OLD_PYTHON.matcher(text) : null;
    if (error == null || !error.matches()) {
      return null;
    }
    String repeated = "\n" + error.group(2) + ": " + error.group(1);
    if (!text.stripTrailing().endsWith(repeated.stripTrailing())) {
      return null;
    }
    String frame = ErrorPayload.firstFrame(text.substring(error.end(2)));
    return LambdaFields.failed(Status.ERROR, error.group(2), error.group(1), frame);
  }

  /** {@code id TAB Invoke Error TAB json}. */
  private static @Nullable LambdaFields php(String text) {
    String id = RequestIds.at(text, 0);
    if (id == null) {
      return null;
    }
    LambdaFields fields = ofPayload(text.substring(id.length() + PHP_ERROR.length() - 1));
    fields.requestId = id;
    return fields;
  }

  /** A line before the error's JSON, which is a record of its own or stands behind it. */
  static @Nullable LambdaFields ruby(String text) {
    for (String beginning : RUBY_ERRORS) {
      if (text.startsWith(beginning)) {
        return ruby(text.substring(beginning.length()), beginning.endsWith(" "));
      }
    }
    return null;
  }

  private static @Nullable LambdaFields ruby(String more, boolean namesHandler) {
    int newLine = more.indexOf('\n');
    String rest = namesHandler ? more.substring(newLine < 0 ? more.length() : newLine) : more;
    if (rest.isBlank()) {
      return LambdaFields.failed(Status.ERROR);
    }
    return rest.strip().startsWith("{") ? ofPayload(rest.strip()) : null;
  }

  private static LambdaFields ofPayload(String text) {
    LambdaFields fields = LambdaFields.failed(Status.ERROR);
    String json = text.stripTrailing();
    try {
      ErrorPayload.read(Json.tree(json), fields);
    } catch (JsonProcessingException cutShort) {
      fields.errorMessage = json;
    }
    return fields;
  }
}
