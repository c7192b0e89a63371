package io.fantail.trace;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.fantail.trace.TimeWindowMatcher.Match;
import io.fantail.trace.TimeWindowMatcher.Moment;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Queue;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Runs a {@link TimeWindowMatcher} for each function. */
@SuppressWarnings(
    "EnumOrdinal") // moments of one millisecond sort by it, and the rows do not outlive the run
final class TimeWindowStage {
  private static final StructType MATCH =
      new StructType()
          .add("matched_span_id", DataTypes.StringType, false)
          .add("matched_link", DataTypes.StringType, false)
          .add("matched_invocation", DataTypes.StringType);

  private TimeWindowStage() {}

  /**
   * The decision for each attempt whose function is known.
   *
   * @param attempts as {@link SpanRows}, none with a request id
   * @param unclaimed invocations with {@code function_name, started_at, invocation_key}
   */
  static Dataset<Row> matches(Dataset<Row> attempts, Dataset<Row> unclaimed) {
    Dataset<Row> known = attempts.filter(col("function_name").isNotNull());
    Dataset<Row> moments =
        moments(known, "started_at", Moment.ATTEMPT_STARTS, "span_id")
            .union(
                moments(
                    known.filter(col("ended_at").isNotNull()),
                    "ended_at",
                    Moment.ATTEMPT_ENDS,
                    "span_id"))
            .union(moments(unclaimed, "started_at", Moment.INVOCATION_STARTS, "invocation_key"));
    return moments
        .repartition(col("function_name"))
        .sortWithinPartitions("function_name", "at", "moment", "key")
        .mapPartitions((MapPartitionsFunction<Row, Row>) MatchIterator::new, Encoders.row(MATCH));
  }

  private static Dataset<Row> moments(Dataset<Row> rows, String at, Moment moment, String key) {
    return rows.select(
        col("function_name"),
        col(at).as("at"),
        lit(moment.ordinal()).as("moment"),
        col(key).as("key"));
  }

  private static final class MatchIterator implements Iterator<Row> {
    private final Iterator<Row> sorted;
    private final Queue<Match> ready = new ArrayDeque<>();
    private String function = "";
    private TimeWindowMatcher matcher = new TimeWindowMatcher();

    MatchIterator(Iterator<Row> sorted) {
      this.sorted = sorted;
    }

    @Override
    public boolean hasNext() {
      while (ready.isEmpty() && sorted.hasNext()) {
        add(sorted.next());
        if (!sorted.hasNext()) {
          ready.addAll(matcher.rest());
        }
      }
      return !ready.isEmpty();
    }

    @Override
    public Row next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      Match match = ready.remove();
      return RowFactory.create(match.attempt(), match.link().column(), match.invocation());
    }

    private void add(Row row) {
      String name = row.getAs("function_name");
      if (!name.equals(function)) {
        ready.addAll(matcher.rest());
        matcher = new TimeWindowMatcher();
        function = name;
      }
      Instant at = row.getAs("at");
      int moment = row.<Integer>getAs("moment");
      Match match = matcher.add(at, Moment.values()[moment], row.getAs("key"));
      if (match != null) {
        ready.add(match);
      }
    }
  }
}
