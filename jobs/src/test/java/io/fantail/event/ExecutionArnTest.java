package io.fantail.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.fantail.testing.CorpusFolder;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExecutionArnTest {
  @ParameterizedTest
  @CsvSource({
    "arn:aws:states:us-east-1:1:execution:orders:one, arn:aws:states:us-east-1:1, false, orders,, one",
    "arn:aws:states:us-east-1:1:execution:orders/Each:4bd1, arn:aws:states:us-east-1:1, false, orders, Each, 4bd1",
    "arn:aws:states:us-east-1:1:express:orders:one:7fa0, arn:aws:states:us-east-1:1, true, orders,, one",
    "arn:aws:states:us-east-1:1:express:orders/Each:4bd1:7fa0, arn:aws:states:us-east-1:1, true, orders, Each, 4bd1",
    "arn:aws-cn:states:cn-north-1:1:execution:orders:one, arn:aws-cn:states:cn-north-1:1, false, orders,, one",
    "arn:aws-us-gov:states:us-gov-west-1:1:express:orders:one:7fa0, arn:aws-us-gov:states:us-gov-west-1:1, true, orders,, one",
    "arn:aws:states:us-east-1:1:execution:a.b-c_d:()+=_.@-, arn:aws:states:us-east-1:1, false, a.b-c_d,, ()+=_.@-",
  })
  void readsTheParts(
      String arn,
      String prefix,
      boolean express,
      String machine,
      @Nullable String label,
      String name) {
    assertThat(ExecutionArn.parse(arn))
        .isEqualTo(new ExecutionArn(prefix, express, machine, label, name));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "arn:aws:states:us-east-1:1:stateMachine:orders",
        "arn:aws:states:us-east-1:1:stateMachine:orders:PROD",
        "arn:aws:states:us-east-1:1:mapRun:orders/Each:d0b3",
        "arn:aws:states:us-east-1:1:execution:orders",
        "arn:aws:states:us-east-1:1:execution:orders:one:two",
        "arn:aws:states:us-east-1:1:express:orders:one",
        "arn:aws:lambda:us-east-1:1:function:orders",
        " arn:aws:states:us-east-1:1:execution:orders:one",
      })
  void isNullForWhatIsNoExecution(String arn) {
    assertThat(ExecutionArn.parse(arn)).isNull();
  }

  @Test
  void shortensToWhatTellsItFromOthers() {
    assertThat(ExecutionArn.shortened("arn:aws:states:eu-west-1:1:execution:m/Each:one"))
        .isEqualTo("m/Each:one");
    assertThat(ExecutionArn.shortened("no:arn")).isEqualTo("no:arn");
  }

  @Test
  void namesAChildsStateMachineAndFamilyByItsLabel() {
    ExecutionArn child = parse("arn:aws:states:us-east-1:1:express:orders/Each:4bd1:7fa0");

    assertThat(child.isDistributedMapChild()).isTrue();
    assertThat(child.stateMachineName()).isEqualTo("orders/Each");
    assertThat(child.stateMachineArn())
        .isEqualTo("arn:aws:states:us-east-1:1:stateMachine:orders/Each");
    assertThat(child.mapRunFamily()).isEqualTo("arn:aws:states:us-east-1:1:mapRun:orders/Each");
  }

  @Test
  void belongsToNoMapRunUnlessAChild() {
    ExecutionArn parent = parse("arn:aws:states:us-east-1:1:execution:orders:one");

    assertThat(parent.isDistributedMapChild()).isFalse();
    assertThat(parent.stateMachineName()).isEqualTo("orders");
    assertThat(parent.mapRunFamily()).isNull();
  }

  @Test
  void readsEveryArnThatWasRecorded() throws IOException {
    assertThat(CorpusFolder.jsonLines("sfn/index.jsonl"))
        .filteredOn(row -> row.path("executionArn").isTextual())
        .isNotEmpty()
        .allSatisfy(
            row -> assertThat(ExecutionArn.parse(row.path("executionArn").asText())).isNotNull());
  }

  private static ExecutionArn parse(String text) {
    ExecutionArn arn = ExecutionArn.parse(text);
    if (arn == null) {
      throw new AssertionError(text + " is an execution's ARN");
    }
    return arn;
  }
}
