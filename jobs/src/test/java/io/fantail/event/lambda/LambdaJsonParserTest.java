package io.fantail.event.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.fantail.event.LambdaRecordKind;
import io.fantail.testing.CorpusFolder;
import io.fantail.text.Json;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LambdaJsonParserTest {
  private static final String ID = "3a1a6892-31b8-4245-940d-30d44570f46a";
  private static final String TIME = "2025-02-10T07:37:10.463Z";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"level\":\"INFO\",\"message\":{\"errorType\":\"E\",\"errorMessage\":\"was\"}}",
        "{\"errorMessage\":\"a cause\",\"errorType\":\"E\",\"stackTrace\":[]}",
        "{\"level\":\"ERROR\",\"message\":\"order 7 is lost\"}",
        "{\"level\":\"ERROR\",\"message\":{\"order\":7}}",
        "{\"level\":[\"ERROR\"],\"errorType\":{\"a\":1}}",
      })
  void leavesToTheFunctionWhatItLogs(String json) throws JsonProcessingException {
    assertThat(LambdaJsonParser.application(Json.MAPPER.readTree(json), false).kind)
        .isEqualTo(LambdaRecordKind.APPLICATION);
  }

  @Test
  void readsWhereTheFunctionIs() throws JsonProcessingException {
    LambdaFields fields =
        LambdaJsonParser.platform(
            Json.MAPPER.readTree(
                "{\"time\":\""
                    + TIME
                    + "\",\"type\":\"platform.start\",\"record\":{\"requestId\":\""
                    + ID
                    + "\",\"functionArn\":\"arn:aws:lambda:eu-west-1:123456789012:function:charge\","
                    + "\"version\":\"7\"}}"));

    assertThat(fields.functionName).isEqualTo("charge");
    assertThat(fields.accountId).isEqualTo("123456789012");
    assertThat(fields.region).isEqualTo("eu-west-1");
    assertThat(fields.functionVersion).isEqualTo("7");
  }

  @Test
  void readsTheFaultOfAPlatformRecord() throws JsonProcessingException {
    LambdaFields fields =
        LambdaJsonParser.platform(
            Json.MAPPER.readTree(
                "{\"time\":\""
                    + TIME
                    + "\",\"type\":\"platform.fault\",\"record\":\"RequestId: "
                    + ID
                    + " Process exited before completing request\"}"));

    assertThat(fields.kind).isEqualTo(LambdaRecordKind.FAILURE);
    assertThat(fields.requestId).isEqualTo(ID);
  }

  @Test
  void readsTypeAndMessageOfEveryRecordedPayload() throws IOException {
    JsonNode runtimes = CorpusFolder.json("lambda/error_payloads_by_runtime.json");

    for (Map.Entry<String, JsonNode> runtime : runtimes.properties()) {
      JsonNode payload = runtime.getValue().path("Payload");
      LambdaFields fields = new LambdaFields();
      ErrorPayload.read(payload, fields);

      assertThat(fields.errorType).isEqualTo(payload.path("errorType").textValue());
      assertThat(fields.errorMessage).isEqualTo(payload.path("errorMessage").textValue());
      if (payload.path("stackTrace").isArray()) {
        assertThat(fields.errorStackLine).startsWith("File \"/var/").doesNotContain("\n");
      }
    }
  }
}
