package io.fantail.event.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.fantail.event.FunctionReference;
import io.fantail.event.LambdaCall;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class InvocationEvidenceTest {
  private static final String ID = "08e442a3-651f-4265-a3b1-6af8e4cb66eb";
  private static final String DURABLE =
      "arn:aws:lambda:eu-west-1:111122223333:function:fn:$LATEST.PUBLISHED/durable-execution/a/b";

  @Test
  void readsTheAnswerOfAnInvoke() {
    String output =
        """
        {"ExecutedVersion":"$LATEST","Payload":{"RequestId":"not this","SdkResponseMetadata":1},\
        "SdkHttpMetadata":{"AllHttpHeaders":{"X-Amzn-Trace-Id":["root=%s;parent=2a;sampled=0"],\
        "x-amzn-RequestId":["%s"]},"HttpStatusCode":200},\
        "SdkResponseMetadata":{"RequestId":"%s"},"StatusCode":200}"""
            .formatted("1-6ab4597b-340f867d6d85d51172e706c3", ID, ID);

    assertThat(InvocationEvidence.ofOutput(output))
        .isEqualTo(
            new LambdaCall(
                null, ID, "1-6ab4597b-340f867d6d85d51172e706c3", "$LATEST", false, false));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"SdkHttpMetadata\":{\"AllHttpHeaders\":{\"X-Amz-Durable-Execution-Arn\":[\""
            + DURABLE
            + "\"]}}}",
        "{\"SdkHttpMetadata\":{\"HttpHeaders\":{\"x-amz-durable-execution-arn\":\""
            + DURABLE
            + "\"}}}",
        "{\"StatusCode\":202,\"DurableExecutionArn\":\"" + DURABLE + "\"}",
      })
  void findsTheDurableExecutionThatTheAnswerNames(String output) {
    assertThat(InvocationEvidence.ofOutput(output).durableExecutionArn()).isEqualTo(DURABLE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"Payload\":{\"DurableExecutionArn\":\"" + DURABLE + "\"}}",
        "{\"DurableExecutionArn\":\"arn:aws:states:eu-west-1:111122223333:execution:sm:one\"}",
        "{\"DurableExecutionArn\":7}",
      })
  void findsNoDurableExecutionElsewhere(String output) {
    assertThat(InvocationEvidence.ofOutput(output).durableExecutionArn()).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"SdkHttpMetadata\":{\"HttpHeaders\":{\"x-amzn-RequestId\":\"" + ID + "\"}}}",
        "{\"SdkHttpMetadata\":{\"HttpHeaders\":{\"X-Amzn-Requestid\":\"" + ID + "\"}}}",
        "{\"SdkHttpMetadata\":{\"AllHttpHeaders\":{\"x-amzn-RequestId\":[\"" + ID + "\"]}}}",
        "{\"SdkResponseMetadata\":{\"RequestId\":\"" + ID + "\"},\"Payload\":{\"a\":",
      })
  void findsTheRequestIdWhereverTheAnswerHasIt(String output) {
    assertThat(InvocationEvidence.ofOutput(output).requestId()).isEqualTo(ID);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"Payload\":\"{}\",\"StatusCode\":200}",
        "{\"Payload\":\"{\\\"requestId\\\":\\\"" + ID + "\\\"}\",\"StatusCode\":200}",
        "{\"RequestId\":\"" + ID + "\"}",
        "[1]",
        "\"text\"",
        "null",
        "",
        "{\"SdkResponseMetadata\":null,\"SdkHttpMetadata\":[]}",
      })
  void findsNoneInAnOutputThatNamesNone(String output) {
    assertThat(InvocationEvidence.ofOutput(output)).isEqualTo(LambdaCall.NONE);
  }

  @Test
  void readsTheFailureThatTheSdkGivesAsAnOutput() {
    String output =
        "{\"ExecutedVersion\":\"7\",\"FunctionError\":\"Unhandled\",\"Payload\":"
            + "\"{\\\"errorMessage\\\": \\\"no\\\", \\\"requestId\\\": \\\""
            + ID
            + "\\\"}\",\"StatusCode\":200}";

    assertThat(InvocationEvidence.ofOutput(output))
        .isEqualTo(new LambdaCall(null, ID, null, "7", false, false));
  }

  @Test
  void readsWhatIsLeftOfAnOutputThatWasCut() {
    String output =
        "{\"ExecutedVersion\":\"7\",\"Payload\":{},\"SdkHttpMetadata\":{\"AllHttpHeaders\":"
            + "{\"x-amzn-RequestId\":[\""
            + ID.substring(0, 20);

    assertThat(InvocationEvidence.ofOutput(output))
        .isEqualTo(new LambdaCall(null, null, null, "7", false, false));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'Payload':{'FunctionName':'x','Qualifier':'9'},'FunctionName':'orders:1'} | 1 | false",
        "{'FunctionName':'orders','Payload':{}} | | false",
        "{'FunctionName':'orders','Payload':{'Qualifier':'9'},'Qualifier':'live'} | live | false",
        "{'FunctionName':'orders','InvocationType':'Event','Payload':{}} | | true",
        "{'FunctionName':'orders','InvocationType':'RequestResponse','Payload | | false",
        "{'FunctionName':'orders','Payload':{'InvocationType':'Event'}} | | false",
      })
  void readsTheCallOfTheParameters(
      String parameters, @Nullable String qualifier, boolean asynchronous) {
    assertThat(ofParameters(parameters.replace('\'', '"'), null))
        .isEqualTo(
            new LambdaCall(
                new FunctionReference("orders", null, null, qualifier),
                null,
                null,
                null,
                asynchronous,
                false));
  }

  @Test
  void knowsThatADryRunRunsNothing() {
    String parameters = "{\"FunctionName\":\"orders\",\"InvocationType\":\"DryRun\"}";

    assertThat(ofParameters(parameters, null).notInvoked()).isTrue();
  }

  @Test
  void takesTheAccountOfTheRoleWhereTheReferenceNamesNone() {
    String other = "{\"FunctionName\":\"999999999999:function:orders\"}";

    assertThat(ofParameters("{\"FunctionName\":\"orders\"}", "111111111111").function())
        .isEqualTo(new FunctionReference("orders", "111111111111", null, null));
    assertThat(ofParameters(other, "111111111111").function())
        .isEqualTo(new FunctionReference("orders", "999999999999", null, null));
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"{\"Payload\":{}}", "[]", "", "{\"FunctionName\":7}"})
  void findsNoFunctionInParametersThatNameNone(@Nullable String parameters) {
    assertThat(ofParameters(parameters, null)).isEqualTo(LambdaCall.NONE);
  }

  private static LambdaCall ofParameters(@Nullable String parameters, @Nullable String account) {
    return InvocationEvidence.ofParameters(parameters, account, new EventTexts().functions);
  }
}
