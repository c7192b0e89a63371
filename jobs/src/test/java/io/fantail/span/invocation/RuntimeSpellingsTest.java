package io.fantail.span.invocation;

import static io.fantail.span.invocation.LogStream.ONE;
import static org.assertj.core.api.Assertions.assertThat;

import io.fantail.event.LambdaRecord.Status;
import io.fantail.span.LambdaInvocation;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * How the releases of each runtime spell an error that nobody caught, in text and JSON, and lines
 * of functions and their loggers that resemble them. REPORT is silent, as in most archives.
 */
class RuntimeSpellingsTest {
  @ParameterizedTest
  @MethodSource({
    "io.fantail.span.invocation.RuntimeSpellings#python",
    "io.fantail.span.invocation.RuntimeSpellings#nodeAndPhp",
    "io.fantail.span.invocation.RuntimeSpellings#dotnet",
    "io.fantail.span.invocation.RuntimeSpellings#javaAndRuby",
    "io.fantail.span.invocation.RuntimeSpellings#rust",
    "io.fantail.span.invocation.RuntimeSpellings#platform"
  })
  void readsTheErrorThatNobodyCaught(RuntimeSpellings.Spelling spelling) {
    LambdaInvocation found = invocationOf(spelling.line());

    assertThat(found.status()).isEqualTo(Status.ERROR);
    assertThat(found.error().type()).isEqualTo(spelling.type());
    assertThat(found.error().message()).isEqualTo(spelling.message());
    assertThat(found.error().stackLine()).isEqualTo(spelling.frame());
    assertThat(found.logLines()).isOne();
  }

  static Stream<String> ofFunctions() {
    return Stream.of(
        // Powertools for Python, TypeScript, Java, .NET
        "{\"level\":\"ERROR\",\"location\":\"handler:7\",\"message\":\"caught\",\"service\":\"s\","
            + "\"exception\":\"Traceback (most recent call last)\",\"exception_name\":\"ValueError\","
            + "\"stack_trace\":{\"type\":\"ValueError\",\"value\":\"no\",\"frames\":[]}}",
        "{\"level\":\"ERROR\",\"message\":\"caught\",\"service\":\"s\",\"timestamp\":\""
            + RuntimeSpellings.TIME
            + "\",\"error\":{\"name\":\"TypeError\",\"message\":\"no\",\"stack\":\"TypeError: no\\n"
            + "    at f (i.js:1:1)\"}}",
        "{\"level\":\"ERROR\",\"message\":\"caught\",\"error\":{\"message\":\"no\",\"name\":\"a.B\","
            + "\"stack\":\"a.B: no\\n\\tat a.C.d(C.java:7)\\n\"},\"service\":\"s\"}",
        "{\"level\":\"Error\",\"message\":\"caught\",\"exception\":{\"type\":\"System.Exception\","
            + "\"message\":\"no\",\"stack_trace\":\"   at Shop.F.Handle()\"},\"service\":\"s\"}",
        // What a logger's user adds to a record
        "{\"level\":\"ERROR\",\"message\":\"caught\",\"errorType\":\"E\",\"errorMessage\":\"no\","
            + "\"stackTrace\":[\"a\"]}",
        "{\"log_level\":\"ERROR\",\"msg\":\"caught\",\"errorType\":\"E\",\"errorMessage\":\"no\","
            + "\"stackTrace\":[\"a\"]}",
        "{\"level\":\"error\",\"event\":\"caught\",\"errorType\":\"E\",\"errorMessage\":\"no\","
            + "\"stackTrace\":[\"a\"]}",
        "{\"level\":\"ERROR\",\"errorType\":\"E\",\"errorMessage\":\"no\"}",
        "{\"level\":50,\"errorType\":\"E\",\"errorMessage\":\"no\",\"stackTrace\":[]}",
        "{\"level\":\"INFO\",\"errorType\":\"E\",\"errorMessage\":\"no\",\"stackTrace\":[]}",
        // The loggers of the runtimes: Python, Node, Ruby, Rust
        "{\"timestamp\":\"2026-03-01T10:00:00Z\",\"level\":\"ERROR\",\"message\":\"caught\","
            + "\"logger\":\"root\",\"stackTrace\":[],\"errorType\":\"E\",\"errorMessage\":\"no\"}",
        "{\"timestamp\":\""
            + RuntimeSpellings.TIME
            + "\",\"level\":\"ERROR\",\"requestId\":\""
            + ONE
            + "\",\"message\":{\"errorType\":\"E\",\"errorMessage\":\"no\",\"stackTrace\":[]}}",
        "{\"timestamp\":\""
            + RuntimeSpellings.TIME
            + "\",\"level\":\"ERROR\",\"message\":\"no\",\"requestId\":\""
            + ONE
            + "\",\"errorType\":\"RuntimeError\",\"errorMessage\":\"no\",\"stackTrace\":[]}",
        "{\"timestamp\":\""
            + RuntimeSpellings.TIME
            + "\",\"level\":\"ERROR\",\"fields\":{\"message\":\"no stock\"},\"span\":{\"requestId\":\""
            + ONE
            + "\",\"name\":\"Lambda runtime invoke\"}}",
        "ERROR Lambda runtime invoke{requestId=\"" + ONE + "\"}: no stock",
        // What a function tells of another one
        "{\"errorMessage\": \"no\", \"errorType\": \"E\"}",
        "{\"errorMessage\":\"no\",\"errorType\":\"E\",\"requestId\":\"x\",\"stackTrace\":[]}",
        "{\"errorType\":\"Error\",\"errorMessage\":\"no\",\"trace\":[]}",
        "{\"errorMessage\":\"no\",\"errorType\":\"a.B\",\"stackTrace\":[\"a.C.d(C.java:7)\"]}",
        "failed: {\"errorMessage\":\"no\",\"errorType\":\"a.B\",\"stackTrace\":[\"a.C.d(C.java:7)\"]}",
        "[ERROR]\t"
            + RuntimeSpellings.TIME
            + "\t"
            + ONE
            + "\tfailed: {\"errorMessage\":\"no\",\"errorType\":\"E\"}\n",
        RuntimeSpellings.TIME
            + "\t"
            + ONE
            + "\tERROR\tfailed {\"errorMessage\":\"no\",\"errorType\":\"E\"}\n",
        "System.Exception: no\n   at Shop.F.Handle()\n",
        "no: E\nTraceback (most recent call last):\n  File \"a.py\"\nOther: no\n");
  }

