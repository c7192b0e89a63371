package io.fantail.span.invocation;

import static io.fantail.span.invocation.LogStream.ONE;

import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How the releases of each runtime spell an error that nobody caught, in text and JSON, and what a
 * spelling says.
 */
final class RuntimeSpellings {
  static final String TIME = "2026-03-01T10:00:00.110Z";
  private static final String WARNING =
      "LAMBDA_WARNING: Unhandled exception. The most likely cause.";
  private static final String PYTHON_FRAME = "File \"/var/task/app.py\", line 3, in handler";
  private static final String PYTHON_STACK =
      "[\"  File \\\"/var/task/app.py\\\", line 3, in handler\\n    raise E\\n\"]";

  private RuntimeSpellings() {}

  /** A line between START and REPORT, and what it says of the failure. */
  record Spelling(
      String what,
      String line,
      @Nullable String type,
      @Nullable String message,
      @Nullable String frame) {
    @Override
    public String toString() {
      return what;
    }
  }

  static Stream<Spelling> python() {
    return Stream.of(
        new Spelling("log_level, to 2026-09", json("log_level", "bad"), "E", "bad", PYTHON_FRAME),
        new Spelling("level, from 2026-09", json("level", "bad"), "E", "bad", PYTHON_FRAME),
        new Spelling(
            "both",
            json("level", "bad").replace("{\"timestamp", "{\"log_level\":\"ERROR\",\"timestamp"),
            "E",
            "bad",
            PYTHON_FRAME),
        new Spelling("no message", json("log_level", ""), "E", null, PYTHON_FRAME),
        new Spelling(
            "of a tenant",
            json("level", "bad").replace("}", ",\"tenantId\":\"t-1\"}"),
            "E",
            "bad",
            PYTHON_FRAME),
        new Spelling(
            "no type",
            json("log_level", "bad").replace("\"errorType\":\"E\",", ""),
            null,
            "bad",
            PYTHON_FRAME),
        new Spelling(
            "an init that failed",
            "{\"timestamp\": \"2026-03-01T10:00:00Z\", \"log_level\": \"ERROR\", \"errorMessage\": \"No"
                + " module\", \"errorType\": \"Runtime.ImportModuleError\", \"requestId\": \"\","
                + " \"stackTrace\": []}",
            "Runtime.ImportModuleError",
            "No module",
            null),
        new Spelling(
            "JSON behind the warning, as written to standard output",
            WARNING + "\r" + json("log_level", "bad") + "\n",
            "E",
            "bad",
            PYTHON_FRAME),
        new Spelling(
            "text behind the warning",
            WARNING
                + "\r[ERROR] E: bad\rTraceback (most recent call last):\r\u00a0\u00a0"
                + PYTHON_FRAME
                + "\r\u00a0\u00a0\u00a0\u00a0raise E\n",
            "E",
            "bad",
            PYTHON_FRAME),
        new Spelling(
            "a class with letters of other scripts",
            "[ERROR] Größenfehler: zu groß\nTraceback (most recent call last):\n\u00a0\u00a0"
                + PYTHON_FRAME,
            "Größenfehler",
            "zu groß",
            PYTHON_FRAME),
        new Spelling(
            "until 2019",
            "'a: b': KeyError\nTraceback (most recent call last):\n  "
                + PYTHON_FRAME
                + "\n    x\nKeyError: 'a: b'\n\n",
            "KeyError",
            "'a: b'",
            PYTHON_FRAME));
  }

