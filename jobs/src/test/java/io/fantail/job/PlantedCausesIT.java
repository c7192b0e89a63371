package io.fantail.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.fantail.sample.truth.SampleTruth;
import io.fantail.sample.truth.SampleTruth.ErrorFamilyCount;
import io.fantail.sample.truth.SampleTruth.PlantedCause;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What was planted in a sample of twelve Map Runs is what the tables name: the causes among the
 * findings, and each item that is to run again.
 */
class PlantedCausesIT {
  private static SampleTruth truth;
  private static LakeReader reader;

  @BeforeAll
  static void runOnce(@TempDir Path folder) throws IOException {
    Commands.succeed(
        "sample",
        "--children=4000",
        "--seed=7",
        "--layout=firehose",
        "--run-effect=0.15",
        "--plant=sick-sandbox,slow-version",
        "--plant=error-families",
        "--out=" + folder);
    Path lake = folder.resolve("lake");
    Commands.succeed("run", "--archive", folder.resolve("archive"), "--lake", lake);
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
    assertThat(found.links()).isEqualTo(truth.links());
    assertThat(found.mapRunLinks()).isEqualTo(truth.mapRunLinks());
  }

  @Test
  void findsThePlantedCausesAndNoOther() {
    List<Row> findings =
        reader.rows(
            """
            SELECT factor, value, children_with FROM tail_factors
            WHERE is_finding AND scope = 'execution'
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
