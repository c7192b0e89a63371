package io.fantail.event.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fantail.shape.Column;
import io.fantail.testing.CorpusFolder;
import io.fantail.text.Json;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Every Lambda record that was recorded, read as what it is, field by field. */
class LambdaCorpusTest {
  private static final List<String> TEXT =
      List.of(
          "init_start INIT_START",
          "start START 14bc0f4f $LATEST",
          "report_cold_xray REPORT 14bc0f4f 2.37 427 423.98 1024 95 1-6ac7d554-a17299d50c740a08e37fb99c",
          "report_oom_xray REPORT c49b840a 10935.7 10936 1024 1024 error Runtime.OutOfMemory"
              + " 1-6ac7d556-59e48fbec442e5c2888bf2f6",
          "report_timeout_xray REPORT 2056c17d 600000 600000 1024 1024 timeout"
              + " 1-6ac7d63f-135390770af41f6621a0df5d",
          "report_timeout_init_xray REPORT 0e54c8eb 600000 600517 516.31 1024 1024 timeout"
              + " 1-6ac7d74a-3548855aa20b8408136c32a6",
          "report_oom_init_xray REPORT 6ab609a3 344356.22 344756 399.33 1024 1024 error"
              + " Runtime.OutOfMemory 1-6ac7d856-858e2d7b2a222c08ba3125ac",
          "report_xray_warm REPORT 4d7c5982 88944.96 88945 1024 532 1-6ac7d561-49bce214a6af0635624029f1",
          "report_timeout_console REPORT 7bd2a6ab 3000 3403 402.04 128 73 timeout",
          "report_import_error REPORT f7f3e941 95.78 96 512 39 error Runtime.ImportModuleError",
          "init_report_error_init INIT_REPORT 316.8 error Runtime.ImportModuleError",
          "init_report_error_invoke INIT_REPORT 83.58 error Runtime.ImportModuleError",
          "init_report_entrypoint INIT_REPORT 0.27 error Runtime.InvalidEntrypoint",
          "entrypoint_error FAILURE 0061d739 error Runtime.InvalidEntrypoint"
              + " 'Couldn't find valid bootstrap(s): [/var/task/bootstrap /opt/bootstrap]'",
          "report_old_no_status REPORT 0061d739 49.8 50 128 3",
          "report_oom_go_ram REPORT 2cd1f61b 376256.59 376257 551.73 10239 10239 error"
              + " Runtime.OutOfMemory",
          "snapstart_restore_start INIT_START",
          "snapstart_restore_report INIT_REPORT restored 398.97",
          "snapstart_start_version START 2ece6240 72",
          "report_snapstart REPORT 32deb034 149.53 313 restored 789.64 3538 163",
          "java_log4j APPLICATION",
          "task_timed_out_old FAILURE 7c9567b5 timeout Sandbox.Timedout 'Task timed out after 3.00 seconds'",
          "report_xray_old REPORT fe1467d6 3470.65 3500 128 89 1-5d8bba5a-dc2932496a65bab91d2d42d4",
          "node_console APPLICATION",
          "node_uncaught_init FAILURE error Runtime.UserCodeSyntaxError"
              + " 'SyntaxError: Unexpected end of input'"
              + " <at _loadUserApp (file:///var/runtime/index.mjs:1084:17)>",
          "python_error_init FAILURE error Runtime.ImportModuleError"
              + " 'Unable to import module 'handler': No module named 'psycopg''",
          "python_lambda_warning APPLICATION",
          "python_uncaught FAILURE error CustomException 'some error occurred'"
              + " <File \"/var/task/handler.py\", line 6, in handler>",
          "python_logging APPLICATION",
          "report_python310 REPORT 3a1a6892 3.01 4 110.1 128 36",
          "sfn_subscription_test APPLICATION");

