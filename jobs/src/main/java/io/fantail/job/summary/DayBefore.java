package io.fantail.job.summary;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.sum;

import io.fantail.report.comparison.Change;
import io.fantail.report.comparison.ComparedGroup;
import io.fantail.report.comparison.Comparison;
import io.fantail.report.comparison.Figure;
import io.fantail.report.comparison.Measured;
import io.fantail.report.comparison.Side;
import io.fantail.report.statistics.Interval;
import io.fantail.report.tail.summary.SlowGroup;
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
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * How the slowest label stands to the day before, as {@code compare} concludes it of the tables
 * that reports wrote: the 95th percentile of both days and of their Map Runs, and the errors that
 * were not there then.
 *
 * @param day before
 * @param p95 from that day to the day of the label
 * @param runsBefore Map Runs of that day that have a percentile
 * @param runs of the day of the label
 * @param newErrors names of errors that the day before had not, five at most
 */
record DayBefore(LocalDate day, Change p95, long runsBefore, long runs, List<String> newErrors) {
  private static final int MOST_ERRORS = 5;

  /** The comparison; null where the lake has no child of that label on one of both days. */
  static @Nullable DayBefore of(Lake lake, SlowGroup group) {
    LocalDate before = group.day().minusDays(1);
    if (!lake.hasDays(Tables.MAP_RUNS, dayOf(before))) {
      return null;
    }
    DaySet both = DaySet.of(new DayRange(before, group.day().plusDays(1)));
    Map<LocalDate, Measured> all = new HashMap<>();
    lake.read(Tables.LATENCY, both)
        .filter(col("kind").equalTo(ComparedGroup.EXECUTION).and(col("is_distributed_map_child")))
        .filter(col("state_machine_name").equalTo(group.stateMachineName()))
        .select(Table.DAY, "count", "errors", "p95_ms")
        .collectAsList()
        .forEach(row -> all.put(row.getAs(Table.DAY), measured(row)));
    Measured now = all.get(group.day());
    Measured then = all.get(before);
    if (now == null || then == null) {
      return null;
    }
    Map<LocalDate, List<Measured>> runs =
        lake
            .read(Tables.MAP_RUNS, both)
            .filter(col("map_run_arn").contains(":mapRun:" + group.stateMachineName() + ":"))
            .selectExpr(
                Table.DAY,
                "map_run_arn",
                "children - running AS count",
                "failed + timed_out + aborted AS errors",
                "p95_ms")
            .filter("p95_ms IS NOT NULL")
            .collectAsList()
            .stream()
            .collect(
                Collectors.groupingBy(
                    row -> row.getAs(Table.DAY),
                    Collectors.mapping(
                        row -> measured(row).ofRun(row.getAs("map_run_arn")),
                        Collectors.toList())));
    Side base = new Side(then, runs.getOrDefault(before, List.of()));
    Side against = new Side(now, runs.getOrDefault(group.day(), List.of()));
    ComparedGroup children =
        new ComparedGroup(
            ComparedGroup.EXECUTION, group.stateMachineName(), group.stateMachineName(), true);
    return new DayBefore(
        before,
        Comparison.of(children, Figure.P95, base, against),
        base.runs().size(),
        against.runs().size(),
        newErrors(lake, group, before));
  }

  private static DaySet dayOf(LocalDate day) {
    return DaySet.of(new DayRange(day, day.plusDays(1)));
  }

  private static Measured measured(Row row) {
    return Measured.ofP95(
        row.<Long>getAs("count"), row.<Long>getAs("errors"), row.<Double>getAs("p95_ms"));
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
    Double before = p95.base().value();
    Double now = p95.against().value();
    return "of "
        + label
        + " p95 "
        + (now == null ? "not known" : Wording.time(now))
        + " was "
        + (before == null ? "not known" : Wording.time(before))
        + " ("
        + how()
        + (newErrors.isEmpty() ? "" : " Errors new: " + String.join(", ", newErrors) + ".");
  }

  private String how() {
    Interval ratio = p95.effect().ratio();
    if (ratio == null) {
      return String.format(
          Locale.ROOT,
          "%s against %,d, too few to tell whether the next will be).",
          Wording.count(runs, "Map Run", "Map Runs"),
          runsBefore);
    }
    return String.format(
        Locale.ROOT,
        "%.2f ×, %.2f to %.2f, %,d Map Runs against %,d): %s.",
        ratio.estimate(),
        ratio.low(),
        ratio.high(),
        p95.effect().againstRuns(),
        p95.effect().baseRuns(),
        switch (p95.verdict()) {
          case SLOWER, FASTER -> p95.verdict().word();
          case SAME -> "the same";
          case UNKNOWN -> "unknown whether it changed";
        });
  }
}
