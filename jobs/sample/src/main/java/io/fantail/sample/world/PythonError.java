package io.fantail.sample.world;

/**
 * An exception a Python handler raises.
 *
 * @param type the exception class
 * @param message its text
 * @param line the line of {@code app.py} that raises
 * @param statement that line
 */
public record PythonError(String type, String message, int line, String statement) {
  public static final PythonError INVALID =
      new PythonError(
          "ValueError", "invalid quantity: -3", 42, "raise ValueError(f\"invalid quantity: {n}\")");
  public static final PythonError MISSING =
      new PythonError("KeyError", "'sku'", 37, "sku = item[\"sku\"]");
  public static final PythonError UNREACHABLE =
      new PythonError(
          "ConnectionError", "connection reset by peer", 58, "stock = warehouse.lookup(order)");

  /** The payload Lambda returns, which Step Functions records as the cause. */
  public String causeOf(String requestId) {
    return """
        {"errorMessage":%s,"errorType":"%s","requestId":"%s","stackTrace":[%s]}\
        """
        .formatted(Json.quoted(message), type, requestId, Json.quoted(frame()));
  }

  /** One stack frame as Python prints it. */
  public String frame() {
    return "  File \"/var/task/app.py\", line " + line + ", in handler\n    " + statement + "\n";
  }
}
