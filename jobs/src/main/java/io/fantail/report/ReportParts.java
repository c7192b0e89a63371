package io.fantail.report;

import io.fantail.report.coverage.LinkCoverage;
import io.fantail.report.error.ErrorCounts;
import io.fantail.report.item.ItemPart;
import io.fantail.report.latency.Latency;
import io.fantail.report.maprun.MapRunPart;
import io.fantail.report.overview.ExecutionTally;
import io.fantail.report.tail.TailPart;
import io.fantail.report.warning.WarningPart;
import io.fantail.shape.Shape;
import io.fantail.spark.Assorted;
import io.fantail.spark.Codec;
import io.fantail.spark.Keyed;
import io.fantail.spark.parquet.TableFile;
import java.util.List;
import java.util.stream.Stream;

/** What tasks counted for the reports, and the files that they wrote meanwhile. */
public final class ReportParts {
  private final List<Assorted<ReportPart>> sources;

  private ReportParts(List<Assorted<ReportPart>> sources) {
    this.sources = sources;
  }

  static ReportParts of(Assorted<ReportPart> source) {
    return new ReportParts(List.of(source));
  }

  /** Takes along what was counted of other executions. */
  public ReportParts and(ReportParts others) {
    return new ReportParts(Stream.of(sources, others.sources).flatMap(List::stream).toList());
  }

  /** The files that were written; nobody sees them until they are committed. */
  public List<TableFile> files() {
    return only(ReportPart.FILE, TableFile::shape).collect();
  }

  Keyed<ExecutionTally> executions() {
    return only(ReportPart.EXECUTIONS, ExecutionTally::shape);
  }

  Keyed<Latency> latency() {
    return only(ReportPart.LATENCY, Latency::shape);
  }

  Keyed<ErrorCounts> errors() {
    return only(ReportPart.ERRORS, ErrorCounts::shape);
  }

  Keyed<LinkCoverage> coverage() {
    return only(ReportPart.COVERAGE, LinkCoverage::shape);
  }

  Keyed<MapRunPart> mapRuns() {
    return only(ReportPart.MAP_RUNS, MapRunPart::shape);
  }

  Keyed<ItemPart> items() {
    return only(ReportPart.ITEMS, ItemPart::shape);
  }

  Keyed<WarningPart> warnings() {
    return only(ReportPart.WARNINGS, WarningPart::shape);
  }

  Keyed<TailPart> children() {
    return only(ReportPart.CHILDREN, TailPart::shape);
  }

  private <T> Keyed<T> only(ReportPart part, Shape<T> shape) {
    Codec<T> codec = Codec.of(shape);
    return sources.stream()
        .map(source -> source.only(part, codec))
        .reduce(Keyed::merged)
        .orElseThrow();
  }
}
