package io.fantail.span;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class ThrottlingTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Lambda.TooManyRequestsException",
        "Lambda.EC2ThrottledException",
        "DynamoDb.ProvisionedThroughputExceededException",
        "DynamoDB.ProvisionedThroughputExceededException",
        "DynamoDb.RequestLimitExceededException",
        "DynamoDb.ThrottlingException",
        "Kinesis.LimitExceededException",
        "S3.SlowDownException",
        "Sns.ThrottledException",
        "Sqs.RequestThrottledException",
        "States.Http.StatusCode.429",
        "com.amazonaws.services.lambda.model.TooManyRequestsException",
        "ThrottlingException",
        "TooManyRequests",
      })
  void knowsWhoWasAskedTooOften(String error) {
    assertThat(Throttling.isNamedBy(error)).isTrue();
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "",
        "Exception",
        ".",
        "States.Timeout",
        "States.Http.StatusCode.503",
        "Lambda.ServiceException",
        "Lambda.AccessDeniedException",
        "DynamoDb.TransactionInProgressException",
        "DynamoDb.ConditionalCheckFailedException",
        "ItemLimitExceededException",
        "RateLimiterBroken",
      })
  void takesNothingElseForIt(@Nullable String error) {
    assertThat(Throttling.isNamedBy(error)).isFalse();
  }
}
