package io.fantail.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fantail.look.words.ScreenPart;
import io.fantail.sample.truth.SampleTruth;
import io.fantail.sample.truth.SampleTruth.ErrorFamilyCount;
import io.fantail.sample.truth.SampleTruth.PlantedCause;
import io.fantail.table.DaySet;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What was planted in a sample of twelve Map Runs is what the tables name: the causes among the
 * findings, the families among the errors, the throttles in the timeline, and each item that is to
 * run again.
 */
class PlantedCausesIT {
  private static SampleTruth truth;
  private static LakeReader reader;
  private static Path lake;
  private static String screen;

  @BeforeAll
  static void runOnce(@TempDir Path folder) throws IOException {
    Commands.succeed(
        "sample",
        "--children=4000",
        "--seed=7",
        "--layout=firehose",
        "--run-effect=0.15",
        "--plant=sick-sandbox,throttle-burst",
        "--plant=error-families",
        "--out=" + folder);
    lake = folder.resolve("lake");
    screen = Commands.succeed("run", "--archive", folder.resolve("archive"), "--lake", lake).out();
    truth = SampleTruth.read(folder);
    reader = LakeReader.open(lake);
  }

  @AfterAll
  static void close() {
    reader.close();
  }

  @Test
  void countsWhatIsTrue() {
    SampleTruth found = FoundTruth.in(reader);

    assertThat(found.counts()).isEqualTo(truth.counts());
    assertThat(found.executionStatus()).isEqualTo(truth.executionStatus());
    assertThat(found.spans()).isEqualTo(truth.spans());
    assertThat(found.errors()).isEqualTo(truth.errors());
    assertThat(found.links()).isEqualTo(truth.links());
    assertThat(found.mapRunLinks()).isEqualTo(truth.mapRunLinks());
  }

  @Test
  void findsThePlantedCausesAndNoOther() {
    List<Row> findings =
        reader.rows(
            """
            SELECT factor, value, children_with FROM tail_factors
            WHERE is_finding AND scope = 'execution' AND kind <> 'run'
              AND state_machine_name = 'order-fanout/ProcessOrd1'
            ORDER BY kind, rank""");

    assertThat(findings)
        .extracting(row -> row.getString(0) + " " + row.getString(1) + " " + row.getLong(2))
        .containsExactlyInAnyOrderElementsOf(
            truth.plantedCauses().stream().map(PlantedCausesIT::said).toList());
  }

  private static String said(PlantedCause cause) {
    return cause.factor() + " " + cause.value() + " " + cause.children();
  }

  @Test
  void tablesSayWhatTheRunSaid() {
    StoredScreen.assertIsThatOf(lake, screen);
  }

  /** All keys and figures, those too that the screen leaves out. */
  @Test
  void tablesSayToProgramsWhatReportSays() throws IOException {
    String reported = Commands.succeed("report", "--lake", lake, "--json").out();
    ObjectNode ofReport = (ObjectNode) VendedLog.MAPPER.readTree(reported);
    ObjectNode ofTables =
        (ObjectNode) VendedLog.MAPPER.readTree(StoredScreen.of(lake, DaySet.ALL, true));

    assertThat(ofReport.remove("days")).isNotEmpty();
    ofTables.remove("days");
    assertThat(ofTables).isEqualTo(ofReport);
  }

  /** Of one Map Run the children are its own, and the head says what is not. */
  @Test
  void tellsOfOneMapRun() {
    Row run =
        reader
            .rows(
                """
                SELECT map_run_arn, children, failed + timed_out + aborted, max_ms FROM map_runs
                WHERE label = 'ProcessOrd1' ORDER BY started_at LIMIT 1""")
            .get(0);
    String attempts =
        String.format(
            Locale.ROOT,
            "SELECT count_if(link NOT IN ('ambiguous', 'no_logs')) = count(*) FROM spans WHERE"
                + " map_run_arn = '%s' AND kind = 'attempt' AND link <> 'not_invoked'",
            run.getString(0));
    List<ScreenPart> parts = StoredScreen.partsOfMapRun(lake, run.getString(0));
    String said = parts.toString();

    assertThat(said)
        .contains(String.format(Locale.ROOT, "%,d children in 1 Map Run", run.getLong(1)))
        .contains("One Map Run: how slow children are and what slow ones share")
        .contains(
            String.format(
                Locale.ROOT, "%,d of %,d children did not succeed", run.getLong(2), run.getLong(1)))
        .contains("SLOWEST", "MAP RUNS")
        .contains(
            reader.rows(attempts).get(0).getBoolean(0)
                ? "100 % of Lambda attempts"
                : "% of Lambda attempts");
    assertThat(StoredScreen.partsOfMapRun(lake, "arn:aws:states:eu-west-1:1:mapRun:m/L:none"))
        .extracting(ScreenPart::heading)
        .containsExactly(null, "SLOW", "FAILS", "COMPLETE");
  }

