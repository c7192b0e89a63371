package io.fantail.job.compare;

import io.fantail.report.comparison.ComparedGroup;
import io.fantail.report.comparison.Comparison;
import io.fantail.report.comparison.Measured;
import io.fantail.report.latency.DurationCounts;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * What a group came to on one side, in one Map Run or altogether.
 *
 * @param mapRun its ARN, or {@link #UNLINKED}; null of everything together
 */
public record GroupFigures(
    ComparedGroup group, boolean isAgainst, @Nullable String mapRun, Measured measured)
    implements Serializable {
  /** Stands for the Map Run of children of which nothing says it. */
  static final String UNLINKED = "unlinked";

  private static final double NANOS_PER_MILLI = 1e6;

  /** Reads a row of {@link FiguresStage}. */
  static GroupFigures of(Row row) {
    return new GroupFigures(
        new ComparedGroup(
            row.getAs("kind"),
            row.getAs("state_machine_name"),
            row.getAs("name"),
            row.getAs("is_distributed_map_child")),
        row.getAs(SidesOfLake.IS_AGAINST),
        row.getAs("map_run"),
        Measured.of(
            durations(row.getList(row.fieldIndex("durations"))),
            row.<Long>getAs("errors"),
            row.<Long>getAs("starts"),
            row.<Long>getAs("cold_starts"),
            Comparison.CONFIDENCE));
  }

  /** What its Map Run came to. */
  Measured ofRun() {
    return measured.ofRun(UNLINKED.equals(mapRun) ? null : mapRun);
  }

  /** Of pairs of milliseconds and a count, ascending; one time may come several times. */
  private static DurationCounts durations(List<Row> pairs) {
    long[] nanos = new long[pairs.size()];
    long[] counts = new long[pairs.size()];
    int last = -1;
    for (Row pair : pairs) {
      long time = Math.round(pair.getDouble(0) * NANOS_PER_MILLI);
      if (last < 0 || nanos[last] != time) {
        last++;
        nanos[last] = time;
      }
      counts[last] += pair.getLong(1);
    }
    return new DurationCounts(Arrays.copyOf(nanos, last + 1), Arrays.copyOf(counts, last + 1));
  }
}
