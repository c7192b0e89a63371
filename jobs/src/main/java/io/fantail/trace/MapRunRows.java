package io.fantail.trace;

import io.fantail.span.Execution;
import io.fantail.span.MapRun;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** Map Runs between the steps that link children to them. */
final class MapRunRows {
  static final String FAMILY = "family";

  /** A Map Run as its parent shows it, linked as far as its parent is. */
  static final StructType SCHEMA =
      new StructType()
          .add("map_run_arn", DataTypes.StringType, false)
          .add(FAMILY, DataTypes.StringType, false)
          .add("label", DataTypes.StringType, false)
          .add("state_name", DataTypes.StringType, false)
          .add("parent_execution_arn", DataTypes.StringType, false)
          .add("root_execution_arn", DataTypes.StringType, false)
          .add("trace_id", DataTypes.StringType, false)
          .add("status", DataTypes.StringType, false)
          .add("started_at", DataTypes.TimestampType, false)
          .add("ended_at", DataTypes.TimestampType)
          .add("day", DataTypes.DateType, false);

  private MapRunRows() {}

  static Row toRow(MapRun run, Execution parent, ExecutionLink link) {
    return RowFactory.create(
        run.arn(),
        run.family(),
        run.label(),
        run.stateName(),
        run.parentExecutionArn(),
        link.rootExecutionArn(),
        link.traceId(),
        run.status().name(),
        run.startedAt(),
        run.endedAt(),
        SpanRows.dayOf(parent));
  }

  /**
   * The candidates that {@link MapRunStage#candidatesByHour} put beside an event; none when it is
   * null.
   */
  static List<MapRunCandidate> candidates(@Nullable List<Row> rows) {
    List<MapRunCandidate> candidates = new ArrayList<>();
    for (Row row : rows == null ? List.<Row>of() : rows) {
      candidates.add(
          new MapRunCandidate(
              row.getString(0),
              row.getString(1),
              row.getString(2),
              row.getString(3),
              row.<Instant>getAs(4),
              row.<Instant>getAs(5)));
    }
    return candidates;
  }
}
