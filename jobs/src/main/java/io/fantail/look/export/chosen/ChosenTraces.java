package io.fantail.look.export.chosen;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.fantail.look.export.ExportedSpan;
import io.fantail.look.export.SimilarChildren;
import io.fantail.shape.Dated;
import io.fantail.table.DayRange;
import io.fantail.table.DaySet;
import io.fantail.table.Lake;
import io.fantail.table.Tables;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;
import org.jspecify.annotations.Nullable;

/**
 * The executions that are exported, with what is above and below them.
 *
 * @param days on which they started
 * @param executions rows of the table, with {@code sample_weight} and {@code sample_reason}; kept
 *     by Spark, as they are asked for more than once
 * @param count of these
 * @param similar what is exported as a summary
 * @param above the execution whose spans lead to them from above, from the nearest to the root
 */
public record ChosenTraces(
    DaySet days,
    Dataset<Row> executions,
    long count,
    List<SimilarChildren> similar,
    List<Above> above) {
  private static final String ARN = FoldedRuns.ARN;
  private static final String PARENT = FoldedRuns.PARENT;
  private static final int DEEPEST = 50;

  /** An execution around what is exported, of which the spans above are exported and no others. */
  public record Above(String executionArn, LocalDate day) {}

  /**
   * Chooses all executions of the days.
   *
   * @param all whether large Map Runs are exported whole, too
   */
  public static ChosenTraces ofDays(Lake lake, DaySet days, boolean all) {
    Dataset<Row> executions = lake.read(Tables.EXECUTIONS, days);
    if (all) {
      return kept(days, withoutWeights(executions), List.of(), List.of());
    }
    Dataset<Row> marked = FoldedRuns.of(lake, executions).marked(executions);
    Dataset<Row> shown = FoldedRuns.shown(marked);
    Dataset<Row> folded = FoldedRuns.folded(marked);
    return kept(days, withoutWhatIsBelow(shown, folded), FoldedRuns.summaries(folded), List.of());
  }

  /** Chooses an execution with all that it started. */
  public static ChosenTraces ofExecution(Lake lake, Row execution, boolean all) {
    return ofTrace(lake, execution, col(ARN).equalTo(execution.<String>getAs(ARN)), execution, all);
  }

  /**
   * Chooses the children of a Map Run with all that they started.
   *
   * @param mapRun its row
   * @param parent the row of the execution that it is part of; null where that is not in the lake
   */
  public static ChosenTraces ofMapRun(Lake lake, Row mapRun, @Nullable Row parent, boolean all) {
    Column isChild =
        col(FoldedRuns.MAP_RUN)
            .equalTo(mapRun.<String>getAs(FoldedRuns.MAP_RUN))
            .and(col("is_distributed_map_child"));
    return ofTrace(lake, mapRun, isChild, parent, all);
  }

  /**
   * @param within a row with trace, start and end, between which all starts that is below
   * @param isFirst of the executions to begin with
   * @param context an execution that is chosen itself, or the one just above what is
   */
  private static ChosenTraces ofTrace(
      Lake lake, Row within, Column isFirst, @Nullable Row context, boolean all) {
    DaySet days = daysOf(within);
    Dataset<Row> ofTrace =
        lake.read(Tables.EXECUTIONS, days)
            .filter(col("trace_id").equalTo(within.<String>getAs("trace_id")));
    Dataset<Row> candidates;
    Dataset<Row> folded;
    if (all) {
      candidates = withoutWeights(ofTrace);
      folded = candidates.limit(0);
    } else {
      Dataset<Row> marked = FoldedRuns.of(lake, ofTrace).marked(ofTrace);
      candidates = FoldedRuns.shown(marked);
      folded = FoldedRuns.folded(marked);
    }
    // An execution that was asked for is exported, whatever stands for others of its Map Run.
    boolean isExecution = within == context;
    Dataset<Row> first =
        (isExecution ? withWeights(ofTrace, candidates) : candidates).filter(isFirst);
    Dataset<Row> chosen = withWhatIsBelow(first, candidates);
    Dataset<Row> ofChosen =
        folded.join(
            chosen.select(col(ARN).as(PARENT)).distinct(), new String[] {PARENT}, "left_semi");
    Dataset<Row> foldedBelow =
        isExecution ? ofChosen : ofChosen.unionByName(folded.filter(isFirst));
    List<SimilarChildren> similar = all ? List.of() : FoldedRuns.summaries(foldedBelow);
    return kept(
        days, chosen, similar, isExecution ? aboveOf(lake, context) : pathTo(lake, context));
  }

  /** The execution itself and all above it. */
  private static List<Above> pathTo(Lake lake, @Nullable Row execution) {
    List<Above> path = new ArrayList<>();
    if (execution != null) {
      path.add(new Above(execution.getAs(ARN), execution.getAs("day")));
      path.addAll(aboveOf(lake, execution));
    }
    return path;
  }

  private static List<Above> aboveOf(Lake lake, @Nullable Row execution) {
    List<Above> above = new ArrayList<>();
    Row below = execution;
    while (below != null && below.getAs(PARENT) != null && above.size() < DEEPEST) {
      below = StoredExecutions.startedBefore(lake, below.getAs(PARENT), below.getAs("day"));
      if (below != null) {
        above.add(new Above(below.getAs(ARN), below.getAs("day")));
      }
    }
    return above;
  }

  private static DaySet daysOf(Row within) {
    LocalDate first = Dated.dayOf(within.<Instant>getAs("started_at"));
    LocalDate ofParent = within.getAs("day");
    Instant endedAt = within.getAs("ended_at");
    LocalDate from = ofParent.isBefore(first) ? ofParent : first;
    return endedAt == null
        ? DaySet.from(from)
        : DaySet.of(new DayRange(from, Dated.dayOf(endedAt).plusDays(1)));
  }

  private static Dataset<Row> withoutWeights(Dataset<Row> executions) {
    return executions
        .withColumn(ExportedSpan.SAMPLE_WEIGHT, lit(null).cast("double"))
        .withColumn(ExportedSpan.SAMPLE_REASON, lit(null).cast("string"));
  }

  /** All executions, with the weights that some of them have. */
  private static Dataset<Row> withWeights(Dataset<Row> executions, Dataset<Row> candidates) {
    return executions.join(
        candidates.select(ARN, ExportedSpan.SAMPLE_WEIGHT, ExportedSpan.SAMPLE_REASON),
        new String[] {ARN},
        "left");
  }

  /** Level by level: what these started, what that started, and so on. */
  private static Dataset<Row> withWhatIsBelow(Dataset<Row> first, Dataset<Row> candidates) {
    Dataset<Row> chosen = first;
    Dataset<Row> level = first;
    Dataset<Row> started = candidates.filter(col(PARENT).isNotNull());
    for (int depth = 0; depth < DEEPEST; depth++) {
      Dataset<Row> parents = level.select(col(ARN).as(PARENT)).distinct();
      Dataset<Row> next = started.join(parents, new String[] {PARENT}, "left_semi");
      next = next.persist(StorageLevel.MEMORY_AND_DISK());
      if (next.isEmpty()) {
        next.unpersist();
        break;
      }
      chosen = chosen.unionByName(next);
      level = next;
    }
    return chosen;
  }

  /** Without executions that were started by others which are not exported. */
  private static Dataset<Row> withoutWhatIsBelow(Dataset<Row> shown, Dataset<Row> folded) {
    Dataset<Row> left = shown;
    // Only children are folded, and the ARN of one has a label.
    Dataset<Row> hidden = folded;
    for (int depth = 0; depth < DEEPEST; depth++) {
      Dataset<Row> below =
          left.filter(depth == 0 ? col(PARENT).rlike(":(execution|express):[^:]*/") : lit(true))
              .join(
                  hidden.select(col(ARN).as(PARENT)).distinct(),
                  new String[] {PARENT},
                  "left_semi");
      if (below.isEmpty()) {
        break;
      }
      left = left.join(below.select(ARN), new String[] {ARN}, "left_anti");
      hidden = below;
    }
    return left;
  }

  private static ChosenTraces kept(
      DaySet days, Dataset<Row> executions, List<SimilarChildren> similar, List<Above> above) {
    Dataset<Row> kept =
        executions
            .select(
                Stream.concat(
                        Tables.EXECUTIONS.columns().stream().map(column -> col(column.name())),
                        Stream.of(col(ExportedSpan.SAMPLE_WEIGHT), col(ExportedSpan.SAMPLE_REASON)))
                    .toArray(Column[]::new))
            .persist(StorageLevel.DISK_ONLY());
    return new ChosenTraces(days, kept, kept.count(), similar, above);
  }

  public boolean isEmpty() {
    return count == 0 && similar.isEmpty();
  }
}
