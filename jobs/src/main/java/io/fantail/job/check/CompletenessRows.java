package io.fantail.job.check;

import static org.apache.spark.sql.functions.expr;

import io.fantail.shape.Column;
import io.fantail.shape.FieldType;
import io.fantail.shape.Table;
import io.fantail.table.DaySet;
import io.fantail.table.Lake;
import io.fantail.table.Tables;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * How complete the picture of a day is: the figures by which the summary of a run says it, a row
 * for each day on which an execution started.
 */
final class CompletenessRows {
  static final List<Column> COLUMNS =
      List.of(
          Column.day("The UTC day on which the executions started."),
          Column.of("events", FieldType.WHOLE, "Events that are here."),
          Column.of(
              "missing_events",
              FieldType.WHOLE,
              "Ids below the highest of their execution that no event has."),
          Column.orNull(
              "missing_event_share",
              FieldType.NUMBER,
              "Of all events the missing ones, from 0 to 1; null without any."),
          Column.of("children", FieldType.WHOLE, "Children of Distributed Maps that are here."),
          Column.of("linked_children", FieldType.WHOLE, "Those whose Map Run is known."),
          Column.orNull(
              "linked_child_share", FieldType.NUMBER, "Their share of the children; null without."),
          Column.of(
              "attempts", FieldType.WHOLE, "Attempts to invoke Lambda that were not refused."),
          Column.of("linked_attempts", FieldType.WHOLE, "Those whose invocation was found."),
          Column.orNull(
              "linked_attempt_share",
              FieldType.NUMBER,
              "Their share of the attempts; null without."),
          Column.of("map_runs", FieldType.WHOLE, "Map Runs whose parent started that day."),
          Column.of(
              "uncounted_map_runs",
              FieldType.WHOLE,
              "Those for which no answer says how many children they have."),
          Column.of(
              "reported_children", FieldType.WHOLE, "Children of the others, as AWS counts them."),
          Column.of(
              "reported_children_here",
              FieldType.WHOLE,
              "So many of these as are linked; more than a Map Run reports count for none."),
          Column.of(
              "pending_children",
              FieldType.WHOLE,
              "Of the reported children those that never began, as their Map Run had ended."),
          Column.orNull(
              "reported_child_share",
              FieldType.NUMBER,
              "The share here of the reported children that began; null without."));

  private static final String UNLINKED = "('not_invoked', 'ambiguous', 'no_logs')";

  private CompletenessRows() {}

  static Dataset<Row> of(Lake lake, DaySet days) {
    Dataset<Row> executions =
        lake.read(Tables.EXECUTIONS, days)
            .groupBy(Table.DAY)
            .agg(
                expr("sum(event_count)").as("events"),
                expr("sum(missing_events)").as("missing_events"),
                expr("sum(if(is_distributed_map_child, 1L, 0L))").as("children"),
                expr("sum(if(is_distributed_map_child AND map_run_arn IS NOT NULL, 1L, 0L))")
                    .as("linked_children"));
    Dataset<Row> attempts =
        lake.read(Tables.LINK_COVERAGE, days)
            .groupBy(Table.DAY)
            .agg(
                expr("sum(if(link = 'not_invoked', 0L, attempts))").as("some_attempts"),
                expr("sum(if(link IN " + UNLINKED + ", 0L, attempts))").as("some_linked"));
    Dataset<Row> mapRuns =
        lake.read(Tables.MAP_RUNS, days)
            .groupBy(Table.DAY)
            .agg(
                expr("count(1)").as("some_runs"),
                expr("sum(if(reported_children IS NULL, 1L, 0L))").as("uncounted"),
                expr("sum(reported_children)").as("reported"),
                // Of two values of which one is null, least is the other.
                expr("sum(if(reported_children IS NULL, 0L, least(children, reported_children)))")
                    .as("here"),
                expr("sum(if(reported_children IS NULL OR pending_children IS NULL, 0L,"
                        + " least(pending_children, greatest(reported_children - children, 0L))))")
                    .as("pending"));
    String[] day = {Table.DAY};
    return executions
        .join(attempts, day, "left")
        .join(mapRuns, day, "left")
        .select(
            expr(Table.DAY),
            expr("events"),
            expr("missing_events"),
            share("missing_events", "events + missing_events").as("missing_event_share"),
            expr("children"),
            expr("linked_children"),
            share("linked_children", "children").as("linked_child_share"),
            orNone("some_attempts").as("attempts"),
            orNone("some_linked").as("linked_attempts"),
            share("some_linked", "some_attempts").as("linked_attempt_share"),
            orNone("some_runs").as("map_runs"),
            orNone("uncounted").as("uncounted_map_runs"),
            orNone("reported").as("reported_children"),
            orNone("here").as("reported_children_here"),
            orNone("pending").as("pending_children"),
            share("here", "reported - coalesce(pending, 0L)").as("reported_child_share"));
  }

  private static org.apache.spark.sql.Column share(String part, String whole) {
    return expr(
        "if(%2$s > 0, %1$s / cast(%2$s AS DOUBLE), NULL)".formatted(part, "(" + whole + ")"));
  }

  private static org.apache.spark.sql.Column orNone(String count) {
    return expr("coalesce(" + count + ", 0L)");
  }
}
