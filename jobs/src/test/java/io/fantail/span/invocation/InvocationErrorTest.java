package io.fantail.span.invocation;

import static io.fantail.span.invocation.LogStream.ONE;
import static io.fantail.span.invocation.LogStream.TWO;
import static org.assertj.core.api.Assertions.assertThat;

import io.fantail.event.LambdaRecord.Status;
import io.fantail.span.LambdaInvocation;
import org.junit.jupiter.api.Test;

/** Which of the records of one invocation tells how it ended, and why. */
class InvocationErrorTest {
  private static final String UNCAUGHT =
      "[ERROR] Boom: bang\nTraceback (most recent call last):\n  File \"a.py\", line 1, in f\n";
  private static final String NODE_LOGGED =
      "{\"timestamp\":\"2026-03-01T10:00:00.110Z\",\"level\":\"ERROR\",\"requestId\":\""
          + ONE
          + "\",\"message\":{\"errorType\":\"TypeError\",\"errorMessage\":\"no\",\"stackTrace\":"
          + "[\"TypeError: no\",\"    at f (i.js:2:9)\"]}}";

  @Test
  void believesTheRuntimeWhereReportIsSilent() {
    LambdaInvocation found =
        new LogStream().start(100, ONE).line(110, UNCAUGHT).report(120, ONE, "").invocation();

    assertThat(found.status()).isEqualTo(Status.ERROR);
    assertThat(found.error().type()).isEqualTo("Boom");
    assertThat(found.error().message()).isEqualTo("bang");
    assertThat(found.error().stackLine()).isEqualTo("File \"a.py\", line 1, in f");
  }

  @Test
  void takesAnErrorThatMayHaveBeenCaughtForNoFailure() {
    LambdaInvocation found =
        new LogStream()
            .start(100, ONE)
            .line(110, NODE_LOGGED)
            .line(120, report("\"status\":\"success\""))
            .invocation();

    assertThat(found.status()).isEqualTo(Status.SUCCESS);
    assertThat(found.error().type()).isNull();
    assertThat(found.error().message()).isNull();
    assertThat(found.error().stackLine()).isNull();
    assertThat(found.logLines()).isOne();
  }

  @Test
  void explainsAFailureByTheErrorThatWasLogged() {
    LambdaInvocation found =
        new LogStream()
            .start(100, ONE)
            .line(110, NODE_LOGGED)
            .line(120, report("\"status\":\"error\",\"errorType\":\"Runtime.ExitError\""))
            .invocation();

    assertThat(found.status()).isEqualTo(Status.ERROR);
    assertThat(found.error().type()).isEqualTo("TypeError");
    assertThat(found.error().stackLine()).isEqualTo("at f (i.js:2:9)");
  }

  @Test
  void doesNotExplainATimeoutByIt() {
    LambdaInvocation found =
        new LogStream()
            .start(100, ONE)
            .line(110, NODE_LOGGED)
            .line(120, report("\"status\":\"timeout\""))
            .invocation();

    assertThat(found.status()).isEqualTo(Status.TIMEOUT);
    assertThat(found.error().type()).isEqualTo("Sandbox.Timedout");
    assertThat(found.error().message()).isNull();
  }

  @Test
  void knowsOutOfMemoryBetterThanTheProcessThatWasKilled() {
    LambdaInvocation found =
        new LogStream()
            .start(100, ONE)
            .line(
                119,
                "RequestId: "
                    + ONE
                    + " Error: Runtime exited with error: signal: killed\nRuntime.ExitError\n")
            .end(120, ONE)
            .report(120, ONE, "\tStatus: error\tError Type: Runtime.OutOfMemory")
            .invocation();

    assertThat(found.status()).isEqualTo(Status.ERROR);
    assertThat(found.error().type()).isEqualTo("Runtime.OutOfMemory");
    assertThat(found.error().message()).isEqualTo("Runtime exited with error: signal: killed");
  }

