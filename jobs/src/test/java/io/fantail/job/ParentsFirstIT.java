package io.fantail.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The order in which the README lists what an execution did: whatever began something stands above
 * it.
 */
@ExtendWith(CaseLake.class)
class ParentsFirstIT {
  private static final String ORDER =
      "started_at, ended_at DESC NULLS FIRST,"
          + " array_position(array('execution', 'map_run', 'state', 'iteration', 'branch', 'attempt', 'lambda', 'aws'), kind)";

  @Test
  void sortsParentsBeforeTheirChildren(LakeReader lake) {
    List<Row> spans =
        lake.rows(
            "SELECT execution_arn, kind, name, span_id, parent_span_id FROM spans ORDER BY execution_arn, "
                + ORDER);
    Set<String> above = new HashSet<>();
    Set<String> all = new HashSet<>();
    spans.forEach(span -> all.add(span.getString(0) + span.getString(3)));
    List<Row> beforeTheirParents = new ArrayList<>();
    for (Row span : spans) {
      String parent = span.getString(0) + span.getString(4);
      if (all.contains(parent) && !above.contains(parent)) {
        beforeTheirParents.add(span);
      }
      above.add(span.getString(0) + span.getString(3));
    }

    assertThat(spans).hasSizeGreaterThan(100);
    assertThat(beforeTheirParents).isEmpty();
  }
}
