package io.fantail.job.step;

import static org.apache.spark.sql.functions.lit;

import io.fantail.event.ParsedRows;
import io.fantail.event.PayloadPolicy;
import io.fantail.event.Rejects;
import io.fantail.table.Lake;
import io.fantail.table.Tables;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * Writes the table {@code rejects}: each reject once, whatever run met it first. Rejects have no
 * day, so that a run whose policy lets less be stored than an earlier one's rewrites the samples of
 * all of them; where none changes, the table is only added to.
 */
final class RejectsTable {
  private static final int SAMPLE = Tables.REJECTS.schema().fieldIndex("sample");

  private final Lake lake;
  private final PayloadPolicy policy;

  RejectsTable(Lake lake, PayloadPolicy policy) {
    this.lake = lake;
    this.policy = policy;
  }

  /** Makes the samples that are there keep to the policy. */
  void mask() {
    if (policy.keepsWhole(Rejects.SAMPLE_CHARS) || !lake.has(Tables.REJECTS)) {
      return;
    }
    PayloadPolicy ofRun = policy;
    JavaRDD<Row> rows = lake.read(Tables.REJECTS).javaRDD();
    boolean nothingChanges =
        rows.filter(row -> !Rejects.stored(row.getString(SAMPLE), ofRun).equals(row.get(SAMPLE)))
            .isEmpty();
    if (!nothingChanges) {
      lake.replace(
          Tables.REJECTS,
          lake.spark()
              .createDataFrame(rows.map(row -> masked(row, ofRun)), Tables.REJECTS.schema()));
    }
  }

  /** Adds what was not met before. */
  void add(ParsedRows parsed, String runId) {
    Dataset<Row> rejects = parsed.rejects(lake.spark()).withColumn("run_id", lit(runId));
    lake.addMissing(Tables.REJECTS, rejects, "source_file", "position", "reason");
  }

  private static Row masked(Row row, PayloadPolicy policy) {
    Object[] values = new Object[row.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = i == SAMPLE ? Rejects.stored(row.getString(i), policy) : row.get(i);
    }
    return RowFactory.create(values);
  }
}
