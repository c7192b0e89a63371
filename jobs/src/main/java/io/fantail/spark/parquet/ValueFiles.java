package io.fantail.spark.parquet;

import io.fantail.shape.RecordTable;
import io.fantail.shape.Shape;
import java.io.Serializable;
import java.util.Set;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;

/**
 * The files of a table that tasks write values into: made on the driver, opened in a task.
 *
 * @param <T> what becomes a row
 */
public final class ValueFiles<T> implements Serializable {
  private final FileLayout layout;
  private final ColumnsWriter.Kind<T> kind;
  private final SlotFilter wanted;
  private final Broadcast<SerializableConfiguration> hadoop;

  ValueFiles(SparkSession spark, FileLayout layout, ColumnsWriter.Kind<T> kind, SlotFilter wanted) {
    SparkContext context = spark.sparkContext();
    this.layout = layout;
    this.kind = kind;
    this.wanted = wanted;
    this.hadoop =
        JavaSparkContext.fromSparkContext(context)
            .broadcast(new SerializableConfiguration(context.hadoopConfiguration()));
  }

  /**
   * The files of a table of records.
   *
   * @param folder address of the table
   * @param wanted days and hours; values of others are left out
   * @param withoutDictionary columns in which hardly a value comes twice
   */
  public static <T> ValueFiles<T> of(
      SparkSession spark,
      RecordTable<T> table,
      String folder,
      SlotFilter wanted,
      Set<String> withoutDictionary) {
    Shape<T> shape = table.shape();
    return new ValueFiles<>(
        spark,
        FileLayout.of(spark, table.table(), folder, withoutDictionary),
        (layout, out) -> new ValueWriter<>(shape, layout, out),
        wanted);
  }

  /** The name of the table. */
  String table() {
    return layout.table().name();
  }

  /**
   * Opens the files in a task. Several, of one table or of many, may be open at once.
   *
   * @param task number of the partition, which the names of the files begin with
   */
  public OpenFiles<T> open(int task) {
    return new OpenFiles<>(layout, kind, wanted, task, hadoop.value().value());
  }
}