  private static final List<String> JSON =
      List.of(
          "platform.initStart INIT_START order-notifier $LATEST",
          "platform.start START 4b390541 order-notifier $LATEST",
          "app.ERROR APPLICATION 4b390541",
          "platform.report REPORT 4b390541 1233.96 1698 463.512 256 123 success",
          "platform.start START c0006440 order-notifier $LATEST",
          "app.INFO APPLICATION c0006440",
          "platform.report REPORT c0006440 1072.145 1073 256 125 success",
          "platform.initRuntimeDone PLATFORM",
          "platform.initReport INIT_REPORT 500",
          "platform.restoreStart INIT_START",
          "platform.restoreReport INIT_REPORT restored 150.5 success",
          "platform.restoreReport INIT_REPORT error RestoreError",
          "platform.start START 459921b5 $LATEST 1-6352a70e-1e2c502e358361800241fd45",
          "platform.runtimeDone PLATFORM 459921b5 success 1-6352a70e-1e2c502e358361800241fd45",
          "platform.report REPORT 459921b5 2599.4 2600 549.04 128 94 success"
              + " 1-6352a70e-1e2c502e358361800241fd45",
          "platform.report REPORT 13d1305b 1.148 success",
          "platform.extension PLATFORM",
          "platform.telemetrySubscription PLATFORM",
          "platform.logsDropped PLATFORM",
          "platform.restoreReport INIT_REPORT restored 70.87",
          "app.python FAILURE 79b5e81f ValueError 'boom'"
              + " <File \"/var/task/app.py\", line 3, in handler>",
          "app.node FAILURE 79b5e81f TypeError 'boom' <at handler (/var/task/index.js:2:9)>",
          "app.java APPLICATION 79b5e81f",
          "app.dotnet APPLICATION 79b5e81f");

  @Test
  void readsEveryTextLine() throws IOException {
    assertThat(
            CorpusFolder.jsonLines("lambda/text/lines.jsonl").stream()
                .map(
                    row ->
                        row.path("kind").asText()
                            + summary(LambdaTextParser.parse(row.path("message").asText()))))
        .containsExactlyElementsOf(TEXT);
  }

  @Test
  void readsEveryJsonRecord() throws IOException {
    assertThat(
            CorpusFolder.jsonLines("lambda/json/records.jsonl").stream()
                .map(row -> row.path("kind").asText() + summary(parsed(row))))
        .containsExactlyElementsOf(JSON);
  }

  @Test
  void readsTheOwnTimeOfEveryJsonRecord() throws IOException {
    for (JsonNode row : CorpusFolder.jsonLines("lambda/json/records.jsonl")) {
      JsonNode json = Json.MAPPER.readTree(row.path("message").asText());
      String time = json.path(json.has("time") ? "time" : "timestamp").asText();

      assertThat(LambdaJsonParser.timeOf(json)).as(time).isEqualTo(Instant.parse(time));
    }
  }

  private static LambdaFields parsed(JsonNode row) {
    try {
      JsonNode json = Json.MAPPER.readTree(row.path("message").asText());
      return LambdaJsonParser.isPlatformRecord(json)
          ? LambdaJsonParser.platform(json)
          : LambdaJsonParser.application(json, false);
    } catch (IOException torn) {
      throw new AssertionError(torn);
    }
  }

  /** What was found, in the order of the fields; the request id by its first part. */
  private static String summary(LambdaFields fields) {
    StringBuilder summary = new StringBuilder(" " + fields.kind);
    String id = fields.requestId;
    Stream.of(
            id == null ? null : id.substring(0, 8),
            fields.functionName,
            fields.functionVersion,
            number(fields.durationMs),
            number(fields.billedMs),
            number(fields.initMs),
            fields.restoreMs == null ? null : "restored " + number(fields.restoreMs),
            fields.memoryMb,
            fields.maxMemoryMb,
            fields.status == null ? null : Column.wordOf(fields.status),
            fields.errorType,
            fields.errorMessage == null ? null : "'" + fields.errorMessage + "'",
            fields.errorStackLine == null ? null : "<" + fields.errorStackLine + ">",
            fields.xrayTraceId)
        .filter(field -> field != null)
        .forEach(field -> summary.append(' ').append(field));
    return summary.toString();
  }

  private static @Nullable String number(@Nullable Double value) {
    return value == null
        ? null
        : String.format(Locale.ROOT, "%.3f", value).replaceAll("\\.?0+$", "");
  }
}
