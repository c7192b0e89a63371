package io.fantail.span.invocation;

import static io.fantail.span.invocation.LogStream.ONE;
import static org.assertj.core.api.Assertions.assertThat;

import io.fantail.event.LambdaRecord.Status;
import io.fantail.span.LambdaInvocation;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Go's error line, which passes whatever the function made of its logger. */
class GoLoggersTest {
  private static final String PAYLOAD =
      "{\"errorMessage\":\"no \\\"stock\\\": 3\",\"errorType\":\"errorString\"}";
  private static final String QUOTED = PAYLOAD.replace("\\", "\\\\").replace("\"", "\\\"");
  private static final String PANIC =
      "{\"errorMessage\":\"no \\\"stock\\\": 3\",\"errorType\":\"errorString\",\"stackTrace\":"
          + "[{\"path\":\"app/main.go\",\"line\":12,\"label\":\"handle\"}],\"shouldExit\":true}";

  /** Every combination of the flags of package log that shows, with every prefix. */
  static List<String> flags() {
    List<String> lines = new ArrayList<>();
    for (String prefix : List.of("", "app: ", "[shop] ", "shop v1.2 | ")) {
      for (String date : List.of("", "2026/03/01 ")) {
        for (String time : List.of("", "10:00:00 ", "10:00:00.110042 ")) {
          for (String file : files()) {
            String header = date + time + file;
            lines.add(prefix + header + PAYLOAD + "\n");
            // Lmsgprefix
            lines.add(header + prefix + PAYLOAD);
          }
        }
      }
    }
    return lines;
  }

  private static List<String> files() {
    return List.of(
        "",
        "invoke_loop.go:105: ",
        "/home/jo doe/go/pkg/mod/github.com/aws/aws-lambda-go@v1.47.0/lambda/invoke_loop.go:105: ",
        "github.com/aws/aws-lambda-go@v1.49.0/lambda/invoke_loop.go:122: ",
        "C:/Users/jo/go/pkg/mod/github.com/aws/aws-lambda-go/lambda/invoke_loop.go:9: ");
  }

  /** Libraries that took package log over. */
  static Stream<String> libraries() {
    return Stream.of(
        // slog
        "{\"time\":\"2026-03-01T10:00:00.110042Z\",\"level\":\"INFO\",\"msg\":\"" + QUOTED + "\"}",
        "{\"time\":\"2026-03-01T10:00:00Z\",\"level\":\"INFO\",\"source\":{\"function\":\"f\","
            + "\"file\":\"/lambda/invoke_loop.go\",\"line\":105},\"msg\":\""
            + QUOTED
            + "\",\"requestId\":\"x\"}",
        "{\"timestamp\":\"2026-03-01T10:00:00Z\",\"level\":\"ERROR\",\"message\":\""
            + QUOTED
            + "\"}",
        "time=2026-03-01T10:00:00.110Z level=INFO msg=\"" + QUOTED + "\"\n",
        "time=2026-03-01T10:00:00.110Z level=INFO source=/lambda/invoke_loop.go:105 msg=\""
            + QUOTED
            + "\" service=shop\n",
        "level=ERROR msg=\"" + QUOTED + "\"",
        // logrus, zap, zerolog
        "time=\"2026-03-01T10:00:00Z\" level=info msg=\"" + QUOTED + "\"",
        "{\"level\":\"info\",\"msg\":\"" + QUOTED + "\",\"time\":\"2026-03-01T10:00:00Z\"}",
        "{\"level\":\"info\",\"ts\":1772359200.11,\"caller\":\"lambda/invoke_loop.go:105\",\"msg\":\""
            + QUOTED
            + "\"}",
        "{\"level\":\"error\",\"time\":\"2026-03-01T10:00:00Z\",\"message\":\"" + QUOTED + "\"}",
        "{\"message\":\"2026/03/01 10:00:00 " + QUOTED + "\\n\"}",
        // zap on a console
        "2026-03-01T10:00:00.110Z\tINFO\tlambda/invoke_loop.go:105\t" + PAYLOAD,
        // go1.x
        "no \"stock\": 3: errorString\nnull\n");
  }

  @ParameterizedTest
  @MethodSource({"flags", "libraries"})
  void readsTheErrorOfTheHandler(String line) {
    LambdaInvocation found =
        new LogStream()
            .start(100, ONE)
            .line(105, "hello\n")
            .line(110, line)
            .end(120, ONE)
            .report(120, ONE, "")
            .invocation();

    assertThat(found.status()).isEqualTo(Status.ERROR);
    assertThat(found.error().type()).isEqualTo("errorString");
    assertThat(found.error().message()).isEqualTo("no \"stock\": 3");
    assertThat(found.logLines()).isEqualTo(2);
  }

  static List<String> ofPanics() {
    return flags().stream().map(line -> line.replace(PAYLOAD, PANIC)).toList();
  }

  @ParameterizedTest
  @MethodSource("ofPanics")
  void readsAPanicBehindWhichTheProcessExits(String line) {
    LambdaInvocation found =
        new LogStream()
            .start(100, ONE)
            .line(110, line)
            .line(111, "2026/03/01 10:00:00 calling the handler function resulted in a panic\n")
            .line(
                112,
                "RequestId: "
                    + ONE
                    + " Error: Runtime exited with error: exit status 1\nRuntime.ExitError\n")
            .end(120, ONE)
            .report(120, ONE, "")
            .invocation();

    assertThat(found.status()).isEqualTo(Status.ERROR);
    assertThat(found.error().type()).isEqualTo("errorString");
    assertThat(found.error().stackLine()).isEqualTo("app/main.go:12 handle");
  }

  static Stream<String> ofOtherFunctions() {
    return Stream.of(
        PAYLOAD,
        "failed: " + PAYLOAD,
        "2026/03/01 10:00:00 call of stock failed: " + PAYLOAD,
        "2026/03/01 10:00:00 main.go:17: " + PAYLOAD,
        "{\"time\":\"2026-03-01T10:00:00Z\",\"level\":\"WARN\",\"msg\":\"" + QUOTED + "\"}",
        "time=2026-03-01T10:00:00Z level=WARN msg=\"" + QUOTED + "\"");
  }

  @ParameterizedTest
  @MethodSource("ofOtherFunctions")
  void takesThePayloadOfAnotherFunctionForNoFailureWhereThisOneGoesOn(String line) {
    LambdaInvocation found =
        new LogStream()
            .start(100, ONE)
            .line(110, line)
            .line(111, "trying the other store\n")
            .end(120, ONE)
            .report(120, ONE, "")
            .invocation();

    assertThat(found.status()).isEqualTo(Status.SUCCESS);
    assertThat(found.error().type()).isNull();
  }
}
