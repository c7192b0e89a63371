package io.fantail.job.compare;

import io.fantail.job.message.ExitCode;
import io.fantail.job.message.JobException;
import io.fantail.job.query.FittedPlans;
import io.fantail.report.comparison.Change;
import io.fantail.report.comparison.ComparedGroup;
import io.fantail.report.comparison.Comparison;
import io.fantail.report.comparison.Measured;
import io.fantail.report.comparison.PartChange;
import io.fantail.report.comparison.SameItems;
import io.fantail.report.comparison.Side;
import io.fantail.table.Lake;
import io.fantail.table.Tables;
import io.fantail.trace.path.TimePart;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * What came out of comparing two sides of a lake.
 *
 * @param changes of all figures, worst first
 * @param parts of the time of executions, by state machine and label
 * @param errorsNew failures that began on the second side only, most frequent first
 * @param errorsGone failures that began on the first side only
 */
public record LakeComparison(
    Sides sides,
    SideTotals base,
    SideTotals against,
    List<Change> changes,
    List<PartChange> parts,
    List<ErrorChange> errorsNew,
    List<ErrorChange> errorsGone) {

  /**
   * Reads and compares.
   *
   * @param mostErrors how many of those new, and of those gone
   * @throws JobException when a side has no executions
   */
  public static LakeComparison of(Lake lake, Sides sides, int mostErrors) {
    SparkSession spark = lake.spark();
    SidesOfLake tables = sides.in(lake);
    List<ExecutionSums> sums =
        FittedPlans.rows(spark, sums(lake, sides, tables)).stream().map(ExecutionSums::of).toList();
    Map<Boolean, List<ExecutionSums>> bySide =
        sums.stream().collect(Collectors.partitioningBy(ExecutionSums::isAgainst));
    SideTotals base = SideTotals.of(Objects.requireNonNull(bySide.get(false)));
    SideTotals against = SideTotals.of(Objects.requireNonNull(bySide.get(true)));
    checkThereAre(base, lake, sides, sides.baseInWords());
    checkThereAre(against, lake, sides, sides.againstInWords());
    SumsOfSides bySideAndRun = new SumsOfSides(sums);
    List<GroupFigures> figures =
        FittedPlans.rows(spark, FiguresStage.of(tables.spans())).stream()
            .map(one -> withSums(one, bySideAndRun))
            .toList();
    Map<ComparedGroup, SameItems> items =
        FittedPlans.rows(spark, ItemsStage.of(tables.executions())).stream()
            .collect(Collectors.toMap(ItemsOfLabel::group, ItemsOfLabel::items));
    Map<Boolean, List<Row>> errors =
        FittedPlans.rows(spark, ErrorChange.rows(tables.spans(), mostErrors)).stream()
            .collect(Collectors.partitioningBy(row -> row.<Boolean>getAs("is_new")));
    return new LakeComparison(
        sides,
        base,
        against,
        Comparison.of(sideOf(figures, false), sideOf(figures, true), items),
        parts(figures, bySideAndRun),
        Objects.requireNonNull(errors.get(true)).stream().map(ErrorChange::of).toList(),
        Objects.requireNonNull(errors.get(false)).stream().map(ErrorChange::of).toList());
  }

  private static void checkThereAre(SideTotals totals, Lake lake, Sides sides, String sideInWords) {
    if (totals.isNothing()) {
      throw new JobException(
          ExitCode.NOTHING_MATCHED,
          "No execution in the lake is of " + sideInWords + ". " + sides.whatThereIs(lake));
    }
  }

  private static Dataset<Row> sums(Lake lake, Sides sides, SidesOfLake tables) {
    Dataset<Row> sums = ExecutionSums.rows(tables.executions());
    return sides.haveCosts() ? ExecutionSums.withCosts(sums, lake.read(Tables.MAP_RUNS)) : sums;
  }

  /** Of executions their own rows tell whether they waited for a sandbox, and what they cost. */
  private static GroupFigures withSums(GroupFigures figures, SumsOfSides sums) {
    if (!figures.group().kind().equals(ComparedGroup.EXECUTION)) {
      return figures;
    }
    long known = 0;
    long coldStarts = 0;
    long priced = 0;
    double cost = 0;
    for (ExecutionSums one : sums.of(figures.group(), figures.isAgainst(), figures.mapRun())) {
      known += one.known();
      coldStarts += one.coldStarts();
      Double each = one.cost();
      priced += each == null ? 0 : one.executions();
      cost += each == null ? 0 : each * one.executions();
    }
    return new GroupFigures(
        figures.group(),
        figures.isAgainst(),
        figures.mapRun(),
        figures.measured().with(known, coldStarts, priced == 0 ? null : (Double) (cost / priced)));
  }

  private static Map<ComparedGroup, Side> sideOf(List<GroupFigures> figures, boolean isAgainst) {
    Map<ComparedGroup, Measured> all = new HashMap<>();
    Map<ComparedGroup, List<Measured>> runs = new HashMap<>();
    for (GroupFigures one : figures) {
      if (one.isAgainst() != isAgainst) {
        continue;
      }
      if (one.mapRun() == null) {
        all.put(one.group(), one.measured());
      } else {
        runs.computeIfAbsent(one.group(), unseen -> new ArrayList<>()).add(one.ofRun());
      }
    }
    Map<ComparedGroup, Side> sides = new HashMap<>();
    all.forEach(
        (group, measured) ->
            sides.put(group, new Side(measured, runs.getOrDefault(group, List.of()))));
    return sides;
  }

  private static List<PartChange> parts(List<GroupFigures> figures, SumsOfSides sums) {
    List<PartChange> parts = new ArrayList<>();
    for (ComparedGroup group :
        figures.stream()
            .map(GroupFigures::group)
            .filter(one -> one.kind().equals(ComparedGroup.EXECUTION))
            .distinct()
            .toList()) {
      Collection<ExecutionSums> base = sums.of(group, false, null);
      Collection<ExecutionSums> against = sums.of(group, true, null);
      if (knownOf(base) > 0 && knownOf(against) > 0) {
        for (TimePart part : TimePart.values()) {
          parts.add(new PartChange(group, part, meanMs(base, part), meanMs(against, part)));
        }
      }
    }
    parts.sort(PartChange.MOST_CHANGED_FIRST);
    return parts;
  }

  private static long knownOf(Collection<ExecutionSums> sums) {
    return sums.stream().mapToLong(ExecutionSums::known).sum();
  }

  private static double meanMs(Collection<ExecutionSums> sums, TimePart part) {
    double sum = sums.stream().mapToDouble(one -> one.partsMs().getOrDefault(part, 0.0)).sum();
    return sum / knownOf(sums);
  }
}
