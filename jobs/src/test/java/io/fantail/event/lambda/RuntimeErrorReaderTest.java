package io.fantail.event.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.fantail.event.LambdaRecordKind;
import io.fantail.shape.Column;
import io.fantail.text.Json;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What each runtime prints of an error, in both log formats. */
class RuntimeErrorReaderTest {
  private static final String ID = "3a1a6892-31b8-4245-940d-30d44570f46a";
  private static final String TIME = "2025-02-10T07:37:10.463Z";
  private static final String LOGGED = "logged";

  /**
   * @param status {@code logged} where the function may have caught it
   */
  private record Case(
      String line,
      boolean namesRequest,
      String status,
      @Nullable String type,
      @Nullable String message,
      @Nullable String stackLine) {}

  static Stream<Case> text() {
    return Stream.of(
        new Case(
            lines(
                "[ERROR] KeyError: 'a: b'",
                "Traceback (most recent call last):",
                "\u00a0\u00a0File \"/var/task/app.py\", line 3, in handler",
                "\u00a0\u00a0\u00a0\u00a0return event['a: b']"),
            false,
            "error",
            "KeyError",
            "'a: b'",
            "File \"/var/task/app.py\", line 3, in handler"),
        new Case(
            "[ERROR] E: one\ntwo\rTraceback (most recent call last):\r\u00a0\u00a0File \"a.py\", l\r",
            false,
            "error",
            "E",
            "one\ntwo",
            "File \"a.py\", l"),
        new Case("[ERROR] my.module.Oops\nTraceback", false, "error", "my.module.Oops", null, null),
        new Case("[ERROR] Database: is away", false, LOGGED, "Database", "is away", null),
        new Case(
            "[ERROR] Runtime.MarshalError: Unable to marshal response: set()",
            false,
            "error",
            "Runtime.MarshalError",
            "Unable to marshal response: set()",
            null),
        new Case(
            lines(
                "Class not found: app.H: java.lang.ClassNotFoundException",
                "java.lang.ClassNotFoundException: app.H. Current classpath: file:/var/task/"),
            false,
            "error",
            "java.lang.ClassNotFoundException",
            "Class not found: app.H",
            null),
        new Case(
            TIME
                + "\t"
                + ID
                + "\tERROR\tInvoke Error \t{\"errorType\":\"TypeError\",\"errorMessage\":\"no\","
                + "\"stack\":[\"TypeError: no\",\"    at f (/var/task/index.js:2:9)\"]}\n",
            true,
            "error",
            "TypeError",
            "no",
            "at f (/var/task/index.js:2:9)"),
        new Case(
            TIME
                + "\tundefined\tERROR\tUnhandled Promise Rejection \t{\"errorType\":"
                + "\"Runtime.UnhandledPromiseRejection\",\"errorMessage\":\"no\",\"stack\":[]}",
            false,
            "error",
            "Runtime.UnhandledPromiseRejection",
            "no",
            null),
        new Case(
            TIME + "\t" + ID + "\tERROR\tInvoke Error \t{\"errorType\":\"Ty",
            true,
            "error",
            null,
            "{\"errorType\":\"Ty",
            null),
        new Case(
            lines(
                "no: stock: com.shop.OutOfStock",
                "com.shop.OutOfStock: no: stock",
                "\tat com.shop.Order.take(Order.java:7)",
                "\tat com.shop.App.run(App.java:1)",
                "",
                ""),
            false,
            "error",
            "com.shop.OutOfStock",
            "no: stock",
            "at com.shop.Order.take(Order.java:7)"),
        new Case(
            lines(
                "java.lang.NullPointerException: java.lang.NullPointerException",
                "java.lang.NullPointerException",
                "\tat a.B.c(B.java:1)",
                ""),
            false,
            "error",
            "java.lang.NullPointerException",
            null,
            "at a.B.c(B.java:1)"),
        new Case(
            "[ERROR] not Python: a.B\na.B: [ERROR] not Python\n\tat a.B.c(B.java:1)\n",
            false,
            "error",
            "a.B",
            "[ERROR] not Python",
            "at a.B.c(B.java:1)"),
        new Case(
            TIME
                + "\t"
                + ID
                + "\tfail\tSystem.Exception: no\n   at Shop.Function.Handle() in F.cs:line 39\n"
                + "   at lambda_method1(Closure, Stream)\n"
                + "   at Amazon.Lambda.RuntimeSupport.HandlerWrapper.x()\n",
            true,
            "error",
            "System.Exception",
            "no",
            "at Shop.Function.Handle() in F.cs:line 39"),
        new Case(
            TIME + "\t" + ID + "\tfail\tSystem.Exception: no\n   at Shop.Function.Handle()\n",
            true,
            LOGGED,
            "System.Exception",
            "no",
            "at Shop.Function.Handle()"),
        new Case(
            "2024/11/26 12:09:33 {\"errorMessage\":\"failed\",\"errorType\":\"errorString\"}\n",
            false,
            "error",
            "errorString",
            "failed",
            null),
        new Case(
            "2024/11/26 12:09:33 {\"errorMessage\":\"oh\",\"errorType\":\"string\",\"stackTrace\":"
                + "[{\"path\":\"app/main.go\",\"line\":12,\"label\":\"handle\"}]}",
            false,
            "error",
            "string",
            "oh",
            "app/main.go:12 handle"),
        new Case("Error raised from handler method\n", false, "error", null, null, null),
        new Case(
            lines(
                "Error raised from handler method",
                "{",
                "  \"errorMessage\": \"no\",",
                "  \"errorType\": \"Function<TypeError>\",",
                "  \"stackTrace\": [\"/var/task/function.rb:3:in `first'\"]",
                "}"),
            false,
            "error",
            "Function<TypeError>",
            "no",
            "/var/task/function.rb:3:in `first'"),
        new Case(
            "ERROR Lambda runtime invoke{requestId=\""
                + ID
                + "\" xrayTraceId=\"Root=1-66669488-0d5ea8712bcf0f5a5d5417cc\"}:"
                + " user handler panicked error=Any { .. }\n",
            true,
            "error",
            null,
            "user handler panicked error=Any { .. }",
            null),
        new Case(
            "RequestId: "
                + ID
                + " Error: Runtime exited with error: signal: killed\n"
                + "Runtime.ExitError\n",
            true,
            "error",
            "Runtime.ExitError",
            "Runtime exited with error: signal: killed",
            null),
        new Case(
            "RequestId: " + ID + " Error: Runtime exited with error: exit status 1",
            true,
            "error",
            "Runtime.ExitError",
            "Runtime exited with error: exit status 1",
            null),
        new Case(
            "RequestId: " + ID + " Process exited before completing request\n\n",
            true,
            "error",
            "Runtime.ExitError",
            "Process exited before completing request",
            null),
        new Case(
            "RequestId: " + ID + " Error: Task timed out after 3.00 seconds",
            true,
            "timeout",
            "Sandbox.Timedout",
            "Task timed out after 3.00 seconds",
            null),
        new Case(
            TIME + " " + ID + " Task timed out after 60.06 seconds\n\n",
            true,
            "timeout",
            "Sandbox.Timedout",
            "Task timed out after 60.06 seconds",
            null));
  }

