package io.fantail.spark.parquet;

import io.fantail.shape.Dated;
import io.fantail.shape.RecordTable;
import io.fantail.shape.Table;
import io.fantail.spark.Codec;
import io.fantail.spark.Iterators;
import io.fantail.spark.TableRows;
import java.io.IOException;
import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;

/** Writes rows into Parquet files of their table. */
public final class ParquetFiles {
  private static final Codec<WrittenFile> WRITTEN = Codec.of(WrittenFile::shape);

  private ParquetFiles() {}

  /**
   * Writes rows in one Spark job, which no one sees until the files are committed.
   *
   * @param folder address of the table
   * @param wanted days and hours; rows of others are left out
   * @param withoutDictionary columns in which hardly a value comes twice
   */
  public static List<WrittenFile> write(
      SparkSession spark,
      TableRows rows,
      String folder,
      SlotFilter wanted,
      Set<String> withoutDictionary) {
    return rows.handTo(
        new TableRows.Taker<>() {
          @Override
          public <T> List<WrittenFile> takeValues(RecordTable<T> table, JavaRDD<Dated<T>> values) {
            return write(
                values,
                ValueFiles.of(spark, table, folder, wanted, withoutDictionary),
                (value, files) -> files.write(value.slot(), value.value()));
          }

          @Override
          public List<WrittenFile> takeRows(Table table, JavaRDD<InternalRow> sqlRows) {
            FileLayout layout = FileLayout.of(spark, table, folder, withoutDictionary);
            int dayPlace = layout.dayPlace();
            int hourPlace = layout.hourPlace();
            return write(
                sqlRows,
                new ValueFiles<>(spark, layout, SqlRowWriter::new, wanted),
                (row, files) ->
                    files.write(
                        SqlRowWriter.dayOf(row, dayPlace),
                        SqlRowWriter.hourOf(row, hourPlace),
                        row));
          }
        });
  }

  /** Writes one element of a partition. */
  private interface Writing<E, T> extends Serializable {
    void write(E element, OpenFiles<T> files) throws IOException;
  }

  private static <E, T> List<WrittenFile> write(
      JavaRDD<E> elements, ValueFiles<T> files, Writing<E, T> writing) {
    return elements
        .mapPartitionsWithIndex(
            (task, partition) ->
                Iterators.map(
                    write(partition, files.open(task), writing).iterator(), WRITTEN::pack),
            false)
        .collect()
        .stream()
        .map(WRITTEN::unpack)
        .toList();
  }

  private static <E, T> List<WrittenFile> write(
      Iterator<E> elements, OpenFiles<T> files, Writing<E, T> writing) throws IOException {
    try {
      while (elements.hasNext()) {
        writing.write(elements.next(), files);
      }
      return files.close();
    } catch (IOException | RuntimeException failure) {
      files.discard(failure);
      throw failure;
    }
  }
}
