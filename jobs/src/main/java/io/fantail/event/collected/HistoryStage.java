package io.fantail.event.collected;

import io.fantail.event.Description;
import io.fantail.event.HistoryEvent;
import io.fantail.event.policy.Kept;
import io.fantail.event.policy.PayloadPolicy;
import io.fantail.shape.Dated;
import io.fantail.shape.Fields;
import io.fantail.shape.RecordTable;
import io.fantail.spark.Groups;
import io.fantail.spark.Iterators;
import io.fantail.spark.Keyed;
import io.fantail.spark.Pair;
import io.fantail.spark.Rows;
import io.fantail.spark.TableRows;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.LongAccumulator;
import org.jspecify.annotations.Nullable;

/** Makes the events of all copies in all containers one set: each event of each execution once. */
public final class HistoryStage {
  public static final RecordTable<HistoryEvent> EVENTS =
      RecordTable.byHour(
          "events",
          "An event of an execution, as archived.",
          HistoryEvent::shape,
          "the execution started");

  /** What answers of the API that are kept in the archive say about executions and Map Runs. */
  public static final RecordTable<Description> DESCRIPTIONS =
      RecordTable.byHour(
          "descriptions",
          "An answer of the API about an execution or a Map Run.",
          Description::shape,
          "the execution described, or the parent of the Map Run, started");

  private HistoryStage() {}

  /** The histories that parts come to, which are sorted by the ARN of their execution. */
  public static JavaRDD<History> histories(Keyed<HistoryPart> parts) {
    return parts.walk(
        sorted ->
            Iterators.map(new Groups<>(sorted), group -> History.of(group.key(), group.values())));
  }

  /**
   * The events of the table as parts of histories, sorted.
   *
   * @param events of the table {@code events}
   * @param policy that what an earlier run stored must keep to now
   */
  public static Keyed<HistoryPart> ofEvents(
      Dataset<Row> events, PayloadPolicy policy, int partitions) {
    return Keyed.of(
            Rows.values(events, EVENTS),
            HistoryPart.CODEC,
            stored ->
                new TableParts(
                    Iterators.map(stored, event -> Kept.of(event, HistoryEvent::shape, policy))))
        .sorted(partitions);
  }

  /** The same of the table {@code descriptions}. */
  public static Keyed<HistoryPart> ofDescriptions(
      Dataset<Row> descriptions, PayloadPolicy policy, int partitions) {
    return Keyed.of(
            Rows.values(descriptions, DESCRIPTIONS),
            HistoryPart.CODEC,
            stored ->
                Iterators.map(
                    stored,
                    one ->
                        new Pair<>(
                            one.executionArn(),
                            HistoryPart.of(Kept.of(one, Description::shape, policy)))))
        .sorted(partitions);
  }

  /** Histories as rows of the table {@code events}; counts the copies that were left out. */
  public static TableRows events(JavaRDD<History> histories, LongAccumulator duplicates) {
    return TableRows.of(
        EVENTS,
        histories.flatMap(
            history -> {
              duplicates.add(history.duplicates());
              return Iterators.map(
                  history.events().iterator(), event -> new Dated<>(history.slot(), event));
            }));
  }

  /** Rows of the table {@code descriptions}: each once, whatever number of files say it. */
  public static TableRows descriptions(JavaRDD<History> histories) {
    return TableRows.of(
        DESCRIPTIONS,
        histories.flatMap(
            history ->
                Iterators.map(
                    history.descriptions().iterator(), one -> new Dated<>(history.slot(), one))));
  }

  /**
   * What an archive has of an execution.
   *
   * @param hour since 1970, in which the execution started as far as is known here
   * @param hasBeginning whether it is known when it started
   * @param eventIds of the events that are there; none where it is only described
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Arrival(String executionArn, long hour, boolean hasBeginning, long[] eventIds) {
    static Arrival shape(Fields<Arrival> fields) {
      return new Arrival(
          fields.text("execution_arn", "ARN of the execution.", Arrival::executionArn),
          fields.whole("started_hour", "Hours since 1970.", Arrival::hour),
          fields.flag("has_beginning", "Whether its start is known.", Arrival::hasBeginning),
          fields.column("event_ids", "Events that are there.").wholeList(Arrival::eventIds));
    }
  }

  /**
   * The executions that the parts are of, each once: {@code execution_arn}, the {@code
   * started_hour} since 1970 as far as it is known, whether it {@code has_beginning}, and the
   * {@code event_ids} that are there.
   *
   * @param parts sorted, by the ARN of their execution
   */
  public static Dataset<Row> arrivals(SparkSession spark, Keyed<HistoryPart> parts) {
    return Rows.of(spark, Arrival::shape, histories(parts).map(HistoryStage::arrivalOf));
  }

  private static Arrival arrivalOf(History history) {
    List<HistoryEvent> events = history.events();
    return new Arrival(
        history.executionArn(),
        history.slot().number(),
        events.isEmpty() || events.get(0).id() == 1,
        events.stream().mapToLong(HistoryEvent::id).toArray());
  }

  /** Neighbours of one execution and object are one part: the table keeps them so. */
  private static final class TableParts implements Iterator<Pair<HistoryPart>> {
    private final Iterator<HistoryEvent> events;
    private @Nullable HistoryEvent upcoming;

    TableParts(Iterator<HistoryEvent> events) {
      this.events = events;
      this.upcoming = advance();
    }

    @Override
    public boolean hasNext() {
      return upcoming != null;
    }

    @Override
    public Pair<HistoryPart> next() {
      if (upcoming == null) {
        throw new NoSuchElementException();
      }
      String arn = upcoming.executionArn();
      HistoryPart.Builder part = new HistoryPart.Builder(false, upcoming.sourceFile());
      while (upcoming != null
          && upcoming.executionArn().equals(arn)
          && part.isOf(upcoming.sourceFile())) {
        part.add(upcoming);
        upcoming = advance();
      }
      return new Pair<>(arn, part.build());
    }

    private @Nullable HistoryEvent advance() {
      return events.hasNext() ? events.next() : null;
    }
  }
}
