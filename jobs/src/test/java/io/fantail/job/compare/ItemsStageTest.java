package io.fantail.job.compare;

import static org.assertj.core.api.Assertions.assertThat;

import io.fantail.report.comparison.Method;
import io.fantail.report.comparison.Observed;
import io.fantail.report.comparison.SameItems;
import io.fantail.report.statistics.Interval;
import io.fantail.testing.WithLocalSpark;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@WithLocalSpark
class ItemsStageTest {
  private static final StructType SCHEMA =
      StructType.fromDDL(
          "state_machine_name STRING, is_distributed_map_child BOOLEAN, status STRING, item_hash"
              + " BIGINT, is_against BOOLEAN, map_run_arn STRING, started_at TIMESTAMP, active_ms"
              + " DOUBLE");

  private SparkSession spark;
  private final List<Row> rows = new ArrayList<>();

  @BeforeEach
  void open(SparkSession session) {
    spark = session;
  }

  private void add(
      @Nullable Long item, boolean isAgainst, @Nullable String run, @Nullable Double ms) {
    add("m/Each", true, "SUCCEEDED", item, isAgainst, run, ms);
  }

  private void add(
      String machine,
      boolean isChild,
      String status,
      @Nullable Long item,
      boolean isAgainst,
      @Nullable String run,
      @Nullable Double ms) {
    // Later runs have names that sort behind.
    long at = run == null ? 0 : run.charAt(run.length() - 1) * 1_000L;
    rows.add(
        RowFactory.create(machine, isChild, status, item, isAgainst, run, new Timestamp(at), ms));
  }

  private Map<String, SameItems> compared(int mostPairs) {
    Dataset<Row> executions = spark.createDataFrame(rows, SCHEMA);
    return ItemsStage.of(executions, mostPairs).collectAsList().stream()
        .collect(Collectors.toMap(one -> one.group().stateMachineName(), ItemsOfLabel::items));
  }

  private SameItems each() {
    return Objects.requireNonNull(compared(1_000).get("m/Each"));
  }

  @Test
  void nothingComesOfNothing() {
    assertThat(compared(10)).isEmpty();
    add(1L, false, "a", 10.0);
    add(2L, true, "b", 10.0);
    assertThat(compared(10)).as("no item is on both sides").isEmpty();
  }

  @Test
  void pairsWhatSucceededWithTheSameItemAndIsKnown() {
    for (long item = 0; item < 8; item++) {
      add(item, false, "a", 100.0);
      add(item, true, "b", 200.0);
    }
    add(null, false, "a", 1.0);
    add(null, true, "b", 1.0);
    add(8L, false, "a", 1.0);
    add("m/Each", true, "FAILED", 8L, true, "b", 1.0);
    add(9L, false, "a", null);
    add(9L, true, "b", 1.0);
    add(10L, false, "a", Double.NaN);
    add(10L, true, "b", 1.0);
    add(11L, false, "a", 1.0);
    add(11L, true, "b", Double.POSITIVE_INFINITY);
    add("m", false, "SUCCEEDED", 12L, false, null, 1.0);
    add("m", false, "SUCCEEDED", 12L, true, null, 1.0);
    // Of another label, on one side only.
    add("m/Other", true, "SUCCEEDED", 0L, false, "a", 1.0);

    assertThat(compared(1_000)).containsOnlyKeys("m/Each");
    SameItems each = each();
    assertThat(each).extracting(SameItems::base).isEqualTo(new Observed(100.0, 8));
    assertThat(each).extracting(SameItems::against).isEqualTo(new Observed(200.0, 8));
    assertThat(each).extracting(one -> one.effect().method()).isEqualTo(Method.SIGNED_RANK);
  }

  /** Such as children that are all given nothing. */
  @Test
  void anItemThatARunHasTwiceTellsNothingOfThatRun() {
    for (int child = 0; child < 3; child++) {
      add(7L, false, "a", 100.0);
      add(7L, true, "b", 100.0);
    }
    assertThat(compared(1_000)).isEmpty();

    add(7L, false, "c", 30.0);
    add(7L, true, "d", 60.0);
    assertThat(each()).extracting(SameItems::against).isEqualTo(new Observed(60.0, 1));
  }

  /** As where each night has the same items: the first run with the first, and so on. */
  @Test
  void runsThatAllHaveAnItemArePairedInTheirOrder() {
    for (long item = 0; item < 10; item++) {
      for (int night = 0; night < 4; night++) {
        add(item, false, "run-" + night, 100.0 * (night + 1));
        add(item, true, "run-" + (night + 5), 300.0 * (night + 1));
      }
      // A fifth night has none on the other side.
      add(item, true, "run-9", 1.0);
    }

    SameItems each = each();
    assertThat(each.base().count()).isEqualTo(40);
    assertThat(each.effect().method()).isEqualTo(Method.SIGNED_RANK_BY_RUN);
    assertThat(each.effect().baseRuns()).isEqualTo(4);
    Interval ratio = Objects.requireNonNull(each.effect().ratio());
    assertThat(ratio.low()).isBetween(2.9, 3.0);
    assertThat(ratio.high()).isBetween(3.0, 3.1);
  }

  @Test
  void looksAtNoMorePairsThanItMayAndAtTheSameEachTime() {
    for (long item = 0; item < 500; item++) {
      add(item, false, "a", 100.0 + item % 7);
      add(item, true, "b", 150.0 + item % 11);
    }

    SameItems some = Objects.requireNonNull(compared(100).get("m/Each"));
    assertThat(some.base().count()).isEqualTo(500);
    assertThat(some.effect().note()).startsWith("Of 500 pairs of the same item 100 were compared");
    assertThat(compared(100).get("m/Each")).isEqualTo(some);
    assertThat(each()).extracting(one -> one.effect().note()).asString().startsWith("These runs");
  }
}
