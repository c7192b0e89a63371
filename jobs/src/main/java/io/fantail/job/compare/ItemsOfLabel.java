package io.fantail.job.compare;

import io.fantail.report.comparison.ComparedGroup;
import io.fantail.report.comparison.SameItems;
import java.io.Serializable;
import java.util.List;
import org.apache.spark.sql.Row;

/** What children of a label took for the items that they were given on both sides. */
public record ItemsOfLabel(ComparedGroup group, SameItems items) implements Serializable {

  /** Reads a row of {@link ItemsStage}. */
  static ItemsOfLabel of(Row row) {
    String machine = row.getAs(ItemsStage.MACHINE);
    List<Row> pairs = row.getList(row.fieldIndex("pairs"));
    return new ItemsOfLabel(
        new ComparedGroup(ComparedGroup.EXECUTION, machine, machine, true),
        SameItems.of(row.<Long>getAs("all"), pairs.stream().map(ItemsOfLabel::pair).toList()));
  }

  private static SameItems.Pair pair(Row row) {
    return new SameItems.Pair(row.getDouble(0), row.getDouble(1), row.getLong(2), row.getLong(3));
  }
}
