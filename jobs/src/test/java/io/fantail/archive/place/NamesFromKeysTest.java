package io.fantail.archive.place;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fantail.archive.record.ArchiveObject;
import io.fantail.archive.record.LogSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamesFromKeysTest {
  private static final String PREFIX = "arn:aws:states:eu-west-1:111122223333:execution:";

  private static @Nullable String arnOf(String regex, @Nullable String template, String uri) {
    return new ArnFromKey(regex, template).arnOf(uri);
  }

  private static ArchiveObject object(String uri) {
    return new ArchiveObject(uri, 1, List.of());
  }

  @ParameterizedTest
  @CsvSource({
    "s3://b/h/arn:aws:states:eu-west-1:111122223333:execution:orders:one/page.json",
    "s3://b/h/arn%3Aaws%3Astates%3Aeu-west-1%3A111122223333%3aexecution%3aorders%3Aone/page.json",
  })
  void findsAWholeArn(String uri) {
    assertThat(arnOf("h/(?<arn>arn[^/]*)/", null, uri)).isEqualTo(PREFIX + "orders:one");
  }

  @Test
  void putsAnArnTogether() {
    String regex =
        "(?<partition>aws[^/]*)/(?<region>[^/]+)/(?<account>\\d+)/(?<stateMachine>[^/]+)/"
            + "(?:(?<label>[^/]+)/)?(?<name>[^/.]+)\\.json$";

    assertThat(arnOf(regex, null, "s3://b/aws/eu-west-1/111122223333/orders/one.json"))
        .isEqualTo(PREFIX + "orders:one");
    assertThat(arnOf(regex, null, "s3://b/aws/eu-west-1/111122223333/orders/Each/two.json"))
        .isEqualTo(PREFIX + "orders/Each:two");
    assertThat(arnOf(regex, null, "s3://b/gcp/eu-west-1/111122223333/orders/one.json")).isNull();
  }

  @Test
  void putsTheArnOfAnExpressExecutionTogether() {
    String regex =
        "(?<partition>aws)/(?<region>.+?)/(?<account>.+?)/(?<stateMachine>.+?)/(?<name>.+?)/(?<id>.+)";

    assertThat(arnOf(regex, null, "s3://b/aws/r/1/orders/one/f00"))
        .isEqualTo("arn:aws:states:r:1:express:orders:one:f00");
  }

  @Test
  void fillsATemplate() {
    String uri = "file:/histories/orders/Each/run-7.json";
    String regex = "histories/(?<stateMachine>[^/]+)/(?:(?<label>[^/]+)/)?(?<name>[^/]+)\\.json";

    assertThat(arnOf(regex, PREFIX + "{stateMachine}:{name}", uri))
        .isEqualTo(PREFIX + "orders/Each:run-7");
    assertThat(arnOf(regex, PREFIX + "{stateMachine}/{label}:{name}", uri))
        .isEqualTo(PREFIX + "orders/Each:run-7");
    assertThat(
            arnOf(
                regex,
                PREFIX + "{stateMachine}/{label}:{name}",
                "file:/histories/orders/run-7.json"))
        .isNull();
    assertThat(arnOf("/(?<name>\\$1\\\\)", "{name}", "/$1\\")).isEqualTo("$1\\");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "(?<name>.+) | | lacks partition, region, account, stateMachine",
        "no groups | | has no group (?<arn>...)",
        "(?<name>.+) | {stateMachine}:{name} | no group (?<stateMachine>...)",
        "\\(\\?<arn>.+ | | has no group (?<arn>...)",
        "(?<arn | | named capturing group",
      })
  void refusesAnExpressionThatCannotNameAnExecution(
      String regex, @Nullable String template, String message) {
    assertThatThrownBy(() -> new ArnFromKey(regex, template))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  @Test
  void refusesAnExpressionWithoutItsGroup() {
    assertThatThrownBy(() -> new NameFromKey("(?<functions>.+)", "function"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("has no group (?<function>...)");
  }

  @Test
  void namesNothingWhereTheUserSaysNothing() {
    assertThat(NamesFromKeys.NONE.executionArnOf(object("s3://b/k"))).isNull();
    assertThat(NamesFromKeys.NONE.functionOf(object("s3://b/k"))).isNull();
    assertThat(NamesFromKeys.NONE.logGroupOf(object("s3://b/k"))).isNull();
  }

  @Test
  void fillsInWhatASourceLacks() {
    LogSource unnamed = new LogSource(null, "2026/09/23/[$LATEST]f2d9ef6ec9274a98a9067c08847c7ccb");

    assertThat(unnamed.orElse(null, "charge").functionName()).isEqualTo("charge");
    assertThat(unnamed.orElse("/aws/lambda/pay", null).functionName()).isEqualTo("pay");
    assertThat(unnamed.orElse("/aws/lambda/pay", null).logGroup()).isEqualTo("/aws/lambda/pay");
    assertThat(unnamed.orElse(null, null)).isSameAs(unnamed);
  }

  @Test
  void trustsAKeyLess() {
    LogSource named =
        new LogSource("/aws/lambda/pay", "2026/09/23/[$LATEST]f2d9ef6ec9274a98a9067c08847c7ccb");

    assertThat(named.orElse("/aws/lambda/other", "other")).isEqualTo(named);
  }

  @Test
  void takesNoLogOfSomethingElseForAFunctions() {
    assertThat(new LogSource("/my/app", "web-1").orElse(null, "charge").isLambda()).isFalse();
    assertThat(new LogSource(null, "states/orders/2026").orElse(null, "charge").isLambda())
        .isFalse();
    assertThat(new LogSource(null, "web-1").orElse(null, "charge").isLambda()).isTrue();
  }
}
