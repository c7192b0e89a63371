package io.fantail.span.invocation;

import static io.fantail.span.invocation.LogStream.ONE;
import static org.assertj.core.api.Assertions.assertThat;

import io.fantail.archive.record.LogSource;
import io.fantail.event.LambdaRecord;
import io.fantail.event.lambda.LambdaJsonParser;
import io.fantail.event.policy.PayloadPolicy;
import io.fantail.event.policy.Redaction;
import io.fantail.span.LambdaInvocation;
import io.fantail.text.Json;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The tenant of a function with tenant isolation: "Monitoring Lambda functions with tenant
 * isolation" of Lambda's Developer Guide has {@code record.tenantId} of platform records and {@code
 * tenantId} of the function's own.
 */
class TenantTest {
  private static String platform(String type, String more) {
    return "{\"time\":\"2026-03-01T10:00:00.100Z\",\"type\":\"platform.%s\",\"record\":{\"requestId\":\"%s\"%s}}"
        .formatted(type, ONE, more);
  }

  private static @Nullable String tenantOf(String... lines) {
    LogStream stream = new LogStream();
    for (int i = 0; i < lines.length; i++) {
      stream.line(100 + i, lines[i]);
    }
    List<LambdaInvocation> shown = stream.invocations();
    assertThat(shown).hasSize(1);
    return shown.get(0).tenantId();
  }

  @Test
  void isTheOneThatThePlatformNames() {
    assertThat(
            tenantOf(
                platform("start", ",\"version\":\"7\",\"tenantId\":\"blue tenant/1\""),
                platform("report", ",\"metrics\":{\"durationMs\":1.5}")))
        .isEqualTo("blue tenant/1");
    assertThat(
            tenantOf(
                platform("start", ",\"version\":\"7\""),
                platform("report", ",\"tenantId\":\"blue\",\"metrics\":{\"durationMs\":1.5}")))
        .isEqualTo("blue");
  }

  @Test
  void isTheOneThatTheFunctionLogsWhereThePlatformNamesNone() {
    String own = "{\"level\":\"INFO\",\"requestId\":\"" + ONE + "\",\"tenantId\":\"green\"}";

    assertThat(tenantOf(platform("start", ""), own, platform("report", ""))).isEqualTo("green");
    assertThat(tenantOf(platform("start", ",\"tenantId\":\"blue\""), own, platform("report", "")))
        .isEqualTo("blue");
    assertThat(tenantOf(platform("start", ""), own, platform("report", ",\"tenantId\":\"blue\"")))
        .isEqualTo("blue");
  }

  @Test
  void isUnknownWhereNobodyNamesIt() {
    assertThat(tenantOf(platform("start", ""), platform("report", ""))).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"7", "\"\"", "{\"a\":1}", "\"two\\nlines\"", "\"<script>\"", "null"})
  void isNothingThatCannotNameOne(String value) throws IOException {
    assertThat(record("{\"tenantId\":" + value + "}", Redaction.NONE).tenantId()).isNull();
  }

  @Test
  void isNotKeptWhereItIsRedacted() throws IOException {
    Redaction byKey = new Redaction(List.of("tenantid"), List.of());
    Redaction byRegex = new Redaction(List.of(), List.of("blue.*"));

    assertThat(record("{\"tenantId\":\"blue-1\"}", Redaction.NONE).tenantId()).isEqualTo("blue-1");
    assertThat(record("{\"tenantId\":\"blue-1\"}", byKey).tenantId()).isNull();
    assertThat(record("{\"tenantId\":\"blue-1\"}", byRegex).tenantId()).isNull();
  }

  private static LambdaRecord record(String json, Redaction redaction) throws IOException {
    return LambdaJsonParser.application(Json.tree(json), false)
        .toRecord(
            LogSource.NONE,
            null,
            Instant.EPOCH,
            false,
            new PayloadPolicy(4096, redaction),
            "file",
            0);
  }
}
