package io.fantail.job.step;

import io.fantail.report.Reported;
import io.fantail.shape.RecordTable;
import io.fantail.spark.parquet.ValueFiles;
import io.fantail.table.DaySet;
import io.fantail.table.DayWrite;
import io.fantail.table.Lake;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A report on its way into its tables. */
final class PendingReport<S> {
  private final Lake lake;
  private final DaySet days;
  private final List<RecordTable<?>> tables;
  private final Function<PendingReport<S>, Supplier<Reported<S>>> ask;
  private final Map<RecordTable<?>, DayWrite<?>> writes = new LinkedHashMap<>();
  private @Nullable Supplier<Reported<S>> reported;
  private @Nullable S summary;

  /**
   * A report of which nothing has begun.
   *
   * @param days of which all rows of the tables give way to those of the report
   * @param ask asks for the report, once its files are open
   */
  PendingReport(
      Lake lake,
      DaySet days,
      List<RecordTable<?>> tables,
      Function<PendingReport<S>, Supplier<Reported<S>>> ask) {
    this.lake = lake;
    this.days = days;
    this.tables = tables;
    this.ask = ask;
  }

  /** Begins the commits. */
  void begin() {
    tables.forEach(table -> writes.put(table, lake.replaceDays(table, days)));
  }

  void ask() {
    reported = ask.apply(this);
  }

  /** Where tasks write the rows of a table. */
  @SuppressWarnings("unchecked") // a write is of the rows of its table
  <T> ValueFiles<T> files(RecordTable<T> table) {
    return (ValueFiles<T>) Objects.requireNonNull(writes.get(table), "a table").files();
  }

  /** Waits for the report, and commits it. */
  void commit() {
    Reported<S> written = Objects.requireNonNull(reported, "what was asked for").get();
    writes.forEach((table, write) -> write.commit(written.filesOf(table)));
    summary = written.summary();
  }

  /** The little of the report that is said when a command ends. */
  S summary() {
    return Objects.requireNonNull(summary, "what was committed");
  }
}
