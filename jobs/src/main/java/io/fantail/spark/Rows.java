package io.fantail.spark;

import io.fantail.shape.Column;
import io.fantail.shape.ColumnsOf;
import io.fantail.shape.FieldType;
import io.fantail.shape.RecordTable;
import io.fantail.shape.Shape;
import io.fantail.shape.Table;
import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.execution.QueryExecution;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Values in and out of the rows of tables. The rows are Spark SQL's own, without the external
 * {@link Row}: on the way of millions of events the conversion costs more than the work.
 *
 * <p>The two doors are where Spark 3.5 and 4.0 differ: the same methods are in other classes, so
 * they are looked up by name.
 */
public final class Rows {
  private Rows() {}

  /** The schema of a table, each column with its comment. */
  public static StructType schema(Table table) {
    return schema(table.columns());
  }

  /** The schema of these columns. */
  public static StructType schema(List<Column> columns) {
    StructType schema = new StructType();
    for (Column column : columns) {
      schema =
          schema.add(column.name(), typeOf(column.type()), column.nullable(), column.sentence());
    }
    return schema;
  }

  /** The columns of a table in their order. */
  public static org.apache.spark.sql.Column[] columns(Table table) {
    return columns(table.columns());
  }

  /** These columns. */
  public static org.apache.spark.sql.Column[] columns(List<Column> columns) {
    return columns.stream()
        .map(column -> functions.col(column.name()))
        .toArray(org.apache.spark.sql.Column[]::new);
  }

  private static DataType typeOf(FieldType type) {
    return switch (type) {
      case TEXT, SPAN_ID -> DataTypes.StringType;
      case FLAG -> DataTypes.BooleanType;
      case INTEGER -> DataTypes.IntegerType;
      case WHOLE -> DataTypes.LongType;
      case NUMBER, DURATION -> DataTypes.DoubleType;
      case TIME -> DataTypes.TimestampType;
      case DAY -> DataTypes.DateType;
      case TEXTS -> DataTypes.createMapType(DataTypes.StringType, DataTypes.StringType);
      case COUNTS -> DataTypes.createMapType(DataTypes.StringType, DataTypes.LongType);
      case TEXT_LIST -> DataTypes.createArrayType(DataTypes.StringType, false);
      case WHOLE_LIST -> DataTypes.createArrayType(DataTypes.LongType, false);
    };
  }

  /** Values as rows of the columns of their shape. */
  public static <T> Dataset<Row> of(SparkSession spark, Shape<T> shape, JavaRDD<T> values) {
    List<Column> columns = ColumnsOf.shape(shape);
    int width = columns.size();
    JavaRDD<InternalRow> rows =
        values.mapPartitions(
            partition -> {
              RowWriter<T> writer = new RowWriter<>(shape, width);
              return Iterators.map(partition, writer::row);
            });
    return dataset(spark, rows, schema(columns));
  }

  /**
   * The values that rows of their table hold.
   *
   * @param rows that have the columns of the table, in any order
   */
  public static <T> JavaRDD<T> values(Dataset<Row> rows, RecordTable<T> table) {
    return read(rows.select(columns(table.table())), table.shape());
  }

  /** The values that the columns of their shape hold, among other columns. */
  public static <T> JavaRDD<T> values(Dataset<Row> rows, Shape<T> shape) {
    return read(rows.select(columns(ColumnsOf.shape(shape))), shape);
  }

  /**
   * The values that the columns of their shape hold, all of them, by one job over all partitions at
   * once: for few.
   */
  public static <T> List<T> allOf(Dataset<Row> rows, Shape<T> shape) {
    RowReader<T> reader = new RowReader<>(shape);
    return internalRows(rows.select(columns(ColumnsOf.shape(shape))))
        .map(InternalRow::copy)
        .collect()
        .stream()
        .map(reader::value)
        .toList();
  }

  /**
   * The values that the columns of their shape hold, one after the other: of all partitions no more
   * than one is in memory at a time.
   */
  public static <T> Iterator<T> eachOf(Dataset<Row> rows, Shape<T> shape) {
    RowReader<T> reader = new RowReader<>(shape);
    Iterator<InternalRow> each =
        internalRows(rows.select(columns(ColumnsOf.shape(shape))))
            .map(InternalRow::copy)
            .toLocalIterator();
    return Iterators.map(each, reader::value);
  }

  private static <T> JavaRDD<T> read(Dataset<Row> rows, Shape<T> shape) {
    return internalRows(rows)
        .mapPartitions(
            partition -> {
              RowReader<T> reader = new RowReader<>(shape);
              return Iterators.map(partition, reader::value);
            });
  }

  @SuppressWarnings("unchecked") // what the method returns in both lines
  static Dataset<Row> dataset(SparkSession spark, JavaRDD<InternalRow> rows, StructType schema) {
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

  /** Adds the columns of a table that the rows have not, all null. */
  public static Dataset<Row> withColumns(Dataset<Row> rows, Table table) {
    List<String> present = Arrays.asList(rows.columns());
    Dataset<Row> whole = rows;
    for (StructField field : schema(table).fields()) {
      if (!present.contains(field.name())) {
        whole = whole.withColumn(field.name(), functions.lit(null).cast(field.dataType()));
      }
    }
    return whole;
  }

  /** A row is good until the next one is asked for. */
  static JavaRDD<InternalRow> internalRows(Dataset<Row> rows) {
    try {
      QueryExecution execution =
          (QueryExecution) rows.getClass().getMethod("queryExecution").invoke(rows);
      return execution.toRdd().toJavaRDD();
    } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException unknown) {
      throw new IllegalStateException("neither Spark 3.5 nor 4.0", unknown);
    }
  }
}
