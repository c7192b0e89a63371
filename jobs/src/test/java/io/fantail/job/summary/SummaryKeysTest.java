package io.fantail.job.summary;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fantail.event.parse.ArchiveAccount;
import io.fantail.event.parse.UnknownTypes;
import io.fantail.job.step.Account;
import io.fantail.report.ReportSummary;
import io.fantail.report.overview.ExecutionTally;
import io.fantail.table.DayRange;
import io.fantail.table.DaySet;
import io.fantail.table.Lake;
import io.fantail.testing.WithLocalSpark;
import io.fantail.text.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs rely on the keys of {@code --json}: who changes one here breaks theirs. */
@WithLocalSpark
class SummaryKeysTest {
  private static final LocalDate MONDAY = LocalDate.parse("2026-03-02");

  /** The keys of the whole, in order, each with those of the objects within it. */
  private static final String KEYS =
      """
      lake []
      days [from, to]
      read [objects, bytes, records, events, lambda_records, noise, duplicates, rejects, \
      descriptions, pending_children, aws_spans, unknown_event_types, outside]
      executions [executions, total, succeeded, failed, timed_out, aborted, running, \
      without_history, missing_events]
      latency_of_executions_parents_and_children_side_by_side_ms [figure, parents, children]
      children_linked_to_their_map_run [link, children, map_run_known]
      executions_linked_to_the_execution_that_started_them [link, executions, contradicted]
      slow_children_by_label [day, state_machine_name, children, tail_children, p50, p95, p99, max, \
      lost_ms, factors_tested, detectable_ratio, since, p99_before, p99_since]
      causes [state_machine_name, kind, factor, value, slow_children, risk_ratio, risk_ratio_low, \
      risk_ratio_high, explained_ms, explained_share, example_execution_arn, note]
      against_the_day_before [day, state_machine_name, map_runs, p95, map_runs_before, p95_before, \
      ratio_low, ratio_high, verdict, new_errors]
      slowest_children [execution_arn, map_run_arn, status, active_ms, times_median, held_by, \
      held_by_ms, held_by_state]
      failed_items_by_map_run [map_run_arn, items, suspects, unknown]
      unsuccessful_parents [execution_arn, status, started_at]
      slowest_by_p99_on_their_worst_day_ms [kind, state_machine_name, name, child, count, errors, \
      unfinished, p50, p95, p99, p999, max, days]
      map_runs_those_that_took_longest [started_at, state_name, label, status, reported, children, \
      succeeded, failed, timed_out, aborted, running, p50, p99, max, max_concurrency, tail_ms, \
      duration_ms]
      worst_errors [error, state_name, function_name, child, attempts, executions, terminal, \
      recovered, message_template, sample_cause]
      attempts_linked_to_their_lambda_invocation [link, attempts, percent]
      completeness [map_runs, uncounted_map_runs, reported_children, reported_children_here, \
      reported_pending, pending_children, attempts, linked_attempts, events, missing_events, \
      children, linked_children, unclear_children, functions_without_logs, attempts_without_logs, \
      without_logs, sentence]
      rejects_of_this_and_earlier_runs [reason, records, objects, for_example]
      """;

  @Test
  void stayAsTheyAre(SparkSession spark, @TempDir Path folder) throws IOException {
    Account account =
        new Account(
            new ArchiveAccount(
                1, 2, 1, 1, 0, 0, 0, 1, 0, 1, null, null, new UnknownTypes(new TreeMap<>())),
            0,
            0,
            0);
    ReportSummary reports = ReportSummary.of(new ExecutionTally().summary());
    Summary ofNothing =
        Summary.of(new Lake(spark, folder.toString()), account, DaySet.NONE, reports);
    Summary summary =
        new Summary(
            ofNothing.lake(),
            account,
            DaySet.of(new DayRange(MONDAY, MONDAY.plusDays(1))),
            reports,
            null,
            ofNothing.answers().stream().map(SummaryKeysTest::withARow).toList());

    assertThat(inLines(keysOf(Json.MAPPER.readTree(SummaryJson.of(summary))))).isEqualTo(KEYS);
  }

  @Test
  void areOnThePage() throws IOException {
    String page = Files.readString(Path.of("TABLES.md"));
    String chapter = page.replaceFirst("(?s).*\n## What `--json` prints\n", "");
    Map<String, List<String>> keys = new LinkedHashMap<>();
    for (String line : chapter.replaceFirst("(?s)\n## .*", "").lines().toList()) {
      List<String> cells = List.of(line.split(" *\\| *", -1));
      if (cells.size() > 3 && cells.get(1).startsWith("`")) {
        keys.put(quotedIn(cells.get(1)).get(0), quotedIn(cells.get(3)));
      }
    }

    assertThat(inLines(keys)).isEqualTo(KEYS);
  }

  /** An answer of no rows would not show its keys. */
  private static Answer withARow(Answer answer) {
    return answer.rows().isEmpty()
        ? new Answer(
            answer.key(),
            answer.title(),
            answer.columns(),
            List.of(RowFactory.create(new Object[answer.columns().size()])))
        : answer;
  }

  private static Map<String, List<String>> keysOf(JsonNode json) {
    Map<String, List<String>> keys = new LinkedHashMap<>();
    for (String key : List.copyOf(namesIn(json))) {
      JsonNode value = json.path(key);
      keys.put(key, namesIn(value.isArray() ? value.path(0) : value));
    }
    return keys;
  }

  private static List<String> namesIn(JsonNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static List<String> quotedIn(String cell) {
    return Pattern.compile("`(\\w+)`").matcher(cell).results().map(key -> key.group(1)).toList();
  }

  private static String inLines(Map<String, List<String>> keys) {
    StringBuilder lines = new StringBuilder();
    keys.forEach((key, within) -> lines.append(key).append(' ').append(within).append('\n'));
    return lines.toString();
  }
}
