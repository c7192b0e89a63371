package io.fantail.job.export;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;

import io.fantail.job.item.KnownMapRun;
import io.fantail.job.message.ExitCode;
import io.fantail.job.message.JobException;
import io.fantail.look.export.chosen.ChosenTraces;
import io.fantail.look.export.chosen.StoredExecutions;
import io.fantail.table.DayRange;
import io.fantail.table.DaySet;
import io.fantail.table.Lake;
import io.fantail.table.Tables;
import io.fantail.text.Printable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * What a user asked to export.
 *
 * @param execution an ARN or a name; null where none was named
 * @param mapRun what {@link KnownMapRun#meant} understands; null where none was named
 * @param days on which executions started
 * @param all whether no child is left to a summary
 */
public record WhatToExport(
    @Nullable String execution, @Nullable String mapRun, DayRange days, boolean all) {
  private static final int MOST_NAMED = 10;
  private static final String ARN = "execution_arn";

  /**
   * Finds it.
   *
   * @param isNeverFolded whether the format adds up all children anyway
   * @throws JobException when it is not there, or may be one of several
   */
  ChosenTraces find(Lake lake, boolean isNeverFolded) {
    DaySet wanted = DaySet.of(days);
    boolean whole = all || isNeverFolded;
    if (execution != null) {
      return ChosenTraces.ofExecution(lake, execution(lake, wanted, execution.strip()), whole);
    }
    if (mapRun != null) {
      Row run = mapRun(lake, wanted, mapRun);
      Row parent =
          StoredExecutions.startedBefore(lake, run.getAs("parent_execution_arn"), run.getAs("day"));
      return ChosenTraces.ofMapRun(lake, run, parent, whole);
    }
    ChosenTraces chosen = ChosenTraces.ofDays(lake, wanted, whole);
    if (chosen.isEmpty()) {
      throw nothing("No execution of " + days.inWords() + " is in ", lake);
    }
    return chosen;
  }

  private Row execution(Lake lake, DaySet wanted, String asked) {
    Row known = StoredExecutions.ofArn(lake, wanted, asked);
    if (known != null) {
      return known;
    }
    List<Row> named = StoredExecutions.named(lake, wanted, asked, MOST_NAMED + 1);
    if (named.size() == 1) {
      return named.get(0);
    } else if (named.isEmpty()) {
      throw asked.contains(":mapRun:")
          ? new JobException(
              ExitCode.NOTHING_MATCHED,
              "No execution is called " + Printable.of(asked) + ": it is a Map Run. Use --map-run.")
          : nothing(
              "No execution " + Printable.of(asked) + " of " + days.inWords() + " is in ", lake);
    }
    List<String> lines = new ArrayList<>();
    lines.add(
        "--execution "
            + Printable.of(asked)
            + " may be any of "
            + (named.size() > MOST_NAMED ? "more than " + MOST_NAMED : named.size())
            + ":");
    named.stream()
        .limit(MOST_NAMED)
        .map(row -> "  " + row.getAs(ARN) + ", started " + row.getAs("started_at"))
        .forEach(lines::add);
    throw new JobException(ExitCode.USAGE, String.join("\n", lines));
  }

  private Row mapRun(Lake lake, DaySet wanted, String asked) {
    Dataset<Row> ofDays = lake.read(Tables.MAP_RUNS, wanted);
    List<KnownMapRun> all =
        ofDays
            .select(
                col("map_run_arn"),
                col("state_name"),
                col("started_at"),
                coalesce(col("items"), col("reported_items"), lit(0L)))
            .sort("started_at", "map_run_arn")
            .collectAsList()
            .stream()
            .map(
                run ->
                    KnownMapRun.withItems(
                        run.getString(0), run.getString(1), run.<Instant>getAs(2), run.getLong(3)))
            .toList();
    List<KnownMapRun> meant = KnownMapRun.meant(asked, all);
    if (meant.isEmpty()) {
      String known = all.isEmpty() ? "" : " Known are:\n" + inLines(all);
      throw new JobException(
          ExitCode.NOTHING_MATCHED,
          "No Map Run "
              + Printable.of(asked)
              + " of "
              + days.inWords()
              + " is in "
              + lake.uri()
              + "."
              + known);
    } else if (meant.size() > 1) {
      throw new JobException(
          ExitCode.USAGE,
          "--map-run "
              + Printable.of(asked)
              + " may be any of "
              + meant.size()
              + ":\n"
              + inLines(meant));
    }
    return ofDays.filter(col("map_run_arn").equalTo(meant.get(0).arn())).head();
  }

  private static String inLines(List<KnownMapRun> runs) {
    List<String> lines = new ArrayList<>();
    runs.stream().limit(MOST_NAMED).map(run -> "  " + run.inWords()).forEach(lines::add);
    if (runs.size() > MOST_NAMED) {
      lines.add("  and " + (runs.size() - MOST_NAMED) + " more");
    }
    return String.join("\n", lines);
  }

  /** Says what there is instead. */
  private static JobException nothing(String beginning, Lake lake) {
    Row known =
        lake.read(Tables.EXECUTIONS)
            .agg(min("day"), max("day"), org.apache.spark.sql.functions.count(lit(1)))
            .head();
    return new JobException(
        ExitCode.NOTHING_MATCHED,
        beginning
            + lake.uri()
            + (known.getLong(2) == 0
                ? ", nor any other: run 'trace' or 'run' first."
                : ". Its executions started from "
                    + known.get(0)
                    + " to "
                    + known.get(1)
                    + "; fantail query --lake "
                    + lake.uri()
                    + " \"SELECT execution_arn, started_at, status FROM executions\" lists them."));
  }
}
