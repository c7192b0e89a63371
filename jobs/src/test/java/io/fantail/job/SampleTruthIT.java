package io.fantail.job;

import static org.assertj.core.api.Assertions.within;

import io.fantail.report.latency.LatencyBuckets;
import io.fantail.sample.truth.SampleTruth;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.assertj.core.api.SoftAssertions;
import org.assertj.core.api.recursive.comparison.RecursiveComparisonConfiguration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The main job finds what the sample's simulation knows, from the files alone. */
class SampleTruthIT {
  private static final double RELATIVE_TOLERANCE = 1e-6;

  /** Two figures that only the order of additions tells apart are the same. */
  private static final RecursiveComparisonConfiguration SAME_FIGURES =
      RecursiveComparisonConfiguration.builder()
          .withComparatorForType(sameFigure(), Double.class)
          .build();

  private static Comparator<Double> sameFigure() {
    return (one, other) ->
        Math.abs(one - other) <= RELATIVE_TOLERANCE * Math.abs(other)
            ? 0
            : Double.compare(one, other);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--children=400 --seed=11 --layout=export",
        "--children=400 --seed=12 --layout=export --lambda-logs=json --child-type=express",
        "--children=400 --seed=13 --layout=firehose",
        "--children=400 --seed=14 --layout=history",
        "--children=600 --seed=15 --layout=export --map-runs=3 --run-effect=0.15"
            + " --plant=sick-sandbox,slow-version --plant=error-families",
        "--children=600 --seed=16 --layout=firehose --lambda-logs=json --map-runs=3"
            + " --plant=cold-starts,throttle-burst,large-items,slow-run,error-families"
      })
  void findsWhatIsTrueOfTheSample(String options, @TempDir Path folder) throws IOException {
    Commands.succeed((Object[]) ("sample " + options + " --out=" + folder).split(" ", -1));
    Path lake = folder.resolve("lake");
    Commands.succeed("run", "--archive", folder.resolve("archive"), "--lake", lake);

    SampleTruth truth = SampleTruth.read(folder);
    try (LakeReader tables = LakeReader.open(lake)) {
      SoftAssertions softly = new SoftAssertions();
      checkFigures(softly, FoundTruth.in(tables), truth);
      checkAccount(softly, tables, truth.counts());
      checkHistogram(softly, tables, truth.latency());
      checkTrees(softly, tables);
      checkBreakdown(softly, tables);
      softly.assertAll();
    }
  }

  private static void checkFigures(SoftAssertions softly, SampleTruth found, SampleTruth truth) {
    softly.assertThat(found.counts()).isEqualTo(truth.counts());
    softly.assertThat(found.executionStatus()).isEqualTo(truth.executionStatus());
    softly.assertThat(found.spans()).isEqualTo(truth.spans());
    softly.assertThat(found.states()).isEqualTo(truth.states());
    softly.assertThat(found.errors()).isEqualTo(truth.errors());
    softly.assertThat(found.links()).isEqualTo(truth.links());
    softly.assertThat(found.mapRunLinks()).isEqualTo(truth.mapRunLinks());
    softly
        .assertThat(found.mapRuns())
        .usingRecursiveComparison(SAME_FIGURES)
        .isEqualTo(truth.mapRuns());
    softly
        .assertThat(found.latency())
        .usingRecursiveComparison(SAME_FIGURES)
        .isEqualTo(truth.latency());
  }

  private static void checkAccount(
      SoftAssertions softly, LakeReader tables, SampleTruth.Counts counts) {
    softly
        .assertThat(tables.number("SELECT records FROM runs"))
        .as("records read")
        .isEqualTo(
            counts.events()
                + counts.lambdaRecords()
                + counts.noise()
                + counts.duplicates()
                + counts.rejects());
    softly
        .assertThat(tables.number("SELECT count(*) FROM events"))
        .as("rows of events")
        .isEqualTo(counts.events());
    softly
        .assertThat(tables.number("SELECT count(*) FROM rejects"))
        .as("rows of rejects")
        .isEqualTo(counts.rejects());
    softly
        .assertThat(tables.number("SELECT sum(missing_events) FROM executions"))
        .as("missing events")
        .isZero();
  }

  private static void checkHistogram(
      SoftAssertions softly, LakeReader tables, List<SampleTruth.Latency> truth) {
    Map<String, Map<Integer, Long>> histograms = new TreeMap<>();
    for (Row row :
        tables.rows(
            """
            SELECT concat_ws(' ', day, kind, state_machine_name, name, is_distributed_map_child),
                   bucket, count
            FROM latency_histogram""")) {
      histograms
          .computeIfAbsent(row.getString(0), key -> new TreeMap<>())
          .put(row.getInt(1), row.getLong(2));
    }
    for (SampleTruth.Latency exact : truth) {
      String key =
          String.join(
              " ",
              exact.day(),
              exact.kind(),
              exact.stateMachineName(),
              exact.name(),
              String.valueOf(exact.isDistributedMapChild()));
      Map<Integer, Long> counts = histograms.getOrDefault(key, Map.of());
      long counted = counts.values().stream().mapToLong(Long::longValue).sum();
      softly.assertThat(counted).as("histogram of " + key).isEqualTo(exact.count());
      if (counted > 0) {
        checkQuantile(softly, key, counts, 0.5, exact.p50Ms());
        checkQuantile(softly, key, counts, 0.75, exact.p75Ms());
        checkQuantile(softly, key, counts, 0.9, exact.p90Ms());
        checkQuantile(softly, key, counts, 0.95, exact.p95Ms());
        checkQuantile(softly, key, counts, 0.99, exact.p99Ms());
        checkQuantile(softly, key, counts, 0.999, exact.p999Ms());
      }
    }
  }

  private static void checkQuantile(
      SoftAssertions softly,
      String name,
      Map<Integer, Long> counts,
      double quantile,
      @Nullable Double exact) {
    double exactly = Objects.requireNonNull(exact, name);
    softly
        .assertThat(LatencyBuckets.quantile(counts, quantile))
        .as(name + " at " + quantile)
        .isCloseTo(exactly, within(LatencyBuckets.RELATIVE_ERROR * exactly + 1e-9));
  }

  private static void checkTrees(SoftAssertions softly, LakeReader tables) {
    softly
        .assertThat(tables.rows("SELECT span_id FROM spans GROUP BY span_id HAVING count(*) > 1"))
        .as("span ids given twice")
        .isEmpty();
    softly
        .assertThat(
            tables.rows(
                """
                SELECT kind, span_id, parent_span_id FROM spans child
                WHERE parent_span_id IS NOT NULL AND NOT EXISTS (
                  SELECT 1 FROM spans parent
                  WHERE parent.span_id = child.parent_span_id
                    AND parent.trace_id = child.trace_id)"""))
        .as("spans whose parent is not in their trace")
        .isEmpty();
    softly
        .assertThat(
            tables.rows(
                """
                SELECT trace_id FROM spans
                GROUP BY trace_id HAVING count_if(parent_span_id IS NULL) <> 1"""))
        .as("traces that are no single tree")
        .isEmpty();
    softly
        .assertThat(
            tables.rows(
                """
                SELECT child.kind, child.span_id FROM spans child
                JOIN spans parent ON parent.span_id = child.parent_span_id
                WHERE child.started_at < parent.started_at
                   OR (child.kind <> 'lambda' AND child.ended_at > parent.ended_at)"""))
        .as("spans that reach out of their parent")
        .isEmpty();
  }

  private static void checkBreakdown(SoftAssertions softly, LakeReader tables) {
    softly
        .assertThat(
            tables.rows(
                """
                SELECT execution_arn, active_ms FROM executions
                WHERE active_ms IS NOT NULL AND NOT coalesce(
                    abs(queue_ms + cold_start_ms + lambda_ms + task_ms + retry_ms + wait_ms
                        + map_ms + other_ms - active_ms) < 1e-6
                      AND least(queue_ms, cold_start_ms, lambda_ms, task_ms, retry_ms, wait_ms,
                        map_ms, other_ms) >= 0,
                    false)"""))
        .as("executions whose parts do not add up")
        .isEmpty();
    softly
        .assertThat(
            tables.rows(
                """
                SELECT execution_arn FROM executions
                WHERE active_ms IS NULL AND coalesce(queue_ms, cold_start_ms, lambda_ms, task_ms,
                    retry_ms, wait_ms, map_ms, other_ms) IS NOT NULL"""))
        .as("running executions with parts")
        .isEmpty();
  }
}
