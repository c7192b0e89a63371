package io.fantail.event.collected;

import io.fantail.archive.history.EventType;
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
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.LongAccumulator;
import org.jspecify.annotations.Nullable;

/** Makes the events of all copies in all containers one set: each event of each execution once. */
public final class HistoryStage {
  public static final RecordTable<HistoryEvent> EVENTS =
      RecordTable.of(
          "events",
          "An event of an execution, as archived.",
          HistoryEvent::shape,
          "UTC day on which the execution started.");

  /** What answers of the API that are kept in the archive say about executions and Map Runs. */
  public static final RecordTable<Description> DESCRIPTIONS =
      RecordTable.of(
          "descriptions",
          "An answer of the API about an execution or a Map Run.",
          Description::shape,
          "UTC day on which what it describes started.");

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
                  history.events().iterator(), event -> new Dated<>(history.day(), event));
            }));
  }

  /** Rows of the table {@code descriptions}: each once, whatever number of files say it. */
  public static TableRows descriptions(Keyed<HistoryPart> descriptions) {
    return TableRows.of(
        DESCRIPTIONS,
        histories(descriptions)
            .flatMap(
                history ->
                    Iterators.map(
                        history.descriptions().iterator(),
                        one -> new Dated<>(Dated.dayOf(one.startedAt()), one))));
  }

  /** An execution of which the archive may not have all. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Piece(String executionArn, long[] eventIds) {
    static Piece shape(Fields<Piece> fields) {
      return new Piece(
          fields.text("execution_arn", "ARN of the execution.", Piece::executionArn),
          fields.column("event_ids", "Events that are there.").wholeList(Piece::eventIds));
    }
  }

  /**
   * The executions of which the parts may not be all: {@code execution_arn}, and the {@code
   * event_ids} that they have. Those of which one part is all need not be unpacked.
   *
   * @param parts sorted, by the ARN of their execution
   */
  public static Dataset<Row> pieces(SparkSession spark, Keyed<HistoryPart> parts) {
    JavaRDD<Piece> pieces =
        parts.walk(
            sorted ->
                Iterators.stream(new Groups<>(sorted)).flatMap(HistoryStage::piece).iterator());
    return Rows.of(spark, Piece::shape, pieces);
  }

  private static Stream<Piece> piece(Groups.Group<HistoryPart> execution) {
    List<HistoryPart> parts =
        execution.values().stream().filter(part -> !part.isDescription()).toList();
    if (parts.size() == 1 && parts.get(0).isWhole()) {
      return Stream.of();
    }
    List<HistoryEvent> events =
        parts.isEmpty() ? List.of() : History.of(execution.key(), parts).events();
    return isWhole(events)
        ? Stream.of()
        : Stream.of(
            new Piece(execution.key(), events.stream().mapToLong(HistoryEvent::id).toArray()));
  }

  private static boolean isWhole(List<HistoryEvent> events) {
    int count = events.size();
    return count > 0
        && events.get(count - 1).id() == count
        && EventType.roleOf(events.get(count - 1).type()).endsExecution();
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
