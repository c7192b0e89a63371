package io.fantail.spark.parquet;

import io.fantail.shape.Fields;

/** A file that a task wrote, and the name of the table that it is for. */
public record TableFile(String table, WrittenFile file) {
  public static TableFile shape(Fields<TableFile> fields) {
    return new TableFile(
        fields.text(TableFile::table), fields.record(TableFile::file, WrittenFile::shape));
  }
}
