package io.fantail.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fantail.job.message.ExitCode;
import io.fantail.text.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rules against a sample, as a scheduler checks them after each run. */
class CheckIT {
  private static Path folder = Path.of("");
  private static Path lake = Path.of("");

  @BeforeAll
  static void runOnce(@TempDir Path ofThisClass) {
    folder = ofThisClass;
    lake = folder.resolve("lake");
    Commands.succeed("sample", "--children=300", "--seed=11", "--out=" + folder);
    Commands.succeed("run", "--archive", folder.resolve("archive"), "--lake", lake);
  }

  @Test
  void endsWellWhereAllHold() throws IOException {
    Commands.Outcome outcome =
        check(
            """
            rules = [
              { name = a, sentence = "All are quick.", table = latency, column = p99_ms
                where { kind = execution }, max = 1 h, required = true }
              { name = b, sentence = "No cost.", table = map_runs, column = cost, max = 0 }
              { name = c, sentence = "All is here.", table = completeness
                column = missing_event_share, max = 0.5, required = true }
            ]""");

    assertThat(outcome.exitCode()).as(outcome.both()).isEqualTo(ExitCode.DONE);
    assertThat(outcome.out())
        .contains("NOTHING TO LOOK AT b: no row of map_runs has a cost")
        .containsPattern("2 of 3 rules hold over \\d+ rows; 1 had nothing to look at\\.");
  }

  @Test
  void saysWhichRowsOfEachTableBreakARule() throws IOException {
    Commands.Outcome outcome =
        check(
            """
            rules = [
              { name = latency, sentence = "s", table = latency, column = p99_ms
                where { kind = [execution, lambda], is_distributed_map_child = true }, max = 1 ms }
              { name = failing, sentence = "s", table = latency, column = errors
                where { kind = execution, is_distributed_map_child = true }, max = 0 }
              { name = map-runs, sentence = "s", table = map_runs, column = tail_ms, max = 0 }
              { name = errors, sentence = "s", table = errors, column = attempts, max = 0 }
              { name = links, sentence = "s", table = link_coverage, column = total
                where { subject = lambda_attempt, link = request_id }, max = 0 }
              { name = complete, sentence = "s", table = completeness, column = map_runs, max = 0 }
              { name = required, sentence = "s", table = latency, column = p99_ms
                where { name = nobody }, max = 1, required = true }
            ]""",
            "--json");

    assertThat(outcome.exitCode()).as(outcome.both()).isEqualTo(ExitCode.GATE_BROKEN);
    JsonNode json = Json.MAPPER.readTree(outcome.out());
    assertThat(json.at("/broken").asInt()).isEqualTo(7);
    try (LakeReader tables = LakeReader.open(lake)) {
      Row slowest =
          tables
              .rows(
                  """
                  SELECT s.execution_arn, l.p99_ms, l.name FROM latency l JOIN spans s
                    ON s.kind = l.kind AND s.name = l.name AND s.day = l.day
                      AND s.state_machine_name = l.state_machine_name
                      AND s.is_distributed_map_child = l.is_distributed_map_child
                  WHERE l.kind IN ('execution', 'lambda') AND l.is_distributed_map_child
                  ORDER BY l.p99_ms DESC, s.active_ms DESC LIMIT 1""")
              .get(0);
      JsonNode worst = json.at("/rules/0/worst/0");
      assertThat(worst.at("/example_arn").asText()).isEqualTo(slowest.getString(0));
      assertThat(worst.at("/value").asDouble()).isEqualTo(slowest.getDouble(1));
      assertThat(worst.at("/beyond").asDouble()).isEqualTo(slowest.getDouble(1) - 1);
      assertThat(worst.at("/name").asText()).isEqualTo(slowest.getString(2));

      assertThat(
              tables.number(
                  "SELECT count(*) FROM executions WHERE status IN ('FAILED', 'TIMED_OUT') AND execution_arn = '%s'"
                      .formatted(json.at("/rules/1/worst/0/example_arn").asText())))
          .isEqualTo(1);
      assertThat(
              tables.number(
                  "SELECT count(*) FROM map_runs WHERE tail_ms = %sD AND map_run_arn = '%s'"
                      .formatted(
                          json.at("/rules/2/worst/0/value").asText(),
                          json.at("/rules/2/worst/0/example_arn").asText())))
          .isEqualTo(1);
      assertThat(json.at("/rules/3/worst/0/example_arn").asText()).startsWith("arn:aws:states:");
      assertThat(
              tables.number(
                  "SELECT count(*) FROM spans WHERE link = 'request_id' AND execution_arn = '%s'"
                      .formatted(json.at("/rules/4/worst/0/example_arn").asText())))
          .isPositive();
      assertThat(json.at("/rules/5/worst/0/value").asLong())
          .isEqualTo(tables.number("SELECT count(*) FROM map_runs"));
      assertThat(json.at("/rules/6/rows").asLong()).isZero();
    }
  }

