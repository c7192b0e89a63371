package io.fantail.job.show;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import io.fantail.spark.Rows;
import io.fantail.table.Lake;
import io.fantail.table.Tables;
import io.fantail.text.RequestIds;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Looks for executions by what people copy of them, in as few columns as tell. */
final class ExecutionsByName {
  /** Beyond so many nobody chooses. */
  static final int MOST = 5;

  private static final int LEAST_OF_NAME = 4;
  private static final int EXACT = 0;
  private static final int END = 1;
  private static final int BEGINNING = 2;
  private static final Pattern TRACE_ID = Pattern.compile("[0-9a-f]{32}");
  private static final Pattern SPAN_ID = Pattern.compile("[0-9a-f]{16}");
  private static final String ARN = "execution_arn";

  private final Lake lake;
  private final String asked;

  ExecutionsByName(Lake lake, String asked) {
    this.lake = lake;
    this.asked = asked;
  }

  /** The one with this ARN, or none. */
  List<Candidate> withArn() {
    return candidates(
        lake.read(Tables.EXECUTIONS).filter(col(ARN).equalTo(asked)), lit(EXACT), lit(null));
  }

  /**
   * Those whose name it is, or else whose ARN ends with it, or begins with it; or whose trace it is
   * the id of. More than {@link #MOST} stand for any number.
   */
  List<Candidate> named() {
    Column arn = col(ARN);
    String lower = asked.toLowerCase(Locale.ROOT);
    Column isRootOfTrace =
        TRACE_ID.matcher(lower).matches()
            ? col("trace_id").equalTo(lower).and(arn.equalTo(col("root_execution_arn")))
            : lit(false);
    Column begins =
        asked.length() < LEAST_OF_NAME
            ? lit(false)
            : col("name")
                .startsWith(asked)
                .or(arn.startsWith(asked))
                .or(arn.contains(":execution:" + asked))
                .or(arn.contains(":express:" + asked))
                .or(asked.contains(":") ? arn.contains("/" + asked) : lit(false));
    Column rank =
        when(arn.equalTo(asked).or(col("name").equalTo(asked)).or(isRootOfTrace), lit(EXACT))
            .when(arn.endsWith(":" + asked).or(arn.endsWith("/" + asked)), lit(END))
            .when(begins, lit(BEGINNING));
    return best(candidates(lake.read(Tables.EXECUTIONS).filter(rank.isNotNull()), rank, lit(null)));
  }

  /** The one that has a span of this id, an invocation of this request, or a durable execution. */
  List<Candidate> withPart() {
    String lower = asked.toLowerCase(Locale.ROOT);
    Column isIt;
    if (SPAN_ID.matcher(lower).matches()) {
      isIt = col("span_id").equalTo(lower);
    } else if (RequestIds.at(lower, 0, lower.length()) != null) {
      isIt = col("request_id").equalTo(lower).and(col("kind").isin("lambda", "attempt"));
    } else if (asked.contains("/durable-execution/")) {
      isIt =
          col("kind")
              .equalTo("durable_execution")
              .and(col("attributes").getItem("durable_execution_arn").equalTo(asked));
    } else {
      return List.of();
    }
    // Of an attempt and its invocation the invocation is what was asked for.
    Column rank = when(col("kind").equalTo("lambda"), lit(EXACT)).otherwise(lit(END));
    List<Candidate> found =
        best(candidates(lake.read(Tables.SPANS).filter(isIt), rank, col("span_id")));
    boolean isOne = found.stream().map(Candidate::executionArn).distinct().count() == 1;
    return isOne ? found.subList(0, 1) : found;
  }

  private static List<Candidate> candidates(Dataset<Row> rows, Column rank, Column spanId) {
    return Rows.allOf(
        rows.select(
                rank.as("rank"),
                col(ARN),
                col("day"),
                col("started_at"),
                spanId.cast("string").as("span_id"))
            .orderBy("rank", "started_at", ARN)
            .limit(MOST + 1),
        Candidate::shape);
  }

  /** Who is named whole is meant, whatever others begin alike. */
  private static List<Candidate> best(List<Candidate> found) {
    int best = found.stream().mapToInt(Candidate::rank).min().orElse(0);
    return found.stream()
        .filter(one -> one.rank() == best)
        .sorted(Comparator.comparing(Candidate::startedAt))
        .toList();
  }
}
