package io.fantail.job.item;

import static org.apache.spark.sql.functions.col;

import io.fantail.shape.Table;
import io.fantail.table.DaySet;
import io.fantail.table.Lake;
import io.fantail.table.Tables;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * How the unsuccessful children of a Map Run are run again: AWS redrives the parent execution
 * within 14 days of its end. See "Redrive eligibility" in the Step Functions Developer Guide.
 *
 * @param parentArn the execution that started the Map Run
 * @param stateMachineArn of the parent; null where it is not in the lake
 * @param endedAt null where nothing shows that the parent ended
 * @param pending children that never began, and have no row; null where nothing counts them
 */
public record RunAgain(
    String parentArn,
    @Nullable String stateMachineArn,
    @Nullable Instant endedAt,
    @Nullable Long pending) {
  private static final Duration REDRIVABLE_FOR = Duration.ofDays(14);
  private static final int REGION_OF_ARN = 3;

  /** What the lake knows of a Map Run; null where it has no row. */
  public static @Nullable RunAgain of(Lake lake, String mapRunArn) {
    List<Row> runs =
        lake.read(Tables.MAP_RUNS)
            .filter(col("map_run_arn").equalTo(mapRunArn))
            .select("parent_execution_arn", Table.DAY, "pending_children")
            .limit(1)
            .collectAsList();
    if (runs.isEmpty()) {
      return null;
    }
    Row run = runs.get(0);
    String parentArn = run.getString(0);
    Long pending = run.isNullAt(2) ? null : run.getLong(2);
    LocalDate day = run.getAs(1);
    List<Row> parents =
        lake.read(Tables.EXECUTIONS, DaySet.NONE.plus(List.of(day)))
            .filter(col("execution_arn").equalTo(parentArn))
            .select("state_machine_arn", "ended_at")
            .limit(1)
            .collectAsList();
    return parents.isEmpty()
        ? new RunAgain(parentArn, null, null, pending)
        : new RunAgain(parentArn, parents.get(0).getString(0), parents.get(0).getAs(1), pending);
  }

  /** Until when AWS redrives the parent; null where nothing shows that it ended. */
  public @Nullable Instant redrivableUntil() {
    return endedAt == null ? null : endedAt.plus(REDRIVABLE_FOR).truncatedTo(ChronoUnit.SECONDS);
  }

  /** Whether it is too late for that. */
  public boolean isTooLate(Instant now) {
    Instant until = redrivableUntil();
    return until != null && now.isAfter(until);
  }

  public String redriveCommand() {
    return "aws stepfunctions redrive-execution --execution-arn " + parentArn + region();
  }

  /** Null where the state machine is not known. */
  public @Nullable String startCommand() {
    return stateMachineArn == null
        ? null
        : "aws stepfunctions start-execution --state-machine-arn " + stateMachineArn + region();
  }

  private String region() {
    String[] parts = parentArn.split(":", -1);
    return parts.length > REGION_OF_ARN ? " --region " + parts[REGION_OF_ARN] : "";
  }
}
