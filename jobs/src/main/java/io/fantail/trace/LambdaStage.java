package io.fantail.trace;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import io.fantail.span.InvocationRows;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;

/** Joins attempts with the invocations they caused; the only place where spans meet Lambda logs. */
public final class LambdaStage {
  private static final String INVOCATION = "invocation";
  private static final String EMITTED = "emitted";
  private static final String INVOCATION_KEY = "invocation_key";

  private LambdaStage() {}

  /** Attempts to invoke a function, each of which may have an invocation in the logs. */
  public static Dataset<Row> attempts(Dataset<Row> spans) {
    return spans.filter(col("link").isNotNull());
  }

  /** Every span that is no attempt to invoke a function. */
  public static Dataset<Row> others(Dataset<Row> spans) {
    return spans.filter(col("link").isNull());
  }

  /** The attempts whose events name no request id although a function may have run. */
  public static Dataset<Row> withoutRequestId(Dataset<Row> attempts) {
    return attempts.filter(col("request_id").isNull().and(mayHaveRun()));
  }

  /**
   * What the attempts that name a request id found in the logs: {@code matched_span_id,
   * matched_link, invocation}.
   *
   * @param invocations as {@link InvocationRows}
   */
  public static Dataset<Row> matchesByRequestId(Dataset<Row> attempts, Dataset<Row> invocations) {
    Dataset<Row> named =
        withRequestId(attempts)
            .select(col("span_id").as("matched_span_id"), col("request_id").as("named_id"));
    return invocations
        .join(named, col("request_id").equalTo(col("named_id")))
        .select(
            col("matched_span_id"),
            lit(LambdaLink.REQUEST_ID.column()).as("matched_link"),
            invocationStruct());
  }

  /**
   * The same for the attempts without a request id, where the time leaves only one invocation;
   * without one where it does not.
   *
   * @param unnamed attempts without a request id
   * @param attempts all: what others claim is no candidate, and their streams tell the function of
   *     a stream whose log group the archive dropped
   */
  public static Dataset<Row> matchesByTime(
      Dataset<Row> unnamed, Dataset<Row> attempts, Dataset<Row> invocations) {
    Dataset<Row> claims =
        withRequestId(attempts)
            .select(
                col("request_id").as("claimed_id"), col("function_name").as("claimed_function"));
    Column claimed = col("request_id").equalTo(col("claimed_id"));
    Dataset<Row> functionsOfStreams =
        invocations
            .join(claims, claimed)
            .select(col("log_stream").as("known_stream"), col("claimed_function"))
            .distinct();
    Column sameStream = col("log_stream").equalTo(col("known_stream"));
    Dataset<Row> unclaimed =
        invocations
            .join(claims, claimed, "left_anti")
            .join(functionsOfStreams, sameStream, "left")
            .withColumn("function_name", coalesce(col("function_name"), col("claimed_function")))
            .filter(col("function_name").isNotNull().and(col("started_at").isNotNull()))
            .select(invocationStruct(), col("function_name"), col("started_at"))
            .withColumn(INVOCATION_KEY, invocationKey());
    Column found = col("matched_invocation").equalTo(col(INVOCATION_KEY));
    return TimeWindowStage.matches(unnamed, unclaimed)
        .join(unclaimed.select(INVOCATION_KEY, INVOCATION), found, "left")
        .select("matched_span_id", "matched_link", INVOCATION);
  }

  /** The attempts with their links, and one span for each invocation found. */
  public static Dataset<Row> linked(Dataset<Row> attempts, Dataset<Row> matches) {
    Column isMatch = col("span_id").equalTo(col("matched_span_id"));
    return emitted(
        attempts
            .join(matches, isMatch, "left")
            .withColumn("link", coalesce(col("matched_link"), col("link"))));
  }

  private static Dataset<Row> withRequestId(Dataset<Row> attempts) {
    return attempts.filter(col("request_id").isNotNull().and(mayHaveRun()));
  }

  private static Column mayHaveRun() {
    return col("link").notEqual(LambdaLink.NOT_INVOKED.column());
  }

  private static Column invocationStruct() {
    return struct(
            Arrays.stream(InvocationRows.SCHEMA.fieldNames())
                .map(name -> col(name))
                .toArray(Column[]::new))
        .as(INVOCATION);
  }

