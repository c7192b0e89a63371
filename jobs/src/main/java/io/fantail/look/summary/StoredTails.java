package io.fantail.look.summary;

import static org.apache.spark.sql.functions.col;

import io.fantail.report.tail.summary.Cause;
import io.fantail.report.tail.summary.SlowChild;
import io.fantail.report.tail.summary.SlowGroup;
import io.fantail.report.tail.summary.TailFigures;
import io.fantail.report.tail.summary.TailSummary;
import io.fantail.shape.FieldType;
import io.fantail.shape.Fields;
import io.fantail.spark.Iterators;
import io.fantail.spark.Rows;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Puts together what {@code tails}, {@code tail_factors} and {@code stragglers} say. */
final class StoredTails {
  private static final Comparator<Finding> BY_KIND_AND_RANK =
      Comparator.comparing((Finding one) -> one.cause.kind()).thenComparing(Finding::rank);

  private StoredTails() {}

  private record Finding(LocalDate day, String mapLabel, int rank, Cause cause) {
    static Finding shape(Fields<Finding> fields) {
      return new Finding(
          fields.column("day", "").field(FieldType.DAY, Finding::day),
          fields.text("map_label", "", Finding::mapLabel),
          fields.integer("rank", "", Finding::rank),
          fields.record(Finding::cause, Cause::stored));
    }

    boolean isOf(SlowGroup group) {
      return day.equals(group.day())
          && mapLabel.equals(group.mapLabel())
          && cause.stateMachineName().equals(group.stateMachineName());
    }
  }

  private static SlowGroup group(Fields<SlowGroup> fields) {
    return new SlowGroup(
        fields.column("day", "").field(FieldType.DAY, SlowGroup::day),
        fields.record(SlowGroup::figures, TailFigures::shape),
        fields.derived(SlowGroup::causes, List::of));
  }

  /**
   * Sums up.
   *
   * @param tails rows of {@code tails}: the worst are told of
   * @param factors rows of {@code tail_factors}, with those of these labels among them
   * @param stragglers rows of {@code stragglers}: the slowest are told of
   */
  static TailSummary of(Dataset<Row> tails, Dataset<Row> factors, Dataset<Row> stragglers) {
    TailSummary worst = new TailSummary();
    Rows.eachOf(tails, StoredTails::group).forEachRemaining(worst::add);
    TailSummary summary = new TailSummary();
    List<Finding> findings = findings(factors, worst.groups());
    for (SlowGroup group : worst.groups()) {
      List<Cause> causes =
          findings.stream().filter(one -> one.isOf(group)).map(Finding::cause).toList();
      summary.add(SlowGroup.of(group.day(), group.figures(), causes));
    }
    Column[] slowestFirst = {col("active_ms").desc(), col("execution_arn")};
    Rows.eachOf(
            stragglers.orderBy(slowestFirst).limit(TailSummary.MOST_CHILDREN), SlowChild::stored)
        .forEachRemaining(summary::add);
    return summary;
  }

  private static List<Finding> findings(Dataset<Row> factors, List<SlowGroup> groups) {
    Object[] machines = groups.stream().map(SlowGroup::stateMachineName).distinct().toArray();
    return Iterators.stream(
            Rows.eachOf(
                factors
                    .filter("is_finding AND scope = 'execution'")
                    .filter(col("state_machine_name").isin(machines)),
                Finding::shape))
        .sorted(BY_KIND_AND_RANK)
        .toList();
  }
}
