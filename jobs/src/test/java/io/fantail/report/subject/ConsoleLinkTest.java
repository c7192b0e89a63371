package io.fantail.report.subject;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConsoleLinkTest {

  @ParameterizedTest
  @CsvSource({
    "aws, eu-west-1, console.aws.amazon.com",
    "aws-cn, cn-north-1, console.amazonaws.cn",
    "aws-us-gov, us-gov-west-1, console.amazonaws-us-gov.com"
  })
  void isThatOfThePartition(String partition, String region, String console) {
    String arn =
        "arn:" + partition + ":states:" + region + ":444455556666:execution:shop/Label:a:b";

    assertThat(ConsoleLink.of(arn, Instant.EPOCH))
        .isEqualTo(
            "https://%s.%s/states/home?region=%s#/v2/executions/details/%s"
                .formatted(region, console, region, arn));
  }

  @Test
  void namesTheStartOfAnExpressWorkflow() {
    assertThat(
            ConsoleLink.of(
                "arn:aws:states:eu-west-1:444455556666:express:shop:name:id",
                Instant.ofEpochMilli(17)))
        .endsWith(
            "#/express-executions/details/arn:aws:states:eu-west-1:444455556666:express:shop:name:id?startDate=17");
  }

  @Test
  void isNullWhereNoConsoleIsKnown() {
    assertThat(ConsoleLink.of("arn:aws-iso:states:us-iso-east-1:1:execution:a:b", Instant.EPOCH))
        .isNull();
    assertThat(ConsoleLink.of("run-1", Instant.EPOCH)).isNull();
  }
}
