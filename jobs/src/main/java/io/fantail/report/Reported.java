package io.fantail.report;

import io.fantail.shape.Fields;
import io.fantail.shape.RecordTable;
import io.fantail.shape.Shape;
import io.fantail.spark.parquet.TableFile;
import io.fantail.spark.parquet.WrittenFile;
import java.util.List;

/**
 * A report that was written, and waits to be committed.
 *
 * @param files of its tables
 * @param summary the little of it that is said when a command ends
 */
public record Reported<S>(List<TableFile> files, S summary) {
  static <S> Shape<Reported<S>> shape(Shape<S> ofSummary) {
    return fields -> shape(fields, ofSummary);
  }

  private static <S> Reported<S> shape(Fields<Reported<S>> fields, Shape<S> ofSummary) {
    return new Reported<>(
        fields.list(Reported::files, TableFile::shape),
        fields.record(Reported::summary, ofSummary));
  }

  /** The files of one table. */
  public List<WrittenFile> filesOf(RecordTable<?> table) {
    return filesOf(files, table);
  }

  /** Those of one table. */
  public static List<WrittenFile> filesOf(List<TableFile> files, RecordTable<?> table) {
    return files.stream()
        .filter(file -> file.table().equals(table.table().name()))
        .map(TableFile::file)
        .toList();
  }
}