  static Stream<Case> json() {
    return Stream.of(
        new Case(
            "{\"timestamp\":\"2025-03-04T09:00:00Z\",\"level\":\"ERROR\",\"errorMessage\":\"no\","
                + "\"errorType\":\"ValueError\",\"requestId\":\""
                + ID
                + "\",\"stackTrace\":[\"  File \\\"a.py\\\", line 3, in f\\n    raise\\n\"]}",
            true,
            "error",
            "ValueError",
            "no",
            "File \"a.py\", line 3, in f"),
        new Case(
            "{\"timestamp\":\"2025-03-04T09:00:00Z\",\"level\":\"ERROR\",\"message\":\"caught\","
                + "\"logger\":\"root\",\"stackTrace\":[],\"errorType\":\"ValueError\","
                + "\"errorMessage\":\"no\",\"requestId\":\"\"}",
            false,
            LOGGED,
            "ValueError",
            "no",
            null),
        new Case(
            "{\"timestamp\":\""
                + TIME
                + "\",\"level\":\"ERROR\",\"requestId\":\"undefined\",\"message\":\"a E: no\","
                + "\"errorType\":\"E\",\"errorMessage\":\"no\",\"stackTrace\":[\"E: no\","
                + "\"    at f (/var/task/index.js:2:9)\"]}",
            false,
            LOGGED,
            "E",
            "no",
            "at f (/var/task/index.js:2:9)"),
        new Case(
            "{\"timestamp\":\""
                + TIME
                + "\",\"level\":\"ERROR\",\"AWSRequestId\":\""
                + ID
                + "\",\"message\":\"no: a.B\\na.B: no\\n\\tat a.B.c(B.java:1)\\n\\n\"}",
            true,
            "error",
            "a.B",
            "no",
            "at a.B.c(B.java:1)"),
        new Case(
            "{\"timestamp\":\""
                + TIME
                + "\",\"level\":\"Error\",\"requestId\":\""
                + ID
                + "\",\"traceId\":\"Root=1-6352a70e-1e2c502e358361800241fd45\",\"message\":\"\","
                + "\"errorType\":\"System.Exception\",\"errorMessage\":\"no\",\"stackTrace\":["
                + "\"System.Exception: no\",\"at Shop.Function.Handle()\","
                + "\"at Amazon.Lambda.RuntimeSupport.HandlerWrapper.x()\"]}",
            true,
            "error",
            "System.Exception",
            "no",
            "at Shop.Function.Handle()"),
        new Case(
            "{\n \"errorMessage\": \"no\",\n \"errorType\": \"Function<TypeError>\",\n"
                + " \"stackTrace\": [\"/var/task/function.rb:3:in `first'\"]\n}",
            false,
            "error",
            "Function<TypeError>",
            "no",
            "/var/task/function.rb:3:in `first'"));
  }

