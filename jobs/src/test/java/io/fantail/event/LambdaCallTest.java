package io.fantail.event;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LambdaCallTest {
  @ParameterizedTest
  @CsvSource({
    "orders, orders",
    "orders:PROD, orders",
    "orders:$LATEST, orders",
    "my-function:live, my-function",
    "my-function, my-function",
    "123456789012:orders, orders",
    "123456789012:orders:PROD, orders",
    "123456789012:function:orders, orders",
    "123456789012:function:orders:7, orders",
    "arn:aws:lambda:us-east-1:123456789012:function:orders, orders",
    "arn:aws:lambda:us-east-1:123456789012:function:orders:PROD, orders",
    "arn:aws:lambda:us-east-1:123456789012:function:my-function:PROD, my-function",
    "arn:aws-cn:lambda:cn-north-1:123456789012:function:orders:$LATEST, orders",
    "arn:aws:lambda:us-east-1:123456789012:function:function:1, function",
  })
  void namesTheFunctionOfAnyReference(String reference, String name) {
    assertThat(LambdaCall.functionNameOf(reference)).isEqualTo(name);
  }

  @Test
  void survivesAReferenceOfAnyLength() {
    String noReference = "ab" + "-a".repeat(100_000);

    assertThat(LambdaCall.functionNameOf(noReference)).isEqualTo(noReference);
  }
}
