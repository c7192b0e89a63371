package io.fantail.job.change;

import static io.fantail.job.change.ChangedHours.ARN;
import static io.fantail.job.change.StoredHour.HOUR;
import static io.fantail.job.change.StoredHour.hourOf;
import static io.fantail.job.change.StoredHour.hoursOf;
import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.exists;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.map_keys;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.regexp_replace;

import io.fantail.event.MapRunArn;
import io.fantail.span.execution.ExecutionSpans;
import io.fantail.span.execution.PackedExecution;
import io.fantail.spark.Iterators;
import io.fantail.spark.Keyed;
import io.fantail.spark.Rows;
import io.fantail.table.HourSet;
import io.fantail.table.Lake;
import io.fantail.table.Tables;
import io.fantail.trace.link.TraceOverview;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * The executions of other hours that have to be known for those that are traced: parents whose Map
 * Runs may hold them, what started them, those above these; children and parents that tell of Map
 * Runs that are missing; and attempts that may have called the same functions at the same time.
 *
 * @param executions {@code execution_arn}, and the {@code stored_hour} where the lake has them
 */
public record Surroundings(Dataset<Row> executions) {
  /** Signs of missing Map Runs reach some minutes, and clocks differ. */
  private static final int HOURS_AROUND = 1;

  /** Chains of executions that start each other are followed so far at once. */
  private static final int MOST_LEVELS = 64;

  /**
   * Finds them; null where the lake has none.
   *
   * @param traced hours of the executions that are traced
   * @param unread of these, those of which nothing is taken from the lake
   * @param built these
   * @param overview of these
   */
  public static @Nullable Surroundings find(
      Lake lake,
      HourSet traced,
      HourSet unread,
      Keyed<ExecutionSpans> built,
      TraceOverview overview) {
    HourSet active = HourSet.of(overview.activeHours());
    Finder finder = new Finder(lake, traced, unread, active.widenedBy(HOURS_AROUND));
    if (active.isEmpty() || !finder.hasOthers()) {
      return null;
    }
    Dataset<Row> found = finder.beside(built, overview);
    Dataset<Row> all = found;
    for (int i = 0; i < MOST_LEVELS; i++) {
      Dataset<Row> above = finder.above(found, all).persist();
      if (above.isEmpty()) {
        break;
      }
      all = all.union(above.select(ARN, HOUR));
      found = above;
    }
    Dataset<Row> distinct = all.select(ARN, HOUR).distinct().persist();
    return distinct.isEmpty() ? null : new Surroundings(distinct);
  }

  /** The hours in which they started. */
  public HourSet hours() {
    return hoursOf(executions.select(HOUR));
  }

  /** Of these rows, those that are of the executions. */
  public Dataset<Row> of(Dataset<Row> rows) {
    return rows.join(broadcast(executions.select(ARN)), new String[] {ARN}, "left_semi");
  }

  /** The execution that another one names as its starter or parent. */
  private record Named(String arn) {}

  private record Finder(Lake lake, HourSet traced, HourSet unread, HourSet times) {
    private static final Column IS_PARENT = col("map_run_states").isNotNull();
    private static final Column HAS_LACK = expr("missing_events > 0 OR event_count = 0");
    private static final Column IS_UNLINKED_CHILD =
        expr(
            "is_distributed_map_child AND map_run_link <> 'ambiguous' AND (map_run_arn IS NULL OR parent_execution_arn IS NULL)");

    /**
     * Executions that were active while those were that are traced; kept, as those that never end
     * lie in files of all hours.
     */
    Dataset<Row> active() {
      return lake.readActive(Tables.EXECUTIONS, times, traced)
          .select(
              col(ARN),
              hourOf().as(HOUR),
              col("state_machine_name"),
              col("map_run_states"),
              col("map_run_link"),
              col("map_run_arn"),
              col("parent_execution_arn"),
              col("is_distributed_map_child"),
              col("missing_events"),
              col("event_count"))
          .persist();
    }

    boolean hasOthers() {
      return lake.hasHours(Tables.EXECUTIONS, HourSet.ALL.without(traced));
    }

    Dataset<Row> beside(Keyed<ExecutionSpans> built, TraceOverview overview) {
      Dataset<Row> active = active();
      Set<String> families = familiesOf(overview);
      Dataset<Row> found =
          placesOf(
              active.filter(
                  HAS_LACK
                      .and(col("state_machine_name").isInCollection(machinesOf(families)))
                      .or(IS_UNLINKED_CHILD)
                      .or(IS_PARENT.and(mayHold(families)))));
      found =
          found.union(
              placesOf(active.join(broadcast(named(built)), new String[] {ARN}, "left_semi")));
      Dataset<Row> starters = starters(built, active);
      if (starters != null) {
        found = found.union(starters);
      }
      if (!overview.unnamedFunctions().isEmpty()) {
        found = found.union(callers(overview.unnamedFunctions()));
      }
      return found.distinct().persist();
    }