  static Stream<Spelling> nodeAndPhp() {
    String stack = "[\"TypeError: no\",\"    at f (/var/task/i.js:2:9)\"]";
    String error =
        "{\"errorType\":\"TypeError\",\"errorMessage\":\"no\",\"code\":7,\"stack\":" + stack + "}";
    return Stream.of(
        new Spelling(
            "text",
            TIME + "\t" + ONE + "\tERROR\tInvoke Error \t" + error + "\n",
            "TypeError",
            "no",
            "at f (/var/task/i.js:2:9)"),
        new Spelling(
            "text of an exception outside the handler",
            TIME + "\tundefined\tERROR\tUncaught Exception \t" + error,
            "TypeError",
            "no",
            "at f (/var/task/i.js:2:9)"),
        new Spelling(
            "Node 8 and before",
            TIME
                + "\t"
                + ONE
                + "\t{\"errorMessage\":\"no\",\"errorType\":\"Error\",\"stackTrace\":[\"exports.handler"
                + " (/var/task/i.js:3:9)\"]}\n",
            "Error",
            "no",
            "exports.handler (/var/task/i.js:3:9)"),
        new Spelling(
            "JSON with what the error is of",
            "{\"timestamp\":\""
                + TIME
                + "\",\"level\":\"ERROR\",\"requestId\":\""
                + ONE
                + "\",\"message\":\"Unhandled Promise Rejection no\",\"errorType\":\"TypeError\","
                + "\"errorMessage\":\"no\",\"stackTrace\":"
                + stack
                + "}",
            "TypeError",
            "no",
            "at f (/var/task/i.js:2:9)"),
        new Spelling(
            "PHP with Bref",
            ONE
                + "\tInvoke Error\t{\"errorType\":\"RuntimeException\",\"errorMessage\":\"no\","
                + "\"stack\":[\"#0 /var/task/h.php(3): f()\"]}\n",
            "RuntimeException",
            "no",
            "#0 /var/task/h.php(3): f()"));
  }

  static Stream<Spelling> dotnet() {
    String runtime = "   at Amazon.Lambda.RuntimeSupport.HandlerWrapper.<>c.<b>d.MoveNext()\n";
    String error = "System.Exception: no\n   at Shop.F.Handle() in F.cs:line 39\n" + runtime;
    String before = TIME + "\t" + ONE + "\tfail\t";
    String fields = "{\"timestamp\":\"" + TIME + "\",\"level\":\"Error\",\"requestId\":\"" + ONE;
    String frame = "at Shop.F.Handle() in F.cs:line 39";
    return Stream.of(
        new Spelling("text", before + error, "System.Exception", "no", frame),
        new Spelling("unformatted, or before .NET 6", error, "System.Exception", "no", frame),
        new Spelling(
            "critical, without a request",
            TIME + "\t\tcrit\t" + error,
            "System.Exception",
            "no",
            frame),
        new Spelling(
            "with a cause",
            before + error.replace("no\n", "no\n ---> System.IO.IOException: disk\n"),
            "System.Exception",
            "no",
            frame),
        new Spelling(
            "a class outside any namespace",
            before + error.replace("System.Exception", "OutOfStock"),
            "OutOfStock",
            "no",
            frame),
        new Spelling(
            ".NET Core 3.1 and before",
            """
            Object reference not set.: NullReferenceException
               at Shop.F.Handle() in F.cs:line 39
               at lambda_method(Closure , Stream , Stream , LambdaContextInternal )

            """,
            "NullReferenceException",
            "Object reference not set.",
            frame),
        new Spelling(
            "PowerShell",
            before
                + "System.Management.Automation.RuntimeException: no\n   at"
                + " Amazon.Lambda.PowerShellHost.PowerShellFunctionHost.F()\n"
                + runtime,
            "System.Management.Automation.RuntimeException",
            "no",
            "at Amazon.Lambda.PowerShellHost.PowerShellFunctionHost.F()"),
        new Spelling(
            "JSON, the exception as its message",
            fields + "\",\"message\":\"" + error.replace("\n", "\\n") + "\"}",
            "System.Exception",
            "no",
            frame),
        new Spelling(
            "JSON, the exception in fields",
            fields
                + "\",\"traceId\":\"Root=1-6352a70e-1e2c502e358361800241fd45\",\"message\":\"\","
                + "\"errorType\":\"System.Exception\",\"errorMessage\":\"no\",\"stackTrace\":"
                + "[\"System.Exception: no\",\""
                + frame
                + "\",\"at Amazon.Lambda.RuntimeSupport.HandlerWrapper.x()\"]}",
            "System.Exception",
            "no",
            frame));
  }

