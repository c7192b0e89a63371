package io.fantail.job;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The cases beside which others are held: the same records in the form that is read best. */
@ExtendWith(CaseLake.class)
class TwinCasesIT {
  @Test
  void readsTheTelemetryRecordsThatStandInLines(LakeReader lake) {
    assertThat(
            lake.rows(
                "SELECT link, duration_ms FROM spans WHERE kind = 'lambda' AND function_name = 'fn-a09n'"))
        .singleElement()
        .hasToString("[request_id,200.0]");
  }
}