  @ParameterizedTest
  @MethodSource("text")
  void readsTheText(Case expected) {
    assertFound(LambdaTextParser.parse(expected.line), expected);
  }

  @ParameterizedTest
  @MethodSource("json")
  void readsTheJson(Case expected) throws JsonProcessingException {
    assertFound(
        LambdaJsonParser.application(
            Json.MAPPER.readTree(expected.line), expected.line.startsWith("{\"errorMessage\":\"")),
        expected);
  }

  private static String lines(String... lines) {
    return String.join("\n", lines);
  }

  private static void assertFound(LambdaFields fields, Case expected) {
    assertThat(fields.kind).isEqualTo(LambdaRecordKind.FAILURE);
    assertThat(fields.requestId).isEqualTo(expected.namesRequest ? ID : null);
    assertThat(fields.status == null ? LOGGED : Column.wordOf(fields.status))
        .isEqualTo(expected.status);
    assertThat(fields.errorType).isEqualTo(expected.type);
    assertThat(fields.errorMessage).isEqualTo(expected.message);
    assertThat(fields.errorStackLine).isEqualTo(expected.stackLine);
  }

  @Test
  void readsAnyDamagedLine() {
    Random random = new Random(4);
    text()
        .forEach(
            whole -> {
              for (int i = 0; i < 300; i++) {
                StringBuilder line = new StringBuilder(whole.line);
                int at = random.nextInt(line.length());
                switch (i % 3) {
                  case 0 -> line.setLength(at);
                  case 1 -> line.deleteCharAt(at);
                  default -> line.setCharAt(at, (char) random.nextInt(0x3000));
                }
                assertThat(LambdaTextParser.parse(line.toString()).kind).isNotNull();
              }
            });
  }
}