  static Stream<Spelling> javaAndRuby() {
    String java =
        "no: stock: a.B\na.B: no: stock\n\tat a.C.d(C.java:7)\nCaused by: a.D\n\t... 1 more\n\n";
    return Stream.of(
        new Spelling("Java as text", java, "a.B", "no: stock", "at a.C.d(C.java:7)"),
        new Spelling(
            "Java's class that is not there",
            """
            Class not found: a.B: java.lang.ClassNotFoundException
            java.lang.ClassNotFoundException: a.B. Current classpath: file:/var/task/
            \tat java.base/java.net.URLClassLoader.findClass(Unknown Source)
            """,
            "java.lang.ClassNotFoundException",
            "Class not found: a.B",
            "at java.base/java.net.URLClassLoader.findClass(Unknown Source)"),
        new Spelling(
            "Java as JSON",
            "{\"timestamp\":\""
                + TIME
                + "\",\"message\":\""
                + java.replace("\n", "\\n").replace("\t", "\\t")
                + "\",\"level\":\"ERROR\",\"AWSRequestId\":\""
                + ONE
                + "\",\"tenantId\":\"t-1\"}",
            "a.B",
            "no: stock",
            "at a.C.d(C.java:7)"),
        new Spelling("Ruby's handler", "Error raised from handler method\n", null, null, null),
        new Spelling("Ruby's exit", "Critical exception from handler\n", null, null, null),
        new Spelling(
            "Ruby's init", "Init error when loading handler app.handler\n", null, null, null),
        new Spelling(
            "Ruby's error in lines that came as one",
            "Critical exception from handler\n{\n  \"errorMessage\": \"no\",\n  \"errorType\":"
                + " \"Function<NoMemoryError>\",\n  \"stackTrace\": [\"/var/task/f.rb:3:in 'a'\"]\n}",
            "Function<NoMemoryError>",
            "no",
            "/var/task/f.rb:3:in 'a'"),
        new Spelling(
            "Ruby's error alone",
            "{\"errorMessage\":\"no\",\"errorType\":\"Init<LoadError>\",\"stackTrace\":[]}",
            "Init<LoadError>",
            "no",
            null));
  }

  static Stream<Spelling> rust() {
    String span = "Lambda runtime invoke{requestId=\"" + ONE + "\" xrayTraceId=\"Root=1-6666\"}: ";
    String panic = "user handler panicked error=Any { .. }";
    String returned = "building error response for Lambda Runtime API error=\"no stock\"";
    return Stream.of(
        new Spelling("a panic", "ERROR " + span + panic + "\n", null, panic, null),
        new Spelling(
            "with its time and target",
            TIME + " ERROR " + span + "lambda_runtime::layers::panic: " + panic,
            null,
            panic,
            null),
        new Spelling(
            "in colours",
            "\u001b[31mERROR\u001b[0m \u001b[1mLambda runtime invoke\u001b[0m\u001b[1m{\u001b[0m"
                + "\u001b[3mrequestId\u001b[0m\u001b[2m=\u001b[0m\""
                + ONE
                + "\"\u001b[1m}\u001b[0m\u001b[2m:\u001b[0m "
                + panic,
            null,
            panic,
            null),
        new Spelling("an error that it returned", "ERROR " + span + returned, null, returned, null),
        new Spelling(
            "JSON",
            "{\"timestamp\":\""
                + TIME
                + "\",\"level\":\"ERROR\",\"fields\":{\"message\":\"user handler panicked\","
                + "\"error\":\"Any { .. }\"},\"span\":{\"requestId\":\""
                + ONE
                + "\",\"name\":\"Lambda runtime invoke\"}}",
            null,
            panic,
            null));
  }

  static Stream<Spelling> platform() {
    String request = "RequestId: " + ONE + " ";
    return Stream.of(
        new Spelling(
            "killed",
            request + "Error: Runtime exited with error: signal: killed\nRuntime.ExitError\n",
            "Runtime.ExitError",
            "Runtime exited with error: signal: killed",
            null),
        new Spelling(
            "without its name",
            request + "Error: Runtime exited without providing a reason",
            "Runtime.ExitError",
            "Runtime exited without providing a reason",
            null),
        new Spelling(
            "until 2019",
            request + "Process exited before completing request\n\n",
            "Runtime.ExitError",
            "Process exited before completing request",
            null),
        new Spelling(
            "no program to run",
            request + "Error: fork/exec /var/task/bootstrap: exec format error",
            "Runtime.InvalidEntrypoint",
            "fork/exec /var/task/bootstrap: exec format error",
            null));
  }

  private static String json(String level, String message) {
    return "{\"timestamp\":\"2026-03-01T10:00:00Z\",\""
        + level
        + "\":\"ERROR\",\"errorMessage\":\""
        + message
        + "\",\"errorType\":\"E\",\"requestId\":\""
        + ONE
        + "\",\"stackTrace\":"
        + PYTHON_STACK
        + "}";
  }

  static String platform(String type, String more) {
    return "{\"time\":\""
        + TIME
        + "\",\"type\":\""
        + type
        + "\",\"record\":{\"requestId\":\""
        + ONE
        + "\","
        + more
        + "}}";
  }
}