    /** Of the Map Runs of the traced executions, and of those that they may be children of. */
    private static Set<String> familiesOf(TraceOverview overview) {
      return Stream.concat(
              overview.childFamilies().stream(),
              overview.parents().stream()
                  .flatMap(parent -> parent.mapRuns().stream())
                  .map(run -> MapRunArn.familyOf(run.arn())))
          .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The names of the state machines that start Map Runs of the families. */
    private static Set<String> machinesOf(Set<String> families) {
      return families.stream()
          .map(family -> family.substring(family.lastIndexOf(':') + 1))
          .flatMap(name -> Stream.of(name, name.replaceFirst("/[^/]*$", "")))
          .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Whether any of its Map Runs is of these families: all but the last part of the ARN. */
    private static Column mayHold(Set<String> families) {
      return exists(
          map_keys(col("map_run_states")),
          arn -> regexp_replace(arn, ":[^:]*$", "").isInCollection(families));
    }

    /** What the traced executions name, and what the lake has had above them until now. */
    private Dataset<Row> named(Keyed<ExecutionSpans> built) {
      Dataset<Row> byInput =
          Rows.of(
              lake.spark(),
              fields -> new Named(fields.text(ARN, "", Named::arn)),
              built
                  .readBy(PackedExecution.WITHOUT_SPANS)
                  .walk(
                      executions ->
                          Iterators.stream(executions)
                              .flatMap(one -> namedBy(one.unpack()))
                              .iterator()));
      return byInput.union(above(lake.read(Tables.EXECUTIONS, traced.without(unread)))).distinct();
    }

    private static Stream<Named> namedBy(ExecutionSpans built) {
      return Stream.of(
              built.execution().context().startedByArn(),
              built.execution().context().parentExecutionArn())
          .filter(Objects::nonNull)
          .map(arn -> new Named(String.valueOf(arn)));
    }

    private static Dataset<Row> above(Dataset<Row> executions) {
      return executions
          .select(explode(array(col("parent_execution_arn"), col("root_execution_arn"))).as(ARN))
          .filter(col(ARN).isNotNull());
    }

    /** Those above executions that were found, where they were not found before. */
    Dataset<Row> above(Dataset<Row> found, Dataset<Row> known) {
      Dataset<Row> rows =
          lake.read(Tables.EXECUTIONS, hoursOf(found.select(HOUR)))
              .join(broadcast(found.select(ARN)), new String[] {ARN}, "left_semi");
      Row first = rows.agg(min("started_at")).head();
      if (first.isNullAt(0)) {
        return found.limit(0);
      }
      Dataset<Row> names =
          above(rows)
              .distinct()
              .join(broadcast(known.select(ARN)), new String[] {ARN}, "left_anti")
              .persist();
      if (names.isEmpty()) {
        return found.limit(0);
      }
      return placesOf(
          lake.readActive(
                  Tables.EXECUTIONS, HourSet.between(first.getInstant(0), times.end()), traced)
              .withColumn(HOUR, hourOf())
              .join(broadcast(names), new String[] {ARN}, "left_semi"));
    }

    /** Executions whose history names one of those that are traced, as started by it. */
    private @Nullable Dataset<Row> starters(Keyed<ExecutionSpans> built, Dataset<Row> active) {
      HourSet hours = hoursOf(active.select(HOUR));
      if (hours.isEmpty()) {
        return null;
      }
      Dataset<Row> starts =
          lake.readHaving("started_execution_arn", Tables.EVENTS, hours)
              .select(col("started_execution_arn"), col(ARN), hourOf().as(HOUR))
              .persist();
      if (starts.isEmpty()) {
        return null;
      }
      Dataset<Row> arns =
          Rows.of(
              lake.spark(),
              fields -> new Named(fields.text("started_execution_arn", "", Named::arn)),
              built.walk(executions -> Iterators.map(executions, one -> new Named(one.key()))));
      return starts
          .join(arns, new String[] {"started_execution_arn"}, "left_semi")
          .select(ARN, HOUR);
    }

    /** Executions whose attempts name no request id, and may have called one of the functions. */
    private Dataset<Row> callers(Set<String> functions) {
      return lake.readActiveFor(CallingHours.LONGEST_QUEUE_HOURS, Tables.SPANS, times, traced)
          .filter("kind = 'attempt' AND link IS NOT NULL AND request_id IS NULL")
          .filter(col("function_name").isInCollection(functions))
          .select(col(ARN), hourOf().as(HOUR));
    }

    private static Dataset<Row> placesOf(Dataset<Row> executions) {
      return executions.select(ARN, HOUR);
    }
  }
}
