package io.fantail.event;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FunctionReferenceTest {
  @ParameterizedTest
  @CsvSource({
    "orders, orders,,,",
    "orders:PROD, orders,,,PROD",
    "orders:$LATEST, orders,,,$LATEST",
    "my-function:live, my-function,,,live",
    "my-function, my-function,,,",
    "123456789012:orders, orders, 123456789012,,",
    "123456789012:orders:PROD, orders, 123456789012,,PROD",
    "123456789012:function:orders, orders, 123456789012,,",
    "123456789012:function:orders:7, orders, 123456789012,,7",
    "arn:aws:lambda:us-east-1:123456789012:function:orders, orders, 123456789012, us-east-1,",
    "arn:aws:lambda:us-east-1:123456789012:function:orders:PROD,"
        + " orders, 123456789012, us-east-1, PROD",
    "arn:aws:lambda:us-east-1:123456789012:function:my-function:PROD,"
        + " my-function, 123456789012, us-east-1, PROD",
    "arn:aws-cn:lambda:cn-north-1:123456789012:function:orders:$LATEST,"
        + " orders, 123456789012, cn-north-1, $LATEST",
    "arn:aws:lambda:us-east-1:123456789012:function:function:1,"
        + " function, 123456789012, us-east-1, 1",
    "arn:aws-us-gov:lambda:us-gov-west-1:123456789012:function:orders,"
        + " orders, 123456789012, us-gov-west-1,",
  })
  void tellsThePartsOfAnyReference(
      String reference,
      String name,
      @Nullable String account,
      @Nullable String region,
      @Nullable String qualifier) {
    assertThat(FunctionReference.parse(reference))
        .isEqualTo(new FunctionReference(name, account, region, qualifier));
  }

  @Test
  void survivesAReferenceOfAnyLength() {
    String noReference = "ab" + "-a".repeat(100_000);

    assertThat(FunctionReference.parse(noReference).name()).isEqualTo(noReference);
  }
}
