package io.fantail.job.summary;

import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.log;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.var_samp;

import io.fantail.report.statistics.Interval;
import io.fantail.report.statistics.MeanAndVariance;
import io.fantail.report.statistics.WelchTest;
import io.fantail.report.tail.SlowGroup;
import io.fantail.shape.Table;
import io.fantail.table.DayRange;
import io.fantail.table.DaySet;
import io.fantail.table.Lake;
import io.fantail.table.Tables;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * How the slowest label stands to the day before: its Map Runs' 95th percentiles, compared run by
 * run by Welch's t on their logarithms, and the errors that were not there then.
 *
 * @param runs Map Runs of the day, and {@code runsBefore} of the day before
 * @param ratio of the typical p95; null where either day has less than three runs
 * @param newErrors names of errors that the day before had not, five at most
 */
record DayBefore(
    LocalDate day,
    long runs,
    double p95Ms,
    long runsBefore,
    double p95MsBefore,
    @Nullable Interval ratio,
    List<String> newErrors) {

  private static final long LEAST_RUNS = 3;
  private static final double CONFIDENCE = 0.95;
  private static final int MOST_ERRORS = 5;

  private record Runs(long count, double meanLog, @Nullable Double variance) {
    static Runs of(Row row) {
      return new Runs(row.getAs("runs"), row.getAs("mean"), row.getAs("variance"));
    }

    double typicalMs() {
      return Math.exp(meanLog);
    }

    MeanAndVariance ofLogs() {
      return new MeanAndVariance(count, meanLog, variance == null ? 0 : variance);
    }
  }

  /** The comparison; null where the lake has no Map Run of that label on the day before. */
  static @Nullable DayBefore of(Lake lake, SlowGroup group) {
    LocalDate before = group.day().minusDays(1);
    if (!lake.hasDays(Tables.MAP_RUNS, dayOf(before))) {
      return null;
    }
    Map<LocalDate, Runs> byDay = new HashMap<>();
    for (Row row : typicalRuns(lake, group, before)) {
      byDay.put(row.getAs(Table.DAY), Runs.of(row));
    }
    Runs now = byDay.get(group.day());
    Runs then = byDay.get(before);
    if (now == null || then == null) {
      return null;
    }
    boolean areEnough = now.count >= LEAST_RUNS && then.count >= LEAST_RUNS;
    return new DayBefore(
        before,
        now.count,
        now.typicalMs(),
        then.count,
        then.typicalMs(),
        areEnough ? WelchTest.of(now.ofLogs(), then.ofLogs(), CONFIDENCE).difference().exp() : null,
        newErrors(lake, group, before));
  }

  private static DaySet dayOf(LocalDate day) {
    return DaySet.of(new DayRange(day, day.plusDays(1)));
  }

  private static List<Row> typicalRuns(Lake lake, SlowGroup group, LocalDate before) {
    return lake.read(Tables.MAP_RUNS, DaySet.of(new DayRange(before, group.day().plusDays(1))))
        .filter(col("map_run_arn").contains(":mapRun:" + group.stateMachineName() + ":"))
        .filter(col("p95_ms").gt(0))
        .groupBy(Table.DAY)
        .agg(
            count("p95_ms").alias("runs"),
            avg(log(col("p95_ms"))).alias("mean"),
            var_samp(log(col("p95_ms"))).alias("variance"))
        .collectAsList();
  }

  private static List<String> newErrors(Lake lake, SlowGroup group, LocalDate before) {
    String[] kind = {"state_machine_name", "state_name", "fingerprint"};
    Dataset<Row> then = lake.read(Tables.ERRORS, dayOf(before)).selectExpr(kind);
    List<String> names = new ArrayList<>();
    for (Row row :
        lake.read(Tables.ERRORS, dayOf(group.day()))
            .filter("fingerprint IS NOT NULL AND error IS NOT NULL")
            .join(then, kind, "left_anti")
            .groupBy("error")
            .agg(sum("attempts").alias("attempts"))
            .orderBy(col("attempts").desc(), col("error"))
            .limit(MOST_ERRORS)
            .collectAsList()) {
      names.add(row.getAs("error"));
    }
    return names;
  }

  /** What people read. */
  String sentence(String label) {
    String p95 =
        "of " + label + " p95 " + Wording.time(p95Ms) + " was " + Wording.time(p95MsBefore) + " (";
    Interval of = ratio;
    String how =
        of == null
            ? Wording.times(p95Ms / p95MsBefore)
                + " in "
                + Wording.count(runs, "Map Run", "Map Runs")
                + " against "
                + runsBefore
                + ", too few to tell whether the next will be)."
            : String.format(
                Locale.ROOT,
                "%.2f ×, %.2f to %.2f, %,d Map Runs against %,d): %s.",
                of.estimate(),
                of.low(),
                of.high(),
                runs,
                runsBefore,
                of.low() > 1 ? "slower" : of.high() < 1 ? "faster" : "no sure change");
    return p95
        + how
        + (newErrors.isEmpty() ? "" : " Errors new: " + String.join(", ", newErrors) + ".");
  }
}
