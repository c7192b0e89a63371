package io.fantail.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.fantail.archive.Json;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads what runtimes print in the text log format when the function fails. Recorded: Python, Node,
 * timeouts, entry points. By the source of the runtime's interface client, not recorded: Java
 * ({@code UserFault}), Go ({@code log.Printf} of the payload), Ruby ({@code LambdaLogger}). By
 * single lines that others published: .NET, Rust's panic, exits. A Rust handler that returns an
 * error prints nothing of its own.
 *
 * <p>An error that may just as well be one that the function caught and logged gets no status.
 */
final class RuntimeErrors {
  private static final String ERROR = "error";
  private static final String PYTHON_ERROR = "[ERROR] ";
  private static final String RUBY_ERROR = "Error raised from handler method";
  private static final String RUST_SPAN = "ERROR Lambda runtime invoke{requestId=\"";
  private static final String RUST_PANIC = "}: user handler panicked";
  private static final String GO_PAYLOAD = "{\"errorMessage\":";
  private static final int GO_TIME_CHARS = "2024/11/26 12:09:33 ".length();

  /** Whatever is thrown to the runtime passes its frames; what is caught before does not. */
  static final String DOTNET_RUNTIME_FRAME = "at Amazon.Lambda.RuntimeSupport.";

  private static final List<String> NODE_ERRORS =
      List.of("Invoke Error", "Uncaught Exception", "Unhandled Promise Rejection");
  private static final Pattern PYTHON =
      Pattern.compile("([A-Za-z_][\\w.]*)(?:: (.*))?", Pattern.DOTALL);
  private static final Pattern DOTNET =
      Pattern.compile("([A-Za-z_][\\w+`]*(?:\\.[\\w+`]+)+): (.*?)\\n   at ", Pattern.DOTALL);

  /** {@code message: class}, and the stack behind it begins with the class again. */
  private static final Pattern JAVA =
      Pattern.compile("(.*?): ([A-Za-z_$][\\w.$]*)\\n\\2(?:[:\\n].*)?", Pattern.DOTALL);

  private static final Pattern PROCESS =
      Pattern.compile(
          "RequestId: (" + RequestIds.PATTERN + ") (?:Error: (.*)|(Process exited .*))",
          Pattern.DOTALL);

  /** The last line of a process's error, where it has one: {@code Runtime.ExitError}. */
  private static final Pattern PROCESS_ERROR_TYPE =
      Pattern.compile("(.*)\\n([A-Z][A-Za-z]+\\.[A-Z][A-Za-z]+)", Pattern.DOTALL);

  private static final Pattern OLD_TIMEOUT =
      Pattern.compile(
          "\\S+Z (" + RequestIds.PATTERN + ") (Task timed out after [0-9.]+ seconds)\\s*");

  private RuntimeErrors() {}

  /** {@code [ERROR] Type: message}, a traceback behind it; the lines end in LF or CR. */
  static LambdaFields python(String text) {
    LambdaFields fields = new LambdaFields();
    if (!text.startsWith(PYTHON_ERROR)) {
      return fields;
    }
    int newLine = Math.max(text.indexOf("\nTraceback"), text.indexOf("\rTraceback"));
    int end = newLine < 0 ? text.length() : newLine;
    Matcher error = PYTHON.matcher(text.substring(PYTHON_ERROR.length(), end).stripTrailing());
    if (error.matches() && (newLine >= 0 || error.group(2) != null)) {
      fields.kind = LambdaRecordKind.FAILURE;
      fields.status = newLine < 0 ? null : ERROR;
      fields.errorType = error.group(1);
      fields.errorMessage = error.group(2);
      fields.errorStackLine = ErrorPayload.firstFrame(text.substring(end));
    }
    return fields;
  }

  /** Lines that begin with their time: Node and .NET, Go, the platform's timeout. */
  static LambdaFields timed(String text) {
    LambdaFields fields = new LambdaFields();
    if (text.startsWith(GO_PAYLOAD, GO_TIME_CHARS)) {
      fail(ERROR, fields);
      readPayload(text.substring(GO_TIME_CHARS), fields);
      return fields;
    }
    int zone = text.length() > 10 && text.charAt(10) == 'T' ? text.indexOf('Z') : -1;
    if (zone < 0 || zone + 1 >= text.length()) {
      return fields;
    }
    if (text.charAt(zone + 1) == '\t') {
      logged(text, zone + 2, fields);
    } else if (text.startsWith(" Task timed out after ", zone + 2 + RequestIds.CHARS)) {
      oldTimeout(text, fields);
    }
    return fields;
  }

