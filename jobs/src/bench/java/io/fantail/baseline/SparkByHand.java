package io.fantail.baseline;

import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.from_json;

import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Answers the question of Fantail as a Spark user would write it: lines read as text, {@code
 * from_json}, joins, Delta tables. Like {@code full.sql} it knows no rejects, duplicates, retries,
 * inline Maps, redrives, Map Runs or links other than the request id.
 */
public final class SparkByHand {
  private static final String VENDED =
      "id STRING, type STRING, details STRING, previous_event_id STRING, event_timestamp STRING,"
          + " execution_arn STRING, redrive_count STRING";

  private final SparkSession spark;
  private final String archive;
  private final String lake;

  private SparkByHand(SparkSession spark, String archive, String lake) {
    this.spark = spark;
    this.archive = archive;
    this.lake = lake;
  }

  /**
   * Reads one archive.
   *
   * @param args the archive, the folder to write to, cores
   */
  public static void main(String[] args) {
    try (SparkSession spark =
        SparkSession.builder()
            .master("local[" + args[2] + "]")
            .config("spark.ui.enabled", "false")
            .config("spark.sql.extensions", "io.delta.sql.DeltaSparkSessionExtension")
            .config(
                "spark.sql.catalog.spark_catalog",
                "org.apache.spark.sql.delta.catalog.DeltaCatalog")
            .config("spark.sql.session.timeZone", "UTC")
            .config("spark.sql.shuffle.partitions", "16")
            .config("spark.databricks.delta.snapshotPartitions", "2")
            .getOrCreate()) {
      SparkByHand byHand = new SparkByHand(spark, args[0], args[1]);
      byHand.ingest();
      byHand.trace();
      byHand.report();
    }
  }

  /** Writes events and invocations. */
  private void ingest() {
    write(
        "events",
        spark
            .read()
            .text(archive + "/export/states/*/*/*.gz")
            // A line is a time of 24 characters, a blank and a JSON object.
            .select(from_json(expr("substr(value, 26)"), VENDED, Map.of()).as("r"))
            .selectExpr(
                "r.execution_arn arn",
                "CAST(r.id AS BIGINT) id",
                "CAST(r.previous_event_id AS BIGINT) prev",
                "CAST(r.event_timestamp AS BIGINT) ts",
                "r.type typ",
                "r.details det",
                "split(r.execution_arn, ':')[6] LIKE '%/%' is_child",
                "CAST(timestamp_millis(CAST(r.event_timestamp AS BIGINT)) AS DATE) day")
            .selectExpr(
                "arn",
                "id",
                "prev",
                "ts",
                "typ",
                "get_json_object(det, '$.name') name",
                "CASE WHEN typ LIKE 'Task%' OR typ LIKE 'Execution%' THEN det END det",
                "is_child",
                "day"));
    write(
        "lambda_invocations",
        spark
            .read()
            .text(archive + "/export/lambda/*/*/*.gz")
            .filter("value LIKE '%REPORT RequestId:%'")
            .selectExpr(
                "regexp_extract(value, 'RequestId: ([0-9a-f-]+)', 1) rid",
                "CAST(regexp_extract(value, '\\tDuration: ([0-9.]+) ms', 1) AS DOUBLE) dur",
                "CAST(nullif(regexp_extract(value, 'Init Duration: ([0-9.]+) ms', 1), '') AS DOUBLE) init",
                "CAST(substr(value, 1, 23) AS TIMESTAMP) en")
            .selectExpr("*", "CAST(en AS DATE) day"));
  }

  /** Pairs events into executions and spans. */
  private void trace() {
    write(
        "executions",
        spark.sql(
            """
            SELECT arn, is_child, min(ts) st, max(ts) en,
              max(CASE WHEN typ IN ('ExecutionSucceeded', 'ExecutionFailed', 'ExecutionTimedOut', 'ExecutionAborted')
                THEN typ END) status,
              min(day) day
            FROM events GROUP BY arn, is_child
            """));
    // A state that is not left ends with its execution.
    spark
        .sql(
            """
            SELECT e.arn, e.is_child, e.name, e.ts entered, coalesce(x.ts, f.ts) exited, e.day
            FROM events e
            LEFT JOIN (SELECT * FROM events WHERE typ LIKE '%StateExited') x ON x.arn = e.arn AND x.name = e.name
            LEFT JOIN (SELECT * FROM events WHERE typ IN ('ExecutionFailed', 'ExecutionTimedOut', 'ExecutionAborted')) f
              ON f.arn = e.arn
            WHERE e.typ LIKE '%StateEntered'
            """)
        .createOrReplaceTempView("states");
    // Scheduled, started, ended: each names the one before.
    spark
        .sql(
            """
            SELECT s.arn, s.is_child, s.ts scheduled, d.ts ended, d.typ outcome, get_json_object(d.det, '$.error') error,
              coalesce(
                get_json_object(get_json_object(d.det, '$.output'), '$.SdkResponseMetadata.RequestId'),
                regexp_extract(get_json_object(d.det, '$.cause'),
                  '([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})', 1)) rid,
              s.day
            FROM (SELECT * FROM events WHERE typ = 'TaskScheduled') s
            JOIN (SELECT * FROM events WHERE typ = 'TaskStarted') b ON b.arn = s.arn AND b.prev = s.id
            JOIN (SELECT * FROM events WHERE typ IN ('TaskSucceeded', 'TaskFailed', 'TaskTimedOut')) d
              ON d.arn = s.arn AND d.prev = b.id
            """)
        .createOrReplaceTempView("attempts");
    write(
        "spans",
        spark.sql(
            """
            SELECT arn, is_child, 'execution' kind, arn name, st, en, status, CAST(NULL AS STRING) rid, day
            FROM executions
            UNION ALL
            SELECT arn, is_child, 'state', name, entered, exited, NULL, NULL, day FROM states
            UNION ALL
            SELECT arn, is_child, 'attempt', error, scheduled, ended, outcome, rid, day FROM attempts
            UNION ALL
            SELECT t.arn, t.is_child, 'lambda', NULL, CAST(unix_millis(l.en) - l.dur AS BIGINT), unix_millis(l.en), NULL,
              l.rid, t.day
            FROM attempts t JOIN lambda_invocations l ON l.rid = t.rid
            """));
  }

  /** Counts spans, and prints what came out. */
  private void report() {
    write(
        "latency",
        spark
            .sql(
                """
                SELECT day, kind, CASE WHEN kind = 'state' THEN name END name, is_child, count(*) n,
                  percentile(en - st, array(0.5, 0.75, 0.9, 0.95, 0.99, 0.999)) q
                FROM spans GROUP BY 1, 2, 3, 4
                """)
            .coalesce(1));
    write(
        "errors",
        spark
            .sql(
                """
                SELECT day, is_child, name error, count(*) n
                FROM spans WHERE kind = 'attempt' AND name IS NOT NULL GROUP BY 1, 2, 3
                """)
            .coalesce(1));
    spark.table("latency").show(20, false);
  }

  /** Writes a table, and makes it a view of its name for what follows. */
  private void write(String table, Dataset<Row> rows) {
    String path = lake + "/" + table;
    rows.write().format("delta").partitionBy("day").mode("overwrite").save(path);
    spark.read().format("delta").load(path).createOrReplaceTempView(table);
  }
}
