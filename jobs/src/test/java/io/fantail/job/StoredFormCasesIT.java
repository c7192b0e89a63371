package io.fantail.job;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What Firehose and Windows PowerShell store in forms of their own. */
@ExtendWith(CaseLake.class)
class StoredFormCasesIT {
  @Test
  void readsTheZipThatFirehoseWrites(LakeReader lake) {
    assertThat(
            lake.rows(
                "SELECT link, duration_ms FROM spans WHERE kind = 'lambda' AND function_name = 'fn-a19'"))
        .singleElement()
        .hasToString("[request_id,200.0]");
    assertThat(lake.rows("SELECT reason FROM rejects WHERE source_file LIKE '%/a19/%'")).isEmpty();
  }

  @Test
  void readsUtf16WithItsByteOrderMark(LakeReader lake) {
    assertThat(
            lake.rows(
                "SELECT status, event_count, missing_events FROM executions"
                    + " WHERE state_machine_name = 'sm-a85'"))
        .singleElement()
        .hasToString("[SUCCEEDED,7,0]");
  }
}