  @Test
  void findsAsManyFingerprintsAsFamilies() {
    Map<String, Long> families =
        truth.errorFamilies().stream()
            .collect(
                Collectors.groupingBy(
                    family -> family.functionName() + " " + family.error(),
                    TreeMap::new,
                    Collectors.counting()));
    Map<String, Long> fingerprints = new TreeMap<>();
    reader
        .rows(
            """
            SELECT concat(function_name, ' ', error), count(DISTINCT fingerprint) FROM errors
            WHERE function_name LIKE 'carrier-%' GROUP BY 1""")
        .forEach(row -> fingerprints.put(row.getString(0), row.getLong(1)));

    assertThat(fingerprints).isEqualTo(families);
  }

  @Test
  void countsEachFamily() {
    List<Row> found =
        reader.rows(
            """
            SELECT function_name, error, attempts, executions, terminal FROM errors
            WHERE function_name LIKE 'carrier-%'""");

    assertThat(found)
        .extracting(Row::toString)
        .containsExactlyInAnyOrderElementsOf(
            truth.errorFamilies().stream().map(PlantedCausesIT::counted).toList());
  }

  private static String counted(ErrorFamilyCount family) {
    return "["
        + String.join(
            ",",
            family.functionName(),
            family.error(),
            Long.toString(family.attempts()),
            Long.toString(family.executions()),
            Long.toString(family.terminal()))
        + "]";
  }

  @Test
  void listsTheItemOfEveryChildThatFailed() {
    long failed = truth.errorFamilies().stream().mapToLong(ErrorFamilyCount::terminal).sum();
    Map<String, Long> byError = new TreeMap<>();
    truth
        .errorFamilies()
        .forEach(family -> byError.merge(family.error(), family.terminal(), Long::sum));
    byError.values().removeIf(count -> count == 0);

    assertThat(reader.number("SELECT count(*) FROM failed_items")).isEqualTo(failed);
    assertThat(
            reader.number(
                """
                SELECT count(DISTINCT item_key) FROM failed_items
                WHERE item_key LIKE 'shp-%' AND NOT is_suspect"""))
        .isEqualTo(failed);
    Map<String, Long> found = new TreeMap<>();
    reader
        .rows("SELECT error, count(*) FROM failed_items GROUP BY error")
        .forEach(row -> found.put(row.getString(0), row.getLong(1)));
    assertThat(found).isEqualTo(byError);
  }

  @Test
  void addsPhasesUpAndCountsInTheTimelineWhatHappened() {
    assertThat(
            reader.rows(
                """
                SELECT map_run_arn FROM map_runs WHERE NOT coalesce(
                  abs(start_ms + ramp_ms + steady_ms + tail_phase_ms + finish_ms - duration_ms)
                    < 1e-6, false)"""))
        .isEmpty();
    List<Row> timeline =
        reader.rows(
            "SELECT sum(started), sum(ended), sum(failed), sum(throttled), sum(retried)"
                + " FROM map_run_timeline");
    PlantedCause burst = truth.plantedCauses().get(1);
    assertThat(burst.factor()).isEqualTo("throttle");
    long failed = truth.errorFamilies().stream().mapToLong(ErrorFamilyCount::terminal).sum();
    long failures = truth.errorFamilies().stream().mapToLong(ErrorFamilyCount::attempts).sum();
    long throttles = 2 * burst.children();
    assertThat(timeline)
        .extracting(Row::toString)
        .containsExactly(
            "[4000,4000,%s,%s,%s]".formatted(failed, throttles, throttles + failures - failed));
  }

  @Test
  void namesSlowChildrenOfEveryMapRun() {
    assertThat(reader.number("SELECT count(*) FROM map_runs")).isEqualTo(24);
    assertThat(reader.number("SELECT count(DISTINCT map_run_arn) FROM stragglers")).isEqualTo(24);
    assertThat(
            reader.rows(
                """
                SELECT map_run_arn FROM stragglers
                GROUP BY map_run_arn HAVING count_if(rank <= 50) <> 50 OR min(rank) <> 1"""))
        .isEmpty();
  }
}