  private static void oldTimeout(String text, LambdaFields fields) {
    Matcher timeout = OLD_TIMEOUT.matcher(text);
    if (timeout.matches()) {
      fail("timeout", fields);
      fields.requestId = timeout.group(1);
      fields.errorMessage = timeout.group(2);
    }
  }

  /** {@code time TAB id TAB level TAB message}; the id may be {@code undefined}. */
  private static void logged(String text, int idStart, LambdaFields fields) {
    int idEnd = text.indexOf('\t', idStart);
    int levelEnd = idEnd < 0 ? -1 : text.indexOf('\t', idEnd + 1);
    if (levelEnd < 0) {
      return;
    }
    if (text.startsWith("ERROR\t", idEnd + 1)) {
      node(text.substring(levelEnd + 1), fields);
    } else if (text.startsWith("fail\t", idEnd + 1) || text.startsWith("crit\t", idEnd + 1)) {
      dotnet(text.substring(levelEnd + 1), fields);
    }
    if (fields.kind == LambdaRecordKind.FAILURE) {
      fields.requestId = RequestIds.at(text, idStart, idEnd);
    }
  }

  private static void node(String message, LambdaFields fields) {
    int tab = message.indexOf('\t');
    if (tab >= 0 && NODE_ERRORS.contains(message.substring(0, tab).stripTrailing())) {
      fail(ERROR, fields);
      readPayload(message.substring(tab + 1).stripTrailing(), fields);
    }
  }

  private static void dotnet(String message, LambdaFields fields) {
    Matcher error = DOTNET.matcher(message);
    if (error.lookingAt()) {
      fail(message.contains(DOTNET_RUNTIME_FRAME) ? ERROR : null, fields);
      fields.errorType = error.group(1);
      fields.errorMessage = error.group(2);
      fields.errorStackLine = ErrorPayload.firstFrame(message.substring(error.end(2)));
    }
  }

  /** {@code RequestId: <id> Error: ...}: what Lambda writes of a process that ended. */
  static LambdaFields process(String text) {
    LambdaFields fields = new LambdaFields();
    Matcher process = PROCESS.matcher(text);
    if (process.matches()) {
      boolean old = process.group(2) == null;
      String message = (old ? process.group(3) : process.group(2)).trim();
      Matcher typed = PROCESS_ERROR_TYPE.matcher(message);
      fail(message.startsWith("Task timed out") ? "timeout" : ERROR, fields);
      fields.requestId = process.group(1);
      fields.errorMessage = typed.matches() ? typed.group(1).trim() : message;
      fields.errorType = typed.matches() ? typed.group(2) : null;
    }
    return fields;
  }

  /** Of Java in either log format; null for any other text. */
  static @Nullable LambdaFields java(String text) {
    if (!text.contains("\n\tat ")) {
      return null;
    }
    Matcher error = JAVA.matcher(text);
    if (!error.matches()) {
      return null;
    }
    LambdaFields fields = new LambdaFields();
    fail(ERROR, fields);
    fields.errorType = error.group(2);
    // An exception without a message is printed with its class in the message's place.
    fields.errorMessage = error.group(1).equals(error.group(2)) ? null : error.group(1);
    fields.errorStackLine = ErrorPayload.firstFrame(text.substring(error.end(2)));
    return fields;
  }

  /** A line before the error's JSON, which is a record of its own or stands behind it. */
  static LambdaFields ruby(String text) {
    LambdaFields fields = new LambdaFields();
    String more = text.startsWith(RUBY_ERROR) ? text.substring(RUBY_ERROR.length()).strip() : ".";
    if (more.isEmpty()) {
      fail(ERROR, fields);
    } else if (more.startsWith("{")) {
      fail(ERROR, fields);
      readPayload(more, fields);
    }
    return fields;
  }

  /** A handler's panic; any other error in the runtime's span is one that the function logs. */
  static LambdaFields rust(String text) {
    LambdaFields fields = new LambdaFields();
    int panic = text.startsWith(RUST_SPAN) ? text.indexOf(RUST_PANIC) : -1;
    if (panic >= 0) {
      fail(ERROR, fields);
      int idStart = RUST_SPAN.length();
      fields.requestId = RequestIds.at(text, idStart, text.indexOf('"', idStart));
      fields.errorMessage = text.substring(panic + "}: ".length()).stripTrailing();
    }
    return fields;
  }

  private static void fail(@Nullable String status, LambdaFields fields) {
    fields.kind = LambdaRecordKind.FAILURE;
    fields.status = status;
  }

  private static void readPayload(String json, LambdaFields fields) {
    try {
      ErrorPayload.read(Json.tree(json), fields);
    } catch (JsonProcessingException cutShort) {
      fields.errorMessage = json;
    }
  }
}
