package io.fantail.job.change;

import static org.assertj.core.api.Assertions.assertThat;

import io.fantail.shape.Slot;
import io.fantail.spark.Rows;
import io.fantail.spark.TableRows;
import io.fantail.table.HourSet;
import io.fantail.table.Lake;
import io.fantail.table.Tables;
import io.fantail.testing.WithLocalSpark;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.IntegerType;
import org.apache.spark.sql.types.LongType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whose link an invocation, or an attempt of another execution, can change by its time alone. */
@WithLocalSpark
class CallingHoursTest {
  private static final LocalDate DAY = LocalDate.parse("2026-03-02");
  private static final Map<String, String> SYNCHRONOUS = Map.of();
  private static final Map<String, String> ASYNCHRONOUS = Map.of("asynchronous", "true");

  private Lake lake;
  private CallingHours calling;

  @BeforeEach
  void open(SparkSession spark, @TempDir Path folder) {
    lake = new Lake(spark, folder.resolve("lake").toString());
    calling = new CallingHours(lake, HourSet.NONE);
  }

  @Test
  void waitsForTheFunctionOfAnOpenAttemptAsLongAsItMayBegin() {
    store(
        attempt("02:44:59", null, SYNCHRONOUS),
        attempt("03:44:00", null, SYNCHRONOUS),
        attempt("04:45:01", null, SYNCHRONOUS),
        attempt("05:10:00", null, Map.of("started_at", "2026-03-02T05:50:00Z")));

    assertThat(calling.ofAttempts(Set.of("f"), hours(5))).isEqualTo(hours(4, 5));
    assertThat(calling.ofAttempts(Set.of("f"), hours(6))).isEqualTo(hours(5));
    assertThat(calling.ofAttempts(Set.of("f"), hours(9))).isEqualTo(HourSet.NONE);
    assertThat(calling.ofAttempts(Set.of("another"), hours(5))).isEqualTo(HourSet.NONE);
  }

  /** Nobody waits for the function of an attempt that timed out, which begins all the same. */
  @Test
  void waitsSomeSecondsLongerThanAnAttemptThatHadNoAnswer() {
    Map<String, String> withoutStart = Map.of("start_missing", "true");
    store(
        failed("02:59:00", "02:59:46", "States.Timeout", SYNCHRONOUS),
        failed("04:59:00", "04:59:44", "States.Timeout", SYNCHRONOUS),
        failed("06:59:00", "06:59:59", "Lambda.Unknown", SYNCHRONOUS),
        failed("09:14:00", "09:16:00", "Lambda.Unknown", withoutStart),
        failed("11:16:00", "11:17:00", "Lambda.Unknown", withoutStart));

    assertThat(calling.ofAttempts(Set.of("f"), hours(3))).isEqualTo(hours(2));
    assertThat(calling.ofAttempts(Set.of("f"), hours(5))).isEqualTo(HourSet.NONE);
    assertThat(calling.ofAttempts(Set.of("f"), hours(7))).isEqualTo(HourSet.NONE);
    assertThat(calling.ofAttempts(Set.of("f"), hours(8))).isEqualTo(hours(9));
    assertThat(calling.ofAttempts(Set.of("f"), hours(10))).isEqualTo(HourSet.NONE);
  }

  @Test
  void waitsForHoursWhereTheCallOnlyHandedItsEventOver() {
    store(attempt("02:30:00", null, ASYNCHRONOUS));

    assertThat(calling.ofAttempts(Set.of("f"), hours(8))).isEqualTo(hours(2));
    assertThat(calling.ofAttempts(Set.of("f"), hours(9))).isEqualTo(HourSet.NONE);
  }

