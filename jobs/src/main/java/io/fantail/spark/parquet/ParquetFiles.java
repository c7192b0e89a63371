package io.fantail.spark.parquet;

import io.fantail.spark.Codec;
import io.fantail.spark.Iterators;
import io.fantail.spark.TableRows;
import java.util.List;
import java.util.Set;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;

/** Writes rows into Parquet files of their table. */
public final class ParquetFiles {
  private static final Codec<WrittenFile> WRITTEN = Codec.of(WrittenFile::shape);

  private ParquetFiles() {}

  /**
   * Writes rows in one Spark job, which no one sees until the files are committed.
   *
   * @param folder address of the table
   * @param wanted days; rows of other days are left out
   * @param withoutDictionary columns in which hardly a value comes twice
   */
  public static List<WrittenFile> write(
      SparkSession spark,
      TableRows rows,
      String folder,
      DayFilter wanted,
      Set<String> withoutDictionary) {
    SparkContext context = spark.sparkContext();
    Broadcast<SerializableConfiguration> hadoop =
        JavaSparkContext.fromSparkContext(context)
            .broadcast(new SerializableConfiguration(context.hadoopConfiguration()));
    String codec = spark.conf().get("spark.sql.parquet.compression.codec");
    FileLayout layout =
        new FileLayout(rows.table(), folder, codec, withoutDictionary, spark.version());
    return rows
        .rows()
        .mapPartitionsWithIndex(
            (task, partition) ->
                Iterators.map(
                    new DayFiles(layout, wanted, task, hadoop.value().value())
                        .write(partition)
                        .iterator(),
                    WRITTEN::pack),
            false)
        .collect()
        .stream()
        .map(WRITTEN::unpack)
        .toList();
  }
}
