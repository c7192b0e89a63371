package io.fantail.sample.world;

import org.jspecify.annotations.Nullable;

/**
 * An exception a Python handler raises.
 *
 * @param type the exception class
 * @param message its text
 * @param line the line of {@code app.py} that raises
 * @param statement that line
 * @param family the planted family that it belongs to, or null
 */
public record PythonError(
    String type, String message, int line, String statement, @Nullable String family)
    implements FunctionError {
  public static final PythonError INVALID =
      new PythonError(
          "ValueError", "invalid quantity: -3", 42, "raise ValueError(f\"invalid quantity: {n}\")");
  public static final PythonError MISSING =
      new PythonError("KeyError", "'sku'", 37, "sku = item[\"sku\"]");
  public static final PythonError UNREACHABLE =
      new PythonError(
          "ConnectionError", "connection reset by peer", 58, "stock = warehouse.lookup(order)");

  private PythonError(String type, String message, int line, String statement) {
    this(type, message, line, statement, null);
  }

  @Override
  public String causeOf(String requestId) {
    return """
        {"errorMessage":%s,"errorType":"%s","requestId":"%s","stackTrace":[%s]}\
        """
        .formatted(Json.quoted(message), type, requestId, Json.quoted(frame()));
  }

  /** One stack frame as Python prints it. */
  private String frame() {
    return "  File \"/var/task/app.py\", line " + line + ", in handler\n    " + statement + "\n";
  }

  @Override
  public LambdaRuntime runtime() {
    return LambdaRuntime.PYTHON;
  }

  @Override
  public boolean tellsRequestId() {
    return true;
  }

  /** Python's runtime indents an uncaught traceback with no-break spaces and gives no id. */
  @Override
  public String asText(String time, String requestId) {
    String indented =
        frame()
            .stripTrailing()
            .replace("\n    ", "\n\u00a0\u00a0\u00a0\u00a0")
            .replaceFirst("^  ", "\u00a0\u00a0");
    return "[ERROR] " + type + ": " + message + "\nTraceback (most recent call last):\n" + indented;
  }

  /** Python's formatter puts blanks after separators and prints whole seconds. */
  @Override
  public String asJson(String time, String requestId) {
    return """
        {"timestamp": "%1$s", "level": "ERROR", "message": %2$s, "logger": "root", \
        "stackTrace": [%3$s], "errorType": "%4$s", "errorMessage": %2$s, "requestId": "%5$s", \
        "location": "/var/task/app.py:handler:%6$s"}\
        """
        .formatted(
            time.substring(0, 19) + "Z",
            Json.quoted(message),
            Json.quoted(frame()),
            type,
            requestId,
            line);
  }
}
