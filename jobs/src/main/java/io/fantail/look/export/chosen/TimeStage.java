package io.fantail.look.export.chosen;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;

import io.fantail.look.export.speedscope.SpeedscopeFile.Profile;
import io.fantail.look.export.speedscope.TimeStacks;
import io.fantail.look.stored.StoredSpan;
import io.fantail.shape.Millis;
import io.fantail.span.SpanKind;
import io.fantail.spark.Rows;
import io.fantail.table.Lake;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Adds up where the time of executions went: of all children of Distributed Maps, and of the
 * slowest percent of each state machine; of all executions where none is a child. Children are
 * never sampled for it.
 */
public final class TimeStage {
  private TimeStage() {}

  /** Times by stack, of all and of the slow. */
  private static final class Sums implements java.io.Serializable {
    private static final long serialVersionUID = 1L;

    private final HashMap<ArrayList<String>, Long> all = new HashMap<>();
    private final HashMap<ArrayList<String>, Long> slow = new HashMap<>();
    private long count;
    private long slowCount;

    void add(List<StoredSpan> spans, Map<String, Double> slowFrom) {
      Map<List<String>, Long> times = TimeStacks.of(spans);
      StoredSpan execution =
          spans.stream().filter(span -> span.kind() == SpanKind.EXECUTION).findFirst().orElse(null);
      if (times.isEmpty() || execution == null) {
        return;
      }
      Duration active = execution.activeTime();
      Double from = slowFrom.get(execution.stateMachineName());
      boolean isSlow = active != null && from != null && Millis.of(active) >= from;
      count++;
      slowCount += isSlow ? 1 : 0;
      times.forEach(
          (stack, micros) -> {
            all.merge(new ArrayList<>(stack), micros, Long::sum);
            if (isSlow) {
              slow.merge(new ArrayList<>(stack), micros, Long::sum);
            }
          });
    }

    void add(Sums other) {
      other.all.forEach((stack, micros) -> all.merge(stack, micros, Long::sum));
      other.slow.forEach((stack, micros) -> slow.merge(stack, micros, Long::sum));
      count += other.count;
      slowCount += other.slowCount;
    }
  }

  /**
   * Computes both profiles.
   *
   * @param traces with all their children
   */
  public static List<Profile> profiles(Lake lake, ChosenTraces traces) {
    Dataset<Row> children = traces.executions().filter(col("is_distributed_map_child"));
    boolean hasChildren = !children.isEmpty();
    HashMap<String, Double> slowFrom = new HashMap<>();
    (hasChildren ? children : traces.executions())
        .filter(col("active_ms").isNotNull())
        .groupBy("state_machine_name")
        .agg(expr("percentile(active_ms, 0.99e0)"))
        .collectAsList()
        .forEach(row -> slowFrom.put(row.getString(0), row.getDouble(1)));
    Dataset<Row> spans = ChosenSpans.rows(lake, traces);
    Dataset<Row> parted =
        (hasChildren ? spans.filter(col("is_distributed_map_child")) : spans)
            .repartition(ChosenSpans.partitions(traces), col(FoldedRuns.ARN))
            .sortWithinPartitions(FoldedRuns.ARN);
    Sums sums = new Sums();
    Rows.values(parted, StoredSpan::shape)
        .mapPartitions(partition -> List.of(sumsOf(partition, slowFrom)).iterator())
        .collect()
        .forEach(sums::add);
    String who = hasChildren ? "children" : "executions";
    return List.of(
        profile("All " + who, sums.count, sums.all),
        profile("The slowest percent of the " + who, sums.slowCount, sums.slow));
  }

  private static Sums sumsOf(Iterator<StoredSpan> spans, Map<String, Double> slowFrom) {
    Sums sums = new Sums();
    List<StoredSpan> ofOne = new ArrayList<>();
    while (spans.hasNext()) {
      StoredSpan span = spans.next();
      if (!ofOne.isEmpty() && !ofOne.get(0).executionArn().equals(span.executionArn())) {
        sums.add(ofOne, slowFrom);
        ofOne = new ArrayList<>();
      }
      ofOne.add(span);
    }
    sums.add(ofOne, slowFrom);
    return sums;
  }

  private static Profile profile(String name, long count, Map<? extends List<String>, Long> times) {
    Map<List<String>, Long> sorted = new TreeMap<>(TimeStacks.STACKS);
    sorted.putAll(times);
    return new Profile(String.format(Locale.ROOT, "%s (%,d)", name, count), sorted);
  }
}