  @Test
  void looksAsFarFromAnInvocationAsAnotherAttemptsWindowReaches() {
    store(
        attempt("02:00:00", "02:28:59", SYNCHRONOUS),
        attempt("03:00:00", "03:29:00", SYNCHRONOUS),
        attempt("04:00:00", "04:01:00", SYNCHRONOUS),
        attempt("05:31:00", "05:40:00", SYNCHRONOUS),
        attempt("06:31:01", "06:40:00", SYNCHRONOUS));

    assertThat(calling.ofInvocations(told("f", "03:00:00"), hours(2, 3))).isEqualTo(hours(3));
    assertThat(calling.ofInvocations(told("f", "04:00:00"), hours(3, 4, 5))).isEqualTo(hours(3, 4));
    assertThat(calling.ofInvocations(told("f", "05:00:00"), hours(4, 5, 6))).isEqualTo(hours(5));
    assertThat(calling.ofInvocations(told("another", "05:00:00"), hours(4, 5, 6)))
        .isEqualTo(HourSet.NONE);
    assertThat(calling.ofInvocations(told(null, "05:00:00"), hours(4, 5, 6))).isEqualTo(hours(5));
    assertThat(calling.ofInvocations(told("f", null), hours(2, 3))).isEqualTo(hours(2, 3, 4));
  }

  private void store(Row... attempts) {
    Dataset<Row> rows =
        lake.spark()
            .createDataFrame(new ArrayList<>(Arrays.asList(attempts)), Rows.schema(Tables.SPANS));
    lake.replaceHours(TableRows.of(Tables.SPANS, rows.coalesce(1)), HourSet.ALL);
  }

  private Dataset<Row> told(@Nullable String function, @Nullable String time) {
    StructType schema =
        new StructType()
            .add("request_id", DataTypes.StringType)
            .add("function_name", DataTypes.StringType)
            .add("started_at", DataTypes.TimestampType);
    Instant startedAt = time == null ? null : at(time);
    return lake.spark()
        .createDataFrame(List.of(RowFactory.create("of nobody", function, startedAt)), schema);
  }

  private static Row attempt(String from, @Nullable String to, Map<String, String> attributes) {
    return row(from, to, to == null ? "unfinished" : "ok", null, attributes);
  }

  private static Row failed(String from, String to, String error, Map<String, String> attributes) {
    return row(from, to, "error", error, attributes);
  }

  private static Row row(
      String from,
      @Nullable String to,
      String status,
      @Nullable String error,
      Map<String, String> attributes) {
    Object[] values =
        Arrays.stream(Rows.schema(Tables.SPANS).fields())
            .map(
                field ->
                    switch (field.name()) {
                      case "status" -> status;
                      case "error" -> error;
                      default -> valueOf(field, from, to, attributes);
                    })
            .toArray();
    return RowFactory.create(values);
  }

  private static @Nullable Object valueOf(
      StructField field, String from, @Nullable String to, Map<String, String> attributes) {
    return switch (field.name()) {
      case "execution_arn" -> "arn of " + from;
      case "kind" -> "attempt";
      case "link" -> "ambiguous";
      case "function_name" -> "f";
      case "started_at" -> at(from);
      case "ended_at" -> to == null ? null : at(to);
      case "attributes" -> attributes;
      case "hour" -> Slot.of(at(from)).hour();
      case "day" -> DAY;
      default -> field.nullable() ? null : emptyOf(field.dataType());
    };
  }

  private static Object emptyOf(DataType type) {
    if (type instanceof StringType) {
      return "";
    } else if (type instanceof IntegerType) {
      return 0;
    } else if (type instanceof LongType) {
      return 0L;
    } else if (type instanceof BooleanType) {
      return false;
    } else if (type instanceof MapType) {
      return Map.of();
    }
    throw new IllegalArgumentException(type.toString());
  }

  private static Instant at(String time) {
    return Instant.parse(DAY + "T" + time + "Z");
  }

  private static HourSet hours(int... hours) {
    return HourSet.of(Arrays.stream(hours).mapToObj(hour -> new Slot(DAY, hour)).toList());
  }
}