  /** The figures of a day are those by which the summary of its run says the same. */
  @Test
  void seesTheCompletenessThatTheSummaryShows() throws IOException {
    JsonNode summary =
        Json.MAPPER
            .readTree(Commands.succeed("report", "--lake", lake, "--json").out())
            .at("/completeness");
    for (String column :
        new String[] {
          "events",
          "missing_events",
          "children",
          "linked_children",
          "attempts",
          "linked_attempts",
          "map_runs",
          "uncounted_map_runs",
          "reported_children",
          "reported_children_here",
          "pending_children",
        }) {
      String figure = summary.at("/" + column).asText();
      Commands.Outcome outcome =
          check(
              """
              rules = [{ name = same, sentence = s, table = completeness, column = %s
                         min = %s, max = %s, required = true }]"""
                  .formatted(column, figure, figure));
      assertThat(outcome.exitCode()).as(column + outcome.both()).isEqualTo(ExitCode.DONE);
    }
  }

  @Test
  void looksAtNoOtherDays() throws IOException {
    Commands.Outcome outcome =
        check(
            """
            rules = [{ name = any, sentence = s, table = latency, column = count, max = 0 }]""",
            "--from",
            "1999-01-01",
            "--to",
            "1999-01-02");

    assertThat(outcome.exitCode()).as(outcome.both()).isEqualTo(ExitCode.DONE);
    assertThat(outcome.out()).contains("NOTHING TO LOOK AT any: no row of latency has a count");
  }

  @Test
  void refusesRulesThatAreNotUnderstood() throws IOException {
    Commands.Outcome outcome = check("rules = [\n{ name = bad, sentence = s, table = nothing }]");

    assertThat(outcome.exitCode()).as(outcome.both()).isEqualTo(ExitCode.USAGE);
    assertThat(outcome.err()).contains("line 2, rule 1 'bad': table 'nothing' is no table");
  }

  @Test
  void understandsTheExampleThatIsShipped() {
    Commands.Outcome outcome =
        Commands.call(
            "check", "--lake", lake, "--rules", Commands.REPOSITORY.resolve("conf/check.conf"));

    assertThat(outcome.exitCode()).as(outcome.both()).isIn(ExitCode.DONE, ExitCode.GATE_BROKEN);
    assertThat(outcome.out()).containsPattern("\\d+ of 13 rules hold over \\d+ rows");
  }

  private static Commands.Outcome check(String rules, Object... options) throws IOException {
    Path file = Files.writeString(Files.createTempFile(folder, "rules", ".conf"), rules);
    Object[] arguments = new Object[5 + options.length];
    arguments[0] = "check";
    arguments[1] = "--lake";
    arguments[2] = lake;
    arguments[3] = "--rules";
    arguments[4] = file;
    System.arraycopy(options, 0, arguments, 5, options.length);
    return Commands.call(arguments);
  }
}