  @Test
  void namesTheErrorThatMadeTheProcessExit() {
    LambdaInvocation found =
        new LogStream()
            .start(100, ONE)
            .line(110, UNCAUGHT)
            .line(119, "RequestId: " + ONE + " Error: Runtime exited with error: exit status 1")
            .report(120, ONE, "\tStatus: error\tError Type: Runtime.ExitError")
            .invocation();

    assertThat(found.error().type()).isEqualTo("Boom");
    assertThat(found.error().message()).isEqualTo("bang");
  }

  @Test
  void seesAnOldTimeoutBeforeReport() {
    LambdaInvocation found =
        new LogStream()
            .start(100, ONE)
            .line(
                3100, "2026-03-01T10:00:03.100Z " + ONE + " Task timed out after 3.00 seconds\n\n")
            .end(3100, ONE)
            .report(3100, ONE, "")
            .invocation();

    assertThat(found.status()).isEqualTo(Status.TIMEOUT);
    assertThat(found.endedAt()).isEqualTo(LogStream.at(3100));
  }

  @Test
  void tellsNothingOfATimeoutThatLeftNoTrace() {
    LambdaInvocation found =
        new LogStream().start(100, ONE).end(3100, ONE).report(3100, ONE, "").invocation();

    assertThat(found.status()).isEqualTo(Status.SUCCESS);
  }

  @Test
  void explainsAnInvocationByTheInitThatFailedBefore() {
    LogStream stream = new LogStream().line(80, "INIT_START Runtime Version: python:3.12.v43\n");
    stream.line(
        85, "[ERROR] Runtime.ImportModuleError: No module\nTraceback (most recent call):\n");
    stream.line(
        90,
        "INIT_REPORT Init Duration: 316.80 ms\tPhase: init\tStatus: error\tError Type:"
            + " Runtime.ImportModuleError\n");
    stream.line(95, "INIT_REPORT Init Duration: 83.58 ms\tPhase: invoke\tStatus: error\t\n");
    stream.start(100, ONE).end(120, ONE);
    stream.report(120, ONE, "\tStatus: error\tError Type: Runtime.ImportModuleError");
    stream.start(130, TWO).end(140, TWO).report(140, TWO, "");

    LambdaInvocation failed = stream.invocations().get(0);
    assertThat(failed.error().message()).isEqualTo("No module");
    assertThat(failed.figures().initMs()).isEqualTo(316.80);
    assertThat(failed.coldStart()).isTrue();
    assertThat(stream.invocations().get(1).status()).isEqualTo(Status.SUCCESS);
    assertThat(stream.invocations().get(1).coldStart()).isFalse();
  }

  @Test
  void readsRubysErrorBehindTheLineThatAnnouncesIt() {
    LambdaInvocation found =
        new LogStream()
            .start(100, ONE)
            .line(110, "Error raised from handler method\n")
            .line(
                110,
                """
                {
                  "errorMessage": "no",
                  "errorType": "Function<TypeError>",
                  "stackTrace": ["/var/task/f.rb:3:in `first'"]
                }
                """)
            .report(120, ONE, "")
            .invocation();

    assertThat(found.status()).isEqualTo(Status.ERROR);
    assertThat(found.error().type()).isEqualTo("Function<TypeError>");
    assertThat(found.error().stackLine()).isEqualTo("/var/task/f.rb:3:in `first'");
  }

  @Test
  void believesTheRuntimeThatIsDoneWhereReportIsMissing() {
    LambdaInvocation found =
        new LogStream()
            .start(100, ONE)
            .line(
                120,
                report("\"status\":\"failure\",\"errorType\":\"Runtime.Broken\"")
                    .replace("platform.report", "platform.runtimeDone"))
            .invocation();

    assertThat(found.status()).isEqualTo(Status.ERROR);
    assertThat(found.error().type()).isEqualTo("Runtime.Broken");
    assertThat(found.logLines()).isZero();
    assertThat(found.endedAt()).isNull();
  }

  private static String report(String more) {
    return "{\"time\":\"2026-03-01T10:00:00.120Z\",\"type\":\"platform.report\",\"record\":{"
        + "\"requestId\":\""
        + ONE
        + "\",\"metrics\":{\"durationMs\":20.0},"
        + more
        + "}}";
  }
}
