package io.fantail.job.step;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;

import io.fantail.archive.place.TimeWindow;
import io.fantail.event.LambdaRecord;
import io.fantail.event.collected.LogRecordStage;
import io.fantail.event.collected.LogStreamPart;
import io.fantail.event.policy.PayloadPolicy;
import io.fantail.job.change.StoredHour;
import io.fantail.job.option.ReadRequest;
import io.fantail.job.session.Session;
import io.fantail.span.LambdaInvocation;
import io.fantail.span.invocation.InvocationStage;
import io.fantail.spark.Keyed;
import io.fantail.spark.TableRows;
import io.fantail.spark.parquet.WrittenFile;
import io.fantail.table.DayWrite;
import io.fantail.table.HourSet;
import io.fantail.table.Lake;
import io.fantail.table.Tables;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * The invocations of the log streams that an archive begins or goes on with. A stream that the lake
 * has a part of is read again from some time before: an invocation is told by the lines around it.
 *
 * @param hours whose invocations are written again
 * @param around hours of which all invocations are among {@code invocations}
 * @param invocations of these hours by request id, sorted: those of the streams, and what the lake
 *     has of others
 * @param ofStreams the former alone
 */
record ArrivedInvocations(
    Lake lake,
    InvocationStage stage,
    HourSet hours,
    HourSet around,
    Keyed<LambdaInvocation> invocations,
    Keyed<LambdaInvocation> ofStreams,
    DayWrite<LambdaRecord> recordWrite,
    @Nullable TableRows otherRecords,
    HourSet recordHours) {

  /** A sandbox that nobody calls for so long is gone. */
  private static final int STREAM_HOURS = 24;

  /** Lambda repeats an asynchronous call for so long. */
  private static final int RETRY_HOURS = 7;

  private static final String STREAM = "stream";
  private static final String SOURCE_FILE = "source_file";

  /**
   * Reads them, and what the lake has of their streams.
   *
   * @param request by which they were read
   */
  static ArrivedInvocations of(Session session, Keyed<LogStreamPart> arrived, ReadRequest request) {
    Lake lake = session.lake();
    boolean isFirst =
        !lake.hasHours(Tables.LAMBDA_RECORDS, HourSet.ALL)
            && !lake.hasHours(Tables.LAMBDA_INVOCATIONS, HourSet.ALL);
    return isFirst ? first(session, arrived) : going(session, arrived, request);
  }

  private static ArrivedInvocations first(Session session, Keyed<LogStreamPart> arrived) {
    Lake lake = session.lake();
    DayWrite<LambdaRecord> write = lake.replaceHours(LogRecordStage.RECORDS, HourSet.ALL);
    InvocationStage stage = InvocationStage.of(arrived, session.partitions(), write.files());
    return new ArrivedInvocations(
        lake,
        stage,
        HourSet.ALL,
        HourSet.ALL,
        stage.invocations(),
        stage.invocations(),
        write,
        null,
        HourSet.ALL);
  }

  private static ArrivedInvocations going(
      Session session, Keyed<LogStreamPart> arrived, ReadRequest request) {
    Lake lake = session.lake();
    PayloadPolicy policy = request.policy();
    StoredRecords stored = new StoredRecords(session, policy);
    HourSet exactly = HourSet.of(LogRecordStage.slots(arrived));
    // What is read again may be read under a stricter policy, to which all of its days keep then.
    HourSet arrivedHours = request.isReread() ? exactly.ofWholeDays() : exactly;
    HourSet open = lake.retained().openHours();
    HourSet recordHours =
        lake.closed(arrivedHours, List.of(Tables.LAMBDA_RECORDS)).intersectedWith(open);
    HourSet hours =
        lake.closed(arrivedHours.widenedBy(1), List.of(Tables.LAMBDA_INVOCATIONS))
            .intersectedWith(open);
    HourSet around = hours.widenedBy(RETRY_HOURS);
    Dataset<Row> places = LogRecordStage.places(lake.spark(), arrived).persist();
    Dataset<Row> streams = broadcast(places.select(STREAM).distinct());
    Dataset<Row> known =
        records(lake, hoursOfStreams(lake, hours.widenedBy(STREAM_HOURS), streams))
            .join(streams, new String[] {STREAM}, "left_semi");
    Dataset<Row> files = broadcast(places.select(SOURCE_FILE).distinct());
    // Of an object that is read again, what lies outside of the time that was asked for is not.
    Dataset<Row> before =
        known
            .join(
                files,
                known
                    .col(SOURCE_FILE)
                    .equalTo(files.col(SOURCE_FILE))
                    .and(isWithin(request.times())),
                "left_anti")
            .drop(STREAM);
    Dataset<Row> others =
        records(lake, recordHours).join(streams, new String[] {STREAM}, "left_anti").drop(STREAM);
    DayWrite<LambdaRecord> write = lake.replaceHours(LogRecordStage.RECORDS, recordHours);
    InvocationStage stage =
        InvocationStage.of(
            arrived.merged(LogRecordStage.ofTable(before, policy, session.partitions())),
            session.partitions(),
            write.files());
    Keyed<LambdaInvocation> ofStreams = InvocationStage.startedIn(stage.invocations(), hours);
    // What a former version wrote has no records: its part of an invocation is all there is.
    Dataset<Row> kept =
        lake.read(Tables.LAMBDA_INVOCATIONS, hours)
            .join(
                streams,
                col("log_stream").equalTo(streams.col(STREAM)).and(col("hour").isNotNull()),
                "left_anti");
    Dataset<Row> beside = lake.read(Tables.LAMBDA_INVOCATIONS, around.without(hours));
    return new ArrivedInvocations(
        lake,
        stage,
        hours,
        around,
        ofStreams.merged(stored.invocations(kept.unionByName(beside))),
        ofStreams,
        write,
        LogRecordStage.rows(others, policy),
        recordHours);
  }

  private static Column isWithin(TimeWindow times) {
    Column isLater = times.from() == null ? lit(true) : col("logged_at").geq(times.from());
    return times.to() == null ? isLater : isLater.and(col("logged_at").lt(times.to()));
  }

  /** Of these hours, those that have records of the streams: most streams are new. */
  private static HourSet hoursOfStreams(Lake lake, HourSet hours, Dataset<Row> streams) {
    return StoredHour.hoursOfRows(
        records(lake, hours).join(streams, new String[] {STREAM}, "left_semi"));
  }

  /** The records of the table, with the stream that each is brought together by. */
  private static Dataset<Row> records(Lake lake, HourSet hours) {
    return lake.read(Tables.LAMBDA_RECORDS, hours)
        .withColumn(STREAM, expr("coalesce(log_stream, unnamed_stream, source_file)"));
  }

  /** Writes the records, and the invocations that they come to. */
  void write() {
    if (recordHours.isEmpty()) {
      return;
    }
    List<WrittenFile> files = new ArrayList<>(stage.files());
    if (otherRecords != null) {
      files.addAll(lake.write(otherRecords, recordHours));
    }
    recordWrite.commit(files);
    lake.replaceHours(InvocationStage.rows(invocations), hours);
  }

  /** {@code request_id, function_name} of the invocations of the streams. */
  Dataset<Row> told() {
    return InvocationStage.told(lake.spark(), ofStreams);
  }
}