  @ParameterizedTest
  @MethodSource("ofFunctions")
  void takesWhatAFunctionLoggedForNoFailure(String line) {
    LambdaInvocation found = invocationOf(line);

    assertThat(found.status()).isEqualTo(Status.SUCCESS);
    assertThat(found.error().type()).isNull();
    assertThat(found.logLines()).isOne();
  }

  @Test
  void namesATimeoutAsLambdaDoesWhateverTellsOfIt() {
    List<LambdaInvocation> found =
        List.of(
            new LogStream().start(100, ONE).report(3100, ONE, "\tStatus: timeout").invocation(),
            new LogStream()
                .start(100, ONE)
                .line(
                    3100,
                    RuntimeSpellings.TIME + " " + ONE + " Task timed out after 3.00 seconds\n\n")
                .report(3100, ONE, "")
                .invocation(),
            new LogStream()
                .start(100, ONE)
                .line(3100, "RequestId: " + ONE + " Error: Task timed out after 3.00 seconds")
                .report(3100, ONE, "")
                .invocation(),
            new LogStream()
                .line(100, RuntimeSpellings.platform("platform.start", "\"version\":\"7\""))
                .line(
                    3100,
                    RuntimeSpellings.platform(
                        "platform.report", "\"status\":\"timeout\",\"metrics\":{}"))
                .invocation());

    assertThat(found).extracting(LambdaInvocation::status).containsOnly(Status.TIMEOUT);
    assertThat(found)
        .extracting(invocation -> invocation.error().type())
        .containsOnly("Sandbox.Timedout");
  }

  private static LambdaInvocation invocationOf(String line) {
    return new LogStream()
        .start(100, ONE)
        .line(110, line)
        .end(120, ONE)
        .report(120, ONE, "")
        .invocation();
  }
}
