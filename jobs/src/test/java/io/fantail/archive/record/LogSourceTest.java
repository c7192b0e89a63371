package io.fantail.archive.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogSourceTest {
  private static final String ID = "f2d9ef6ec9274a98a9067c08847c7ccb";

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "/aws/lambda/orders, 2026/09/23/[$LATEST]" + ID + ", true, orders",
        "/aws/lambda/orders, 2026/09/23/[72]" + ID + ", true, orders",
        "/aws/lambda/orders, -, true, orders",
        "/custom/group, 2026/09/23/orders[$LATEST]" + ID + ", true, orders",
        "/aws/lambda/wrong, 2026/09/23/orders[$LATEST]" + ID + ", true, orders",
        "/custom/group, 2026/09/23/[$LATEST]" + ID + ", true, -",
        "-, 2026/09/23/[$LATEST]" + ID + ", true, -",
        "/aws/vendedlogs/states/x, states/x/2026-08-24-03/00000000, false, -",
        "/my/app, web-1, false, -",
        "-, -, false, -",
      })
  void saysWhetherALambdaFunctionWroteHereAndWhich(
      String logGroup, String logStream, boolean isLambda, String functionName) {
    LogSource source = new LogSource(logGroup, logStream);

    assertThat(source.isLambda()).isEqualTo(isLambda);
    assertThat(source.functionName()).isEqualTo(functionName);
  }

  /** A rule's own streams have a UUID for a name, and so have those of some services. */
  @ParameterizedTest
  @CsvSource({
    "/aws/events/rule, true",
    "orders-status, true",
    "/aws/lambda/orders, false",
    "/aws/apigateway/welcome, false",
    "/ecs/worker, false",
    "/aws-glue/jobs/output, false",
    "sns/eu-west-1/123456789012/orders, false",
    "sns/eu-west-1/123456789012/orders/Failure, false",
    "CloudTrail/DefaultLogGroup, false",
    "aws-cloudtrail-logs-123456789012-a1b2c3d4, false",
    "API-Gateway-Execution-Logs_a1b2c3/prod, false",
    "aws-waf-logs-orders, false",
    "RDSOSMetrics, false",
  })
  void saysWhereARuleOfEventBridgeMayWrite(String logGroup, boolean mayBe) {
    LogSource source = new LogSource(logGroup, "0a1b2c3d-1111-2222-3333-444455556666");

    assertThat(source.mayBeOfEventBridge()).isEqualTo(mayBe);
  }

  @Test
  void turnsBackTheStreamOfACustomLogGroup() {
    ArchiveObject object = exported("2026-09-23-my-orders[$LATEST]" + ID);

    assertThat(LogSource.ofExportedObject(object).functionName()).isEqualTo("my-orders");
  }

  @Test
  void readsTheStreamFromTheFolderOfTheObject() {
    assertThat(LogSource.ofExportedObject(exported("web-1")))
        .isEqualTo(new LogSource(null, "web-1"));
  }

  @ParameterizedTest
  @CsvSource({
    "s3://bucket/copies/week-3/000000.gz, false",
    "s3://bucket/0f3c3c5e-6f0e-4c8b-8d4e-5a7a3f7f2b11/web-1/copy-of-000000.gz, false",
    "s3://bucket/0f3c3c5e-6f0e-4c8b-8d4e-5a7a3f7f2b11/web-1/000000.gz, true",
    "s3://bucket/copies/2026-09-23-[$LATEST]" + ID + "/part-1, true",
    "s3://bucket/copies/states-order-2026-08-24-03-00000000/part-1, true"
  })
  void trustsTheFolderOfAnExportOnlyWhereItIsNamedForAStream(String uri, boolean isKnown) {
    LogSource source = LogSource.ofExportedObject(new ArchiveObject(uri, 1, List.of()));

    assertThat(source.isKnown()).isEqualTo(isKnown);
    assertThat(source.isStreamGuessed()).isEqualTo(!isKnown);
    assertThat(source.unnamedStream()).isNull();
  }

  @Test
  void aGuessStaysAGuessWhateverTheUserSaysOfTheGroup() {
    LogSource guessed =
        LogSource.ofExportedObject(
            new ArchiveObject("s3://bucket/copies/week-3/000000.gz", 1, List.of()));

    LogSource named = guessed.orElse("/my/app", "charge");

    assertThat(named.isStreamGuessed()).isTrue();
    assertThat(named.logGroup()).isEqualTo("/my/app");
  }

  @Test
  void takesNoTimeOverANameThatNoStreamCanHave() {
    String tooLong = "2026/09/23/" + "[".repeat(100_000) + "[$LATEST]" + ID;

    assertTimeoutPreemptively(
        Duration.ofSeconds(10),
        () -> assertThat(new LogSource(null, tooLong).isLambda()).isFalse());
  }

  private static ArchiveObject exported(String stream) {
    return new ArchiveObject(
        "s3://bucket/exportedlogs/0f3c3c5e-6f0e-4c8b-8d4e-5a7a3f7f2b11/" + stream + "/000000.gz",
        1,
        List.of());
  }
}
