package io.fantail.report;

import io.fantail.report.coverage.LinkCoverage;
import io.fantail.report.error.ErrorCounts;
import io.fantail.report.item.ItemPart;
import io.fantail.report.latency.Latency;
import io.fantail.report.maprun.MapRunPart;
import io.fantail.report.overview.ExecutionTally;
import io.fantail.report.warning.WarningPart;
import io.fantail.shape.Shape;
import io.fantail.spark.Assorted.Value;
import io.fantail.spark.Codec;
import io.fantail.spark.parquet.TableFile;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/** What one task counted, in bytes under the keys by which it meets what others counted. */
final class TallyValues {
  private final List<Value<ReportPart>> values = new ArrayList<>();

  private TallyValues() {}

  static List<Value<ReportPart>> of(ReportTally tally) {
    TallyValues all = new TallyValues();
    all.add(ReportPart.EXECUTIONS, List.of(tally.executions()), one -> "", ExecutionTally::shape);
    all.add(ReportPart.LATENCY, tally.latency(), one -> one.key().group(), Latency::shape);
    all.add(ReportPart.ERRORS, tally.errors(), one -> one.key().group(), ErrorCounts::shape);
    all.add(ReportPart.COVERAGE, tally.coverage(), one -> one.key().group(), LinkCoverage::shape);
    all.add(ReportPart.MAP_RUNS, tally.mapRuns(), MapRunPart::sortKey, MapRunPart::shape);
    all.add(ReportPart.ITEMS, tally.items(), ItemPart::sortKey, ItemPart::shape);
    all.add(ReportPart.WARNINGS, tally.warnings(), WarningPart::group, WarningPart::shape);
    tally.children().forEach(one -> all.values.add(Value.of(ReportPart.CHILDREN, one)));
    return all.values;
  }

  static List<Value<ReportPart>> of(List<TableFile> files) {
    TallyValues all = new TallyValues();
    all.add(ReportPart.FILE, files, TableFile::table, TableFile::shape);
    return all.values;
  }

  private <T> void add(
      ReportPart part, Collection<T> counted, Function<T, String> key, Shape<T> shape) {
    Codec<T> codec = Codec.of(shape);
    counted.forEach(one -> values.add(new Value<>(part, key.apply(one), codec.pack(one))));
  }
}
