package io.fantail.trace.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import io.fantail.event.ExecutionArn;
import io.fantail.event.FunctionReference;
import io.fantail.event.LambdaCall;
import io.fantail.testing.History;
import io.fantail.testing.Run;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FunctionPlaceTest {
  private static final ExecutionArn CALLER =
      Objects.requireNonNull(ExecutionArn.parse(History.ARN));

  @ParameterizedTest
  @CsvSource({
    "charge,,,, 123456789012, eu-west-1, $LATEST",
    "charge:$LATEST,,, $LATEST, 123456789012, eu-west-1, $LATEST",
    "charge:7,,, 7, 123456789012, eu-west-1, 7",
    "charge:live,,,, 123456789012, eu-west-1,",
    "999999999999:function:charge, 999999999999,,, 999999999999, eu-west-1, $LATEST",
    "arn:aws:lambda:us-east-1:999999999999:function:charge:live,"
        + " 999999999999, us-east-1,, 999999999999, us-east-1,",
  })
  void tellsWhatAReferenceSaysFromWhatItMeans(
      String reference,
      @Nullable String account,
      @Nullable String region,
      @Nullable String version,
      String meantAccount,
      String meantRegion,
      @Nullable String meantVersion) {
    LambdaCall call = call(reference, null);

    assertThat(FunctionPlace.said(call)).isEqualTo(new FunctionPlace(account, region, version));
    assertThat(FunctionPlace.meant(call, CALLER))
        .isEqualTo(new FunctionPlace(meantAccount, meantRegion, meantVersion));
  }

  @ParameterizedTest
  @CsvSource({
    "charge:live,, 7, true",
    "charge:live, 7, 7, true",
    "charge:live, 7, 8, false",
    "charge:7,, 8, false",
    "charge:7,, $LATEST, false",
    "charge,, $LATEST, true",
    "charge,, $LATEST.PUBLISHED, true",
    "charge,, 7, false",
    "charge, $LATEST, $LATEST, true",
  })
  void comparesTheVersionThatAnswered(
      String reference, @Nullable String executed, String version, boolean may) {
    FunctionPlace ofRun = FunctionPlace.of(Run.of("r1").version(version).invocation());

    assertThat(FunctionPlace.meant(call(reference, executed), CALLER).mayBe(ofRun)).isEqualTo(may);
  }

  @ParameterizedTest
  @CsvSource({
    "123456789012, eu-west-1, true",
    "999999999999, eu-west-1, false",
    "123456789012, us-east-1, false",
  })
  void comparesAccountAndRegion(String account, String region, boolean may) {
    FunctionPlace ofRun =
        FunctionPlace.of(Run.of("r1").account(account).region(region).invocation());
    FunctionPlace meant = FunctionPlace.meant(call("charge", null), CALLER);

    assertThat(meant.mayBe(ofRun)).isEqualTo(may);
    assertThat(ofRun.mayBe(meant)).isEqualTo(may);
    assertThat(meant.mayBe(FunctionPlace.of(Run.of("r1").invocation()))).isTrue();
  }

  private static LambdaCall call(String reference, @Nullable String executedVersion) {
    return new LambdaCall(
        FunctionReference.parse(reference), null, null, executedVersion, false, false);
  }
}
