package io.fantail.job.check;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;

import io.fantail.shape.Table;
import io.fantail.table.DayRange;
import io.fantail.table.DaySet;
import io.fantail.table.Lake;
import io.fantail.table.Tables;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/** Finds an execution, or a Map Run, to look at for each row that breaks a rule. */
final class Examples {
  private final Lake lake;

  Examples(Lake lake) {
    this.lake = lake;
  }

  /**
   * Adds them. Where executions or spans of a day have to be looked through, only the worst row has
   * one.
   */
  RuleOutcome addTo(RuleOutcome outcome) {
    CheckedTable table = outcome.rule().table();
    boolean isCheap = table == CheckedTable.MAP_RUNS || table == CheckedTable.ERRORS;
    List<CheckedRow> worst = new ArrayList<>();
    for (CheckedRow row : outcome.worst()) {
      boolean isWanted = isCheap || worst.isEmpty();
      worst.add(isWanted ? row.withExample(of(outcome.rule(), outcome.identityOf(row))) : row);
    }
    return outcome.withWorst(worst);
  }

  private @Nullable String of(Rule rule, Map<String, String> row) {
    return switch (rule.table()) {
      case LATENCY -> ofLatency(rule.column(), row);
      case MAP_RUNS -> row.get("map_run_arn");
      case ERRORS ->
          first(matching(rows(Tables.ERRORS, row), row), "sample_execution_arn", "terminal");
      case LINK_COVERAGE -> ofCoverage(row);
      case COMPLETENESS -> ofCompleteness(rule.column(), row);
    };
  }

  /** The slowest, or of what is counted the slowest that is so. */
  private @Nullable String ofLatency(String column, Map<String, String> row) {
    Dataset<Row> spans = matching(rows(Tables.SPANS, row), row);
    return switch (column) {
      case "errors" -> first(spans.filter("status = 'error'"), "execution_arn", "active_ms");
      case "unfinished" ->
          first(spans.filter("active_ms IS NULL"), "execution_arn", "unix_micros(started_at)");
      default -> first(spans, "execution_arn", "active_ms");
    };
  }

  private @Nullable String ofCoverage(Map<String, String> row) {
    String link = row.getOrDefault("link", "");
    Dataset<Row> executions = rows(Tables.EXECUTIONS, row);
    String slowest = "active_ms";
    return switch (row.getOrDefault("subject", "")) {
      case "lambda_attempt" ->
          first(
              rows(Tables.SPANS, row)
                  .filter("kind = 'attempt'")
                  .filter(col("link").equalTo(link))
                  .filter(is("function_name", row)),
              "execution_arn",
              slowest);
      case "map_run_child" ->
          first(
              executions
                  .filter("is_distributed_map_child")
                  .filter(expr("coalesce(map_run_link, parent_link, 'none')").equalTo(lit(link))),
              "execution_arn",
              slowest);
      case "nested_execution" ->
          first(executions.filter(col("parent_link").equalTo(link)), "execution_arn", slowest);
      default ->
          first(
              executions,
              "execution_arn",
              link.equals("missing") ? "nullif(missing_events, 0)" : "nullif(event_count, 0)");
    };
  }

  private @Nullable String ofCompleteness(String column, Map<String, String> row) {
    Dataset<Row> executions = rows(Tables.EXECUTIONS, row);
    if (column.contains("event")) {
      return first(executions, "execution_arn", "nullif(missing_events, 0)");
    } else if (column.contains("attempt")) {
      return first(
          rows(Tables.SPANS, row).filter("kind = 'attempt' AND link IN ('ambiguous', 'no_logs')"),
          "execution_arn",
          "active_ms");
    } else if (column.startsWith("reported") || column.contains("map_run")) {
      return first(rows(Tables.MAP_RUNS, row), "map_run_arn", "coalesce(missing_children, 1L)");
    }
    return first(
        executions.filter("is_distributed_map_child AND map_run_arn IS NULL"),
        "execution_arn",
        "active_ms");
  }

  private Dataset<Row> rows(Table table, Map<String, String> row) {
    LocalDate day = LocalDate.parse(row.getOrDefault(Table.DAY, ""));
    return lake.read(table, DaySet.of(new DayRange(day, day.plusDays(1))));
  }

  private static Dataset<Row> matching(Dataset<Row> rows, Map<String, String> row) {
    Dataset<Row> matching = rows;
    for (String column : row.keySet()) {
      matching = column.equals(Table.DAY) ? matching : matching.filter(is(column, row));
    }
    return matching;
  }

  private static Column is(String column, Map<String, String> row) {
    return expr("coalesce(cast(" + column + " AS STRING), '')")
        .equalTo(lit(row.getOrDefault(column, "")));
  }

  /** The ARN of the row in which something is most; null where it is nowhere anything. */
  private static @Nullable String first(Dataset<Row> rows, String arn, String most) {
    return rows.agg(expr("max_by(" + arn + ", " + most + ")")).head().getString(0);
  }
}
