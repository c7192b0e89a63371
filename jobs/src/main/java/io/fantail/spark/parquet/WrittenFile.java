package io.fantail.spark.parquet;

import io.fantail.shape.FieldType;
import io.fantail.shape.Fields;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A file that a task wrote into the folder of a table, and that no commit names yet.
 *
 * @param path below the table's folder
 * @param day of its rows, in UTC; null in a table that has no days
 * @param modifiedAt in milliseconds since 1970, as the file system says
 * @param statistics of its rows, as JSON: see {@link FileStatistics}
 */
public record WrittenFile(
    String path,
    @Nullable LocalDate day,
    long bytes,
    long modifiedAt,
    long rows,
    String statistics) {

  public static WrittenFile shape(Fields<WrittenFile> fields) {
    return new WrittenFile(
        fields.text(WrittenFile::path),
        fields.fieldOrNull(FieldType.DAY, WrittenFile::day),
        fields.whole(WrittenFile::bytes),
        fields.whole(WrittenFile::modifiedAt),
        fields.whole(WrittenFile::rows),
        fields.text(WrittenFile::statistics));
  }
}
