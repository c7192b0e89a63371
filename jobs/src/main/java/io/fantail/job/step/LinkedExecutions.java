package io.fantail.job.step;

import io.fantail.event.collected.HistoryPart;
import io.fantail.job.change.AffectedHours;
import io.fantail.job.change.CallingHours;
import io.fantail.job.change.Surroundings;
import io.fantail.job.session.Session;
import io.fantail.span.execution.ExecutionSpans;
import io.fantail.spark.Joined;
import io.fantail.spark.Keyed;
import io.fantail.table.HourSet;
import io.fantail.table.Lake;
import io.fantail.table.Tables;
import io.fantail.trace.BuildStage;
import io.fantail.trace.FirstLook;
import io.fantail.trace.link.NestedStage;
import io.fantail.trace.link.NestedStart;
import io.fantail.trace.link.TraceOverview;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.util.LongAccumulator;
import org.jspecify.annotations.Nullable;

/**
 * The executions of the hours that are traced, with those of other hours that have to be known for
 * them, and what they hand down to each other. Hours are added until no other one is affected.
 */
final class LinkedExecutions implements AutoCloseable {
  /** Each round follows what is started, or held by Map Runs, one level down. */
  private static final int MOST_ROUNDS = 16;

  /** What files that are sorted by it tell without being read. */
  private static final String NOT_OF_STEP_FUNCTIONS =
      "execution_arn < 'arn:aws:states:' OR execution_arn >= 'arn:aws:states;'";

  private final Session session;
  private final Lake lake;
  private final StoredRecords stored;
  private final HourSet unread;
  private final LongAccumulator durables;
  private final List<BuildStage> stages = new ArrayList<>();
  private final TraceOverview overview = new TraceOverview();
  private HourSet hours;
  private HourSet known;
  private @Nullable Keyed<ExecutionSpans> own;
  private @Nullable BuildStage around;
  private @Nullable Keyed<ExecutionSpans> executions;
  private @Nullable TraceOverview overviewOfAll;
  private @Nullable NestedStage nested;

  /**
   * Begins with none.
   *
   * @param hours that are traced at least
   * @param known these, and those whose executions are built beside them
   * @param unread of these, those of which nothing is taken from the lake
   * @param durables gains one or more where there is a durable execution
   */
  LinkedExecutions(
      Session session,
      HourSet hours,
      HourSet known,
      HourSet unread,
      StoredRecords stored,
      LongAccumulator durables) {
    this.session = session;
    this.lake = session.lake();
    this.hours = hours;
    this.known = known;
    this.unread = unread;
    this.stored = stored;
    this.durables = durables;
  }

  /** Adds executions that are built. */
  FirstLook add(BuildStage built) {
    stages.add(built);
    FirstLook look = built.look();
    overview.add(look.overview());
    own = own == null ? built.executions() : own.merged(built.executions());
    return look;
  }

  /**
   * Links them, and adds the hours whose executions are affected by it.
   *
   * @param affectedAtFirst hours that are affected by more than links
   */
  void complete(Function<LinkedExecutions, HourSet> affectedAtFirst) {
    boolean isAlone = !lake.hasOtherHours(known);
    if (!isAlone) {
      addHours(affectedAtFirst.apply(this));
    }
    link(isAlone);
    for (int i = 0; i < MOST_ROUNDS && !isAlone; i++) {
      HourSet affected =
          new AffectedHours(lake, known, unread, HourSet.of(overviewOfAll().activeHours()))
              .find(nested())
              .intersectedWith(lake.retained().openHours());
      if (affected.isWithin(known)) {
        break;
      }
      addHours(affected);
      link(false);
    }
  }

  private void addHours(HourSet affected) {
    HourSet closed =
        lake.closed(affected, Tables.BY_EXECUTION).intersectedWith(lake.retained().openHours());
    HourSet added = closed.without(known);
    hours = hours.plus(closed);
    if (added.isEmpty()) {
      return;
    }
    known = known.plus(added);
    add(BuildStage.of(stored.histories(added), added, durables, null));
  }

  private void link(boolean isAlone) {
    if (around != null) {
      around.unpersist();
      around = null;
    }
    Keyed<ExecutionSpans> all = Objects.requireNonNull(own);
    TraceOverview ofAll = new TraceOverview();
    ofAll.add(overview);
    Surroundings found = isAlone ? null : Surroundings.find(lake, known, unread, all, overview);
    if (found != null) {
      around = BuildStage.of(stored.histories(found), found.hours(), durables, null);
      ofAll.add(around.look().overview());
      all = all.merged(around.executions());
    }
    executions = all;
    overviewOfAll = ofAll;
    nested = NestedStage.of(all, ofAll, session.partitions());
  }

  /** The hours that are affected by invocations and attempts that an archive tells of. */
  HourSet affectedBy(Reading reading) {
    CallingHours calling = new CallingHours(lake, known);
    HourSet affected =
        calling.ofAttempts(overview.unnamedFunctions(), HourSet.of(overview.attemptHours()));
    if (reading.totals().lambdaRecords() > 0) {
      affected =
          affected.plus(
              calling.ofInvocations(reading.invocations().told(), reading.invocations().hours()));
    }
    HourSet byActivity = reading.arrivedAwsSpanHours();
    if (durables.value() > 0) {
      byActivity = byActivity.plus(reading.hours().widenedBy(1));
    }
    return byActivity.isEmpty() ? affected : affected.plus(calling.activeIn(byActivity));
  }

  HourSet hours() {
    return hours;
  }

  HourSet unread() {
    return unread;
  }

  TraceOverview overview() {
    return overviewOfAll();
  }

  private TraceOverview overviewOfAll() {
    return Objects.requireNonNull(overviewOfAll, "not linked");
  }

  NestedStage nested() {
    return Objects.requireNonNull(nested, "not linked");
  }

  Keyed<ExecutionSpans> executions() {
    return Objects.requireNonNull(executions, "not linked");
  }

  /** The executions, each beside what it was told by the one that started it. */
  JavaRDD<Joined<ExecutionSpans, NestedStart>> placed() {
    return nested().placed(executions());
  }

  /**
   * The parts of histories among which are those of durable executions; null where there is none.
   * Asks the lake with each call.
   */
  @Nullable Keyed<HistoryPart> durables(Records records) {
    Dataset<Row> others = storedDurables();
    if (others == null && durables.value() == 0) {
      return null;
    }
    return others == null
        ? records.historyParts()
        : records.historyParts().merged(stored.historyParts(others));
  }

  /** The events of durable executions that began in hours around, where there are any. */
  private @Nullable Dataset<Row> storedDurables() {
    HourSet others = hours.widenedBy(Records.AWS_SPANS_AROUND).without(known);
    Dataset<Row> events = stored.rows(Tables.EVENTS, others);
    if (events == null) {
      return null;
    }
    Dataset<Row> ofDurables =
        events.filter(NOT_OF_STEP_FUNCTIONS).filter("execution_arn LIKE '%/durable-execution/%'");
    return ofDurables.isEmpty() ? null : ofDurables;
  }

  @Override
  public void close() {
    stages.forEach(BuildStage::unpersist);
    if (around != null) {
      around.unpersist();
    }
  }
}
