package io.fantail.event;

import java.lang.reflect.InvocationTargetException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.util.ArrayBasedMapData;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.sql.execution.QueryExecution;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/**
 * Spark SQL's own rows, in and out of its tables without the external {@link Row}: on the way of
 * millions of events the conversion costs more than the work.
 *
 * <p>The two doors are where Spark 3.5 and 4.0 differ: the same methods are in other classes, so
 * they are looked up by name.
 */
public final class InternalRows {
  private InternalRows() {}

  /** Rows that hold what {@link #text}, {@link #time} and {@link #day} make, as a dataset. */
  @SuppressWarnings("unchecked") // what the method returns in both lines
  public static Dataset<Row> dataset(
      SparkSession spark, JavaRDD<InternalRow> rows, StructType schema) {
    try {
      return (Dataset<Row>)
          spark
              .getClass()
              .getMethod("internalCreateDataFrame", RDD.class, StructType.class, boolean.class)
              .invoke(spark, rows.rdd(), schema, false);
    } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException unknown) {
      throw new IllegalStateException("neither Spark 3.5 nor 4.0", unknown);
    }
  }

  /**
   * The rows of a dataset, with the columns of the schema in their order. A row is good until the
   * next one is asked for.
   */
  public static JavaRDD<InternalRow> rdd(Dataset<Row> dataset, StructType schema) {
    Column[] columns =
        Arrays.stream(schema.fieldNames()).map(functions::col).toArray(Column[]::new);
    Dataset<Row> ordered = dataset.select(columns);
    try {
      QueryExecution execution =
          (QueryExecution) ordered.getClass().getMethod("queryExecution").invoke(ordered);
      return execution.toRdd().toJavaRDD();
    } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException unknown) {
      throw new IllegalStateException("neither Spark 3.5 nor 4.0", unknown);
    }
  }

  public static InternalRow of(@Nullable Object... values) {
    return new GenericInternalRow(values);
  }

  public static @Nullable UTF8String text(@Nullable String text) {
    return UTF8String.fromString(text);
  }

  /** A TIMESTAMP. */
  public static @Nullable Long time(@Nullable Instant at) {
    return at == null ? null : (Long) Packed.microsOf(at);
  }

  /** A DATE. */
  public static Integer day(LocalDate day) {
    return (int) day.toEpochDay();
  }

  /** The DATE, in UTC, of a time. */
  public static Integer day(Instant at) {
    return day(at.atZone(ZoneOffset.UTC).toLocalDate());
  }

  /** A MAP of texts. */
  public static ArrayBasedMapData texts(Map<String, String> texts) {
    return new ArrayBasedMapData(texts(texts.keySet()), texts(texts.values()));
  }

  private static GenericArrayData texts(Collection<String> texts) {
    return new GenericArrayData(texts.stream().map(InternalRows::text).toArray());
  }

  /** The columns of a row from the first to the last, each asked for once. */
  public static InOrder inOrder(InternalRow row) {
    return new InOrder(row);
  }

  /** See {@link #inOrder}. */
  public static final class InOrder {
    private final InternalRow row;
    private int next;

    private InOrder(InternalRow row) {
      this.row = row;
    }

    public @Nullable String text() {
      int column = next++;
      return row.isNullAt(column) ? null : row.getUTF8String(column).toString();
    }

    /** Of a column that is never null. */
    public String knownText() {
      return row.getUTF8String(next++).toString();
    }

    public @Nullable Instant time() {
      int column = next++;
      return row.isNullAt(column) ? null : Packed.ofMicros(row.getLong(column));
    }

    /** Of a column that is never null. */
    public Instant knownTime() {
      return Packed.ofMicros(row.getLong(next++));
    }

    public @Nullable Double number() {
      int column = next++;
      return row.isNullAt(column) ? null : row.getDouble(column);
    }

    public @Nullable Integer integer() {
      int column = next++;
      return row.isNullAt(column) ? null : row.getInt(column);
    }

    /** Of a column that is never null. */
    public int knownInteger() {
      return row.getInt(next++);
    }

    public @Nullable Long whole() {
      int column = next++;
      return row.isNullAt(column) ? null : row.getLong(column);
    }

    /** Of a column that is never null. */
    public long knownWhole() {
      return row.getLong(next++);
    }

    /** Of a column that is never null. */
    public boolean flag() {
      return row.getBoolean(next++);
    }
  }

  public static @Nullable String textAt(InternalRow row, int column) {
    return row.isNullAt(column) ? null : row.getUTF8String(column).toString();
  }

  public static @Nullable Instant timeAt(InternalRow row, int column) {
    return row.isNullAt(column) ? null : Packed.ofMicros(row.getLong(column));
  }

  public static @Nullable Double doubleAt(InternalRow row, int column) {
    return row.isNullAt(column) ? null : row.getDouble(column);
  }

  public static @Nullable Integer integerAt(InternalRow row, int column) {
    return row.isNullAt(column) ? null : row.getInt(column);
  }
}
