package io.fantail.event.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import io.fantail.archive.record.LogSource;
import io.fantail.event.LambdaRecordKind;
import io.fantail.event.policy.PayloadPolicy;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LambdaFieldsTest {
  private static final String SECRET = "hunter2";

  @Test
  void storesNoIdOfALambdaLineThatIsNone() {
    LambdaFields fields = new LambdaFields(LambdaRecordKind.START);
    fields.requestId = SECRET;
    fields.functionVersion = SECRET;
    fields.functionName = "fn " + SECRET;
    fields.accountId = SECRET;
    fields.region = SECRET;
    fields.xrayTraceId = SECRET;

    assertThat(
            fields
                .toRecord(
                    LogSource.NONE,
                    null,
                    Instant.EPOCH,
                    false,
                    new PayloadPolicy(0, Set.of()),
                    "file",
                    0)
                .toString())
        .doesNotContain(SECRET);
  }
}
