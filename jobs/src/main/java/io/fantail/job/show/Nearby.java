package io.fantail.job.show;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;

import io.fantail.event.ExecutionArn;
import io.fantail.event.MapRunArn;
import io.fantail.job.message.Suggestion;
import io.fantail.table.Lake;
import io.fantail.table.Tables;
import io.fantail.text.Figures;
import io.fantail.text.Printable;
import java.util.Comparator;
import java.util.List;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/** Says what is in the lake where what was asked for is not. */
final class Nearby {
  private static final int MOST_MACHINES = 8;
  private static final int TO_THE_MINUTE = 16;

  private final Lake lake;
  private final String asked;

  Nearby(Lake lake, String asked) {
    this.lake = lake;
    this.asked = asked;
  }

  /** One line or two. */
  String sentence(String given) {
    List<Row> machines =
        lake
            .read(Tables.EXECUTIONS)
            .groupBy("state_machine_name")
            .agg(
                count(lit(1)).as("n"),
                min(col("started_at").cast("string")),
                max(col("started_at").cast("string")),
                min(col("execution_arn")))
            .collectAsList()
            .stream()
            .sorted(Comparator.comparing((Row row) -> -row.getLong(1)))
            .toList();
    String what = "Nothing called " + Printable.of(given) + " is in " + lake.uri() + ".";
    String machine = machine();
    for (Row row : machines) {
      if (row.getString(0).equals(machine)) {
        return what + "\n" + ofMachine(row);
      }
    }
    List<String> names = machines.stream().map(row -> row.getString(0)).toList();
    return what
        + Suggestion.of(machine == null ? asked : machine, names)
        + (names.isEmpty()
            ? " It has no execution."
            : (names.size() == 1 ? "\nIts state machine is " : "\nIts state machines are ")
                + String.join(", ", names.stream().limit(MOST_MACHINES).toList())
                + (names.size() > MOST_MACHINES ? ", ..." : "")
                + ".");
  }

  private static String ofMachine(Row row) {
    long executions = row.getLong(1);
    String from = minute(row.getString(2));
    return executions == 1
        ? "Of %s it has one execution, of %s UTC: %s."
            .formatted(row.getString(0), from, row.getString(4))
        : "Of %s it has %s executions, from %s to %s UTC, such as %s."
            .formatted(
                row.getString(0),
                Figures.count(executions),
                from,
                minute(row.getString(3)),
                row.getString(4));
  }

  private @Nullable String machine() {
    ExecutionArn execution = ExecutionArn.parse(asked);
    MapRunArn mapRun = MapRunArn.parse(asked);
    return execution != null
        ? execution.stateMachineName()
        : mapRun != null ? mapRun.stateMachineName() : null;
  }

  private static String minute(String time) {
    return time.substring(0, Math.min(TO_THE_MINUTE, time.length()));
  }
}
