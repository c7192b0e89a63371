package io.fantail.event;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MapRunArnTest {
  @Test
  void hasPartsInAnyPartition() {
    MapRunArn run =
        MapRunArn.parse(
            "arn:aws-cn:states:cn-north-1:444455556666:mapRun:orders/Each_1:6e4a6b5f-0c3b-3b0d");

    assertThat(run)
        .isEqualTo(new MapRunArn("cn-north-1", "orders", "Each_1", "6e4a6b5f-0c3b-3b0d"));
    assertThat(run).extracting(MapRunArn::stateMachineName).isEqualTo("orders/Each_1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "run",
        "a/b:c",
        "arn:aws:states:eu-west-1:1:mapRun:orders:id",
        "arn:aws:states:eu-west-1:1:mapRun:orders/:id",
        "arn:aws:states:eu-west-1:1:mapRun:/Each:id",
        "arn:aws:states:eu-west-1:1:mapRun:orders/Each:",
        "arn:aws:states:eu-west-1:1:mapRun:orders/Each",
        "arn:aws:states:eu-west-1:1:mapRun:orders/Each:id:2",
        "arn:aws:states:eu-west-1:1:execution:orders/Each:id",
        "arn:aws:lambda:eu-west-1:1:mapRun:orders/Each:id",
      })
  void isNullOfWhatIsNone(String arn) {
    assertThat(MapRunArn.parse(arn)).isNull();
  }
}
