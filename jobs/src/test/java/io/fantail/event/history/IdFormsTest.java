package io.fantail.event.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.fantail.event.ExecutionArn;
import io.fantail.event.LambdaCall;
import io.fantail.event.UpstreamContext;
import io.fantail.event.id.IdForms;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class IdFormsTest {
  private static final String SECRET = "hunter2";
  private static final String ID = "3a1a6892-31b8-4245-940d-30d44570f46a";
  private static final String ARN = "arn:aws:states:eu-west-1:111122223333:execution:orders:one";

  @Test
  void knowsTheFormsOfIds() {
    assertThat(IdForms.requestId(ID)).isEqualTo(ID);
    assertThat(IdForms.callId("GDP5Z1T6TMBHV8KT")).isEqualTo("GDP5Z1T6TMBHV8KT");
    assertThat(IdForms.version("$LATEST")).isEqualTo("$LATEST");
    assertThat(IdForms.version("42")).isEqualTo("42");
    assertThat(IdForms.region("us-gov-west-1")).isEqualTo("us-gov-west-1");
    assertThat(IdForms.account("111122223333")).isEqualTo("111122223333");
    assertThat(IdForms.functionName("fn_a-9")).isEqualTo("fn_a-9");
    assertThat(IdForms.executionArn(ARN)).isEqualTo(ARN);
    assertThat(IdForms.arn("arn:aws:lambda:eu-west-1:1:function:fn"))
        .isEqualTo("arn:aws:lambda:eu-west-1:1:function:fn");
    assertThat(IdForms.xrayTraceId("1-6b0a7f40-aaaabbbbccccddddeeeeffff")).isNotNull();
  }

  @Test
  void takesNothingElseForAnId() {
    assertThat(IdForms.requestId(SECRET)).isNull();
    assertThat(IdForms.requestId(ID + SECRET)).isNull();
    assertThat(IdForms.callId(SECRET)).isNull();
    assertThat(IdForms.version(SECRET)).isNull();
    assertThat(IdForms.region(SECRET)).isNull();
    assertThat(IdForms.account(SECRET)).isNull();
    assertThat(IdForms.functionName("password=" + SECRET)).isNull();
    assertThat(IdForms.executionArn(SECRET)).isNull();
    assertThat(IdForms.executionArn(ARN + " password=" + SECRET)).isNull();
    assertThat(IdForms.arn("arn:aws:x password=" + SECRET)).isNull();
    assertThat(IdForms.xrayTraceId("1-" + SECRET)).isNull();
  }

  @Test
  void takesNoIdFromPayloadsThatIsNone() {
    assertThat(
            FailureEvidence.requestId("{\"errorMessage\":\"e\",\"requestId\":\"" + SECRET + "\"}"))
        .isNull();
    assertThat(
            InvocationEvidence.ofOutput(
                "{\"ExecutedVersion\":\"hunter2\",\"SdkResponseMetadata\":{\"RequestId\":\"hunter2\"}}"))
        .isEqualTo(LambdaCall.NONE);
    ExecutionArn execution = Objects.requireNonNull(ExecutionArn.parse(ARN));
    assertThat(
            UpstreamContextReader.of(
                execution,
                "{\"AWS_STEP_FUNCTIONS_STARTED_BY_EXECUTION_ID\":\"" + ARN + " " + SECRET + "\"}"))
        .isEqualTo(UpstreamContext.NONE);
  }
}
