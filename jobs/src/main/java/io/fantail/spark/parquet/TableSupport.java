package io.fantail.spark.parquet;

import java.util.Map;
import java.util.Objects;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.io.api.RecordConsumer;
import org.jspecify.annotations.Nullable;

/** Tells Parquet the columns of a table, and has each record written into them. */
final class TableSupport<T> extends WriteSupport<T> {
  /** By it Spark knows that dates are by today's calendar, however old they are. */
  private static final String SPARK_VERSION = "org.apache.spark.version";

  private final FileLayout layout;
  private final ColumnsWriter.Kind<T> kind;
  private @Nullable ColumnsWriter<T> writer;
  private @Nullable Integer hour;

  TableSupport(FileLayout layout, ColumnsWriter.Kind<T> kind) {
    this.layout = layout;
    this.kind = kind;
  }

  /** The hour of the rows that come; null where nothing says it. */
  void inHour(@Nullable Integer hourOfRows) {
    hour = hourOfRows;
  }

  @Override
  @SuppressWarnings("deprecation") // Parquet 1.13, which Spark 3.5 has, knows no other
  public WriteContext init(Configuration configuration) {
    return new WriteContext(
        ParquetColumns.of(layout.columns()), Map.of(SPARK_VERSION, layout.sparkVersion()));
  }

  @Override
  public void prepareForWrite(RecordConsumer out) {
    writer = kind.writer(layout, out);
  }

  @Override
  public void write(T row) {
    Objects.requireNonNull(writer, "not prepared").write(row, hour);
  }
}
