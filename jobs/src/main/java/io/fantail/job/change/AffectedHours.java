package io.fantail.job.change;

import static io.fantail.job.change.ChangedHours.ARN;
import static io.fantail.job.change.StoredHour.hoursOf;
import static io.fantail.job.change.StoredHour.hoursOfRows;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;

import io.fantail.event.MapRunArn;
import io.fantail.shape.Slot;
import io.fantail.spark.Iterators;
import io.fantail.spark.Rows;
import io.fantail.table.HourSet;
import io.fantail.table.Lake;
import io.fantail.table.Tables;
import io.fantail.trace.link.MapRunCandidate;
import io.fantail.trace.link.MapRunIndex;
import io.fantail.trace.link.NestedStage;
import io.fantail.trace.link.NestedStart;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * The hours of executions whose own events are as they were, but not what is above them: children
 * of Map Runs that are new, or not what they were when the children were linked; and what
 * executions started whose place in a trace is another now.
 *
 * @param traced hours in which those started that are traced
 * @param unread of these, those of which nothing is taken from the lake
 * @param active hours in which these, and what surrounds them, ran
 */
public record AffectedHours(Lake lake, HourSet traced, HourSet unread, HourSet active) {
  /** Clocks differ by so much: a child may begin that much outside of its Map Run. */
  private static final Duration TOLERANCE = Duration.ofSeconds(1);

  /** A Map Run as children see it, and as they saw it when they were linked. */
  private record Change(String family, Instant from, @Nullable Instant to) {
    HourSet hours() {
      return HourSet.between(
          from.minus(TOLERANCE), to == null ? HourSet.ALL.end() : to.plus(TOLERANCE));
    }

    Column holds() {
      Column held =
          col(ARN)
              .startsWith(family.replace(":mapRun:", ":execution:") + ":")
              .and(col("started_at").geq(from.minus(TOLERANCE)));
      return to == null ? held : held.and(col("started_at").leq(to.plus(TOLERANCE)));
    }
  }

  /** What an execution that started Map Runs has told their children. */
  private record Parent(
      String arn, Instant startedAt, @Nullable Instant endedAt, Map<String, String> states) {}

  /**
   * Finds the hours.
   *
   * @param nested what those that are traced, with their surroundings, hand down
   */
  public HourSet find(NestedStage nested) {
    return childrenOfChanged(nested.mapRuns().unpack()).plus(startedByChanged(nested));
  }

  private HourSet childrenOfChanged(MapRunIndex mapRuns) {
    List<Change> changes = new ArrayList<>();
    Map<String, Parent> known = new HashMap<>();
    storedParents().forEach(parent -> known.put(parent.arn, parent));
    for (MapRunCandidate run : mapRuns.candidates()) {
      Parent before = known.get(run.parentExecutionArn());
      if (before == null || !run.state().equals(before.states.get(run.mapRunArn()))) {
        changes.add(
            new Change(MapRunArn.familyOf(run.mapRunArn()), run.startedAt(), run.endedAt()));
        if (before != null) {
          changes.add(changeOf(before, run.mapRunArn()));
        }
      }
    }
    for (Parent before : known.values()) {
      for (String mapRunArn : before.states.keySet()) {
        if (!mapRuns.has(mapRunArn) && isTraced(before)) {
          changes.add(changeOf(before, mapRunArn));
        }
      }
    }
    return hoursOfChildren(changes);
  }

  private static Change changeOf(Parent before, String mapRunArn) {
    return new Change(MapRunArn.familyOf(mapRunArn), before.startedAt, before.endedAt);
  }

  private boolean isTraced(Parent before) {
    return traced.contains(Slot.of(before.startedAt));
  }

  /** The parents that the lake has in the traced hours, and those that were active meanwhile. */
  private List<Parent> storedParents() {
    List<Parent> parents = new ArrayList<>();
    for (Row row :
        lake.readActive(Tables.EXECUTIONS, active, unread)
            .filter("map_run_states IS NOT NULL")
            .select(ARN, "started_at", "ended_at", "map_run_states")
            .collectAsList()) {
      parents.add(
          new Parent(row.getString(0), row.getInstant(1), row.getInstant(2), row.getJavaMap(3)));
    }
    return parents;
  }

  private HourSet hoursOfChildren(List<Change> changes) {
    HourSet hours = HourSet.NONE;
    for (Change change : changes) {
      hours = hours.plus(change.hours());
    }
    Dataset<Row> children =
        lake.readActive(Tables.EXECUTIONS, hours, traced).filter("is_distributed_map_child");
    return changes.stream()
        .map(Change::holds)
        .reduce(Column::or)
        .map(held -> hoursOfRows(children.filter(held)))
        .orElse(HourSet.NONE);
  }

  private record Told(String startedArn, String starterArn, String traceId, Instant at) {
    static Told of(String startedArn, NestedStart start) {
      return new Told(startedArn, start.starterArn(), start.place().traceId(), start.at());
    }
  }

  /** Executions that were told another starter or trace than the lake has of them. */
  private HourSet startedByChanged(NestedStage nested) {
    if (nested.starts() == null) {
      return HourSet.NONE;
    }
    Dataset<Row> told =
        Rows.of(
                lake.spark(),
                fields ->
                    new Told(
                        fields.text(ARN, "", Told::startedArn),
                        fields.text("starter_arn", "", Told::starterArn),
                        fields.text("told_trace_id", "", Told::traceId),
                        fields.time("told_at", "", Told::at)),
                nested
                    .starts()
                    .walk(starts -> Iterators.map(starts, one -> Told.of(one.key(), one.unpack()))))
            .persist();
    HourSet times = hoursOf(told.select(expr("unix_seconds(told_at) DIV 3600"))).widenedBy(1);
    Dataset<Row> stored = lake.readActive(Tables.EXECUTIONS, times, traced);
    return hoursOfRows(
        stored
            .join(told, ARN)
            .filter(
                col("parent_execution_arn")
                    .eqNullSafe(col("starter_arn"))
                    .and(col("trace_id").eqNullSafe(col("told_trace_id")))
                    .or(col("parent_link").eqNullSafe(lit("ambiguous")))
                    .equalTo(lit(false))));
  }
}