  private static Column invocationKey() {
    return concat_ws(
        "#", col("invocation.request_id"), col("invocation.invocation_attempt").cast("string"));
  }

  /**
   * Each attempt once, and one span for each invocation found: retries of an asynchronous one share
   * the attempt.
   */
  private static Dataset<Row> emitted(Dataset<Row> joined) {
    Column found = col(INVOCATION).isNotNull();
    Column retry =
        col("link")
            .equalTo(LambdaLink.REQUEST_ID.column())
            .and(col("invocation.invocation_attempt").gt(1));
    Column emits =
        when(not(found), array(lit("attempt")))
            .when(retry, array(lit("lambda")))
            .otherwise(array(lit("attempt"), lit("lambda")));
    Column isLambda = col(EMITTED).equalTo("lambda");
    Dataset<Row> emitted = joined.withColumn(EMITTED, explode(emits));
    Map<String, Column> lambda = lambdaColumns();
    Column[] columns =
        Arrays.stream(SpanRows.SCHEMA.fieldNames())
            .map(
                name ->
                    lambda.containsKey(name)
                        ? when(isLambda, lambda.get(name)).otherwise(attemptColumn(name)).as(name)
                        : col(name))
            .toArray(Column[]::new);
    return emitted.select(columns);
  }

  private static Column attemptColumn(String name) {
    return name.equals("cold_start") ? col("invocation.cold_start") : col(name);
  }

  /** The columns in which the span of an invocation differs from its attempt's. */
  private static Map<String, Column> lambdaColumns() {
    Column none = lit(null);
    Column duration =
        coalesce(
            col("invocation.duration_ms"),
            expr(
                "(unix_micros(invocation.ended_at) - unix_micros(invocation.started_at)) / 1000D"));
    Column failed = col("invocation.status").isin("error", "timeout");
    Column known = col("invocation.status").notEqual("unknown");
    Map<String, Column> columns = new TreeMap<>();
    columns.put("span_id", lambdaSpanId());
    columns.put("parent_span_id", col("span_id"));
    columns.put("kind", lit("lambda"));
    columns.put("function_name", coalesce(col("function_name"), col("invocation.function_name")));
    columns.put("name", coalesce(col("function_name"), col("invocation.function_name")));
    columns.put("state_type", none.cast(DataTypes.StringType));
    columns.put("attempt", col("invocation.invocation_attempt"));
    columns.put("request_id", col("invocation.request_id"));
    columns.put("cold_start", col("invocation.cold_start"));
    columns.put("started_at", coalesce(col("invocation.started_at"), col("started_at")));
    columns.put("ended_at", col("invocation.ended_at"));
    columns.put("duration_ms", duration);
    columns.put("active_ms", duration);
    columns.put(
        "status", when(failed, lit("error")).when(known, lit("ok")).otherwise(lit("unfinished")));
    columns.put("failure_origin", lit(false));
    columns.put("terminal", lit(false));
    columns.put("error", col("invocation.error_type"));
    columns.put("cause", col("invocation.error_message"));
    columns.put("error_fingerprint", none.cast(DataTypes.StringType));
    columns.put("input", none.cast(DataTypes.StringType));
    columns.put("output", none.cast(DataTypes.StringType));
    columns.put("attributes", lambdaAttributes());
    return columns;
  }

  private static Column lambdaAttributes() {
    return expr(
        "map_filter(map("
            + "'log_stream', invocation.log_stream,"
            + " 'function_version', invocation.function_version,"
            + " 'init_ms', string(invocation.init_ms),"
            + " 'restore_ms', string(invocation.restore_ms),"
            + " 'billed_ms', string(invocation.billed_ms),"
            + " 'memory_mb', string(invocation.memory_mb),"
            + " 'max_memory_mb', string(invocation.max_memory_mb),"
            + " 'xray_trace_id', invocation.xray_trace_id),"
            + " (key, value) -> value IS NOT NULL)");
  }

  /** {@link io.fantail.span.SpanIds#ofLambda} in SQL, where the rows are. */
  private static Column lambdaSpanId() {
    return expr(
        "lpad(lower(hex(cast(conv(substr(sha2(concat('fantail/1#lambda#', span_id, '#',"
            + " invocation.request_id, '#', invocation.invocation_attempt), 256), 1, 16), 16, -10)"
            + " AS BIGINT) & 9223372036854775807)), 16, '0')");
  }
}
