package io.fantail.job.step;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.udf;

import io.fantail.event.Rejects;
import io.fantail.event.collected.ParsedRows;
import io.fantail.event.parse.FinishedObject;
import io.fantail.event.policy.PayloadPolicy;
import io.fantail.spark.Rows;
import io.fantail.table.Lake;
import io.fantail.table.Tables;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;

/**
 * Writes the table {@code rejects}: each reject once, whatever run met it first. Rejects have no
 * day, so that a run whose policy lets less be stored than an earlier one's rewrites the samples of
 * all of them; where none changes, the table is only added to.
 */
final class RejectsTable {
  private static final Column SAMPLE = col("sample");
  private static final String[] KEY = {"source_file", "position", "reason"};

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
    Column masked =
        udf((String sample) -> Rejects.stored(sample, ofRun), DataTypes.StringType)
            .asNonNullable()
            .apply(SAMPLE);
    Dataset<Row> rejects = lake.read(Tables.REJECTS);
    if (!rejects.filter(masked.notEqual(SAMPLE)).isEmpty()) {
      lake.replace(Tables.REJECTS, rejects.withColumn("sample", masked));
    }
  }

  /**
   * Takes away what objects have not any more that were read again: a history without a name was
   * named by an object beside it, or was written anew.
   */
  void takeBack(ParsedRows parsed) {
    if (!lake.has(Tables.REJECTS)) {
      return;
    }
    Dataset<Row> paths = Rows.of(lake.spark(), FinishedObject::shapeOfPath, parsed.objects());
    Dataset<Row> known = lake.read(Tables.REJECTS);
    Dataset<Row> gone =
        known
            .join(paths, new String[] {"source_file"}, "left_semi")
            .join(parsed.rejects(lake.spark()), KEY, "left_anti")
            .persist();
    if (!gone.isEmpty()) {
      lake.replace(Tables.REJECTS, known.join(gone, KEY, "left_anti"));
    }
    gone.unpersist();
  }

  /** Adds what was not met before. */
  void add(ParsedRows parsed, String runId) {
    Dataset<Row> rejects = parsed.rejects(lake.spark()).withColumn("run_id", lit(runId));
    lake.addMissing(Tables.REJECTS, rejects, KEY);
  }
}
