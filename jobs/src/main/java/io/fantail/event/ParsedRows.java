package io.fantail.event;

import io.fantail.event.ParsedRecord.Reject;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Everything that one pass over the archive yields, one of four things per row: reading twice would
 * cost more than three null columns.
 */
public final class ParsedRows {
  private static final StructType REJECT =
      new StructType()
          .add("source_file", DataTypes.StringType, false)
          .add("position", DataTypes.LongType, false)
          .add("reason", DataTypes.StringType, false)
          .add("sample", DataTypes.StringType, false);

  private static final StructType OBJECT =
      new StructType()
          .add("source_file", DataTypes.StringType, false)
          .add("bytes", DataTypes.LongType, false)
          .add("events", DataTypes.LongType, false)
          .add("lambda_records", DataTypes.LongType, false)
          .add("noise", DataTypes.LongType, false)
          .add("rejects", DataTypes.LongType, false)
          .add("first_at", DataTypes.TimestampType)
          .add("last_at", DataTypes.TimestampType);

  static final StructType SCHEMA =
      new StructType()
          .add("event", EventRows.SCHEMA)
          .add("lambda_record", LambdaRecordRows.SCHEMA)
          .add("reject", REJECT)
          .add("object", OBJECT);

  private ParsedRows() {}

  /** The events, as {@link EventRows}. */
  public static Dataset<Row> events(Dataset<Row> parsed) {
    return only(parsed, "event");
  }

  /** The Lambda records, as {@link LambdaRecordRows}. */
  public static Dataset<Row> lambdaRecords(Dataset<Row> parsed) {
    return only(parsed, "lambda_record");
  }

  public static Dataset<Row> rejects(Dataset<Row> parsed) {
    return only(parsed, "reject");
  }

  /** One {@link ObjectAccount} per object. */
  public static Dataset<Row> objects(Dataset<Row> parsed) {
    return only(parsed, "object");
  }

  static Row toRow(ParsedRecord record, String sourceFile) {
    if (record instanceof HistoryEvent event) {
      return RowFactory.create(EventRows.toRow(event), null, null, null);
    } else if (record instanceof LambdaRecord lambdaRecord) {
      return RowFactory.create(null, LambdaRecordRows.toRow(lambdaRecord), null, null);
    } else if (record instanceof Reject reject) {
      Row row = RowFactory.create(sourceFile, reject.position(), reject.reason(), reject.sample());
      return RowFactory.create(null, null, row, null);
    }
    throw new IllegalArgumentException("noise is counted, not kept");
  }

  static Row toRow(ObjectAccount account) {
    Row row =
        RowFactory.create(
            account.sourceFile(),
            account.bytes(),
            account.events(),
            account.lambdaRecords(),
            account.noise(),
            account.rejects(),
            account.firstAt(),
            account.lastAt());
    return RowFactory.create(null, null, null, row);
  }

  private static Dataset<Row> only(Dataset<Row> parsed, String column) {
    Column present = functions.col(column).isNotNull();
    return parsed.filter(present).select(column + ".*");
  }
}
