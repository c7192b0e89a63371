package io.fantail.report.maprun;

import io.fantail.report.cost.ChildUse;
import io.fantail.report.latency.DurationCounter;
import io.fantail.report.latency.DurationCounts;
import io.fantail.report.subject.ReportedExecution;
import io.fantail.shape.Counts;
import io.fantail.shape.FieldType;
import io.fantail.shape.Fields;
import io.fantail.shape.Micros;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Counts the children of one Map Run that are in the archive, by what they came to. */
final class Children {
  private final SortedMap<String, Long> byStatus;
  private final DurationCounter activeTimes = new DurationCounter();
  private long count;
  private long ended;
  private long withoutHistory;
  private long withMissingEvents;
  private long countingItems;
  private long items;
  private @Nullable Extreme slowest;
  private @Nullable Extreme last;
  private @Nullable Long firstStartedAt;
  private @Nullable Long firstSeenAt;
  private @Nullable Long lastSeenAt;
  private ChildUse use = new ChildUse();

  Children() {
    this(new TreeMap<>());
  }

  private Children(SortedMap<String, Long> byStatus) {
    this.byStatus = byStatus;
  }

  void add(ReportedExecution child) {
    String arn = child.key().executionArn();
    use.add(child);
    count++;
    byStatus.merge(child.status().name(), 1L, Long::sum);
    withoutHistory += child.eventCount() == 0 ? 1 : 0;
    withMissingEvents += child.missingEvents() > 0 ? 1 : 0;
    Integer taken = child.items().count();
    if (taken != null) {
      countingItems++;
      items += taken;
    }
    addStart(Micros.of(child.startedAt()));
    if (child.activeTime() != null) {
      activeTimes.add(child.activeTime());
      slowest = Extreme.higher(slowest, new Extreme(child.activeTime().toNanos(), arn));
    }
    if (child.endedAt() != null) {
      ended++;
      last = Extreme.higher(last, new Extreme(Micros.of(child.endedAt()), arn));
      addMoment(Micros.of(child.endedAt()));
    }
  }

  private void addStart(long at) {
    firstStartedAt = firstStartedAt == null ? at : Math.min(firstStartedAt, at);
    addMoment(at);
  }

  /** Notes that something of a child was seen then, in microseconds since 1970. */
  void addMoment(long at) {
    firstSeenAt = firstSeenAt == null ? at : Math.min(firstSeenAt, at);
    lastSeenAt = lastSeenAt == null ? at : Math.max(lastSeenAt, at);
  }

  /** Takes along what another task counted. */
  void add(Children others) {
    Counts.add(byStatus, others.byStatus);
    activeTimes.add(others.activeTimes.counts());
    count += others.count;
    ended += others.ended;
    withoutHistory += others.withoutHistory;
    withMissingEvents += others.withMissingEvents;
    countingItems += others.countingItems;
    items += others.items;
    slowest = Extreme.higher(slowest, others.slowest);
    last = Extreme.higher(last, others.last);
    if (others.firstStartedAt != null) {
      addStart(others.firstStartedAt);
    }
    if (others.firstSeenAt != null && others.lastSeenAt != null) {
      addMoment(others.firstSeenAt);
      addMoment(others.lastSeenAt);
    }
    use.add(others.use);
  }

  static Children shape(Fields<Children> fields) {
    Children children = new Children(fields.counts(Children::byStatus));
    children.activeTimes.add(fields.record(Children::activeTimes, DurationCounts::shape));
    children.count = fields.whole(Children::count);
    children.ended = fields.whole(Children::ended);
    children.withoutHistory = fields.whole(Children::withoutHistory);
    children.withMissingEvents = fields.whole(Children::withMissingEvents);
    children.countingItems = fields.whole(one -> one.countingItems);
    children.items = fields.whole(one -> one.items);
    children.slowest = fields.recordOrNull(Children::slowest, Extreme::shape);
    children.last = fields.recordOrNull(Children::last, Extreme::shape);
    children.firstStartedAt = fields.fieldOrNull(FieldType.WHOLE, Children::firstStartedAt);
    children.firstSeenAt = fields.fieldOrNull(FieldType.WHOLE, Children::firstSeenAt);
    children.lastSeenAt = fields.fieldOrNull(FieldType.WHOLE, Children::lastSeenAt);
    children.use = fields.record(Children::use, ChildUse::shape);
    return children;
  }

  long count() {
    return count;
  }

  SortedMap<String, Long> byStatus() {
    return byStatus;
  }

  /** How many have an end. */
  long ended() {
    return ended;
  }

  /** Of how many no event tells, only an answer of the API. */
  long withoutHistory() {
    return withoutHistory;
  }

  long withMissingEvents() {
    return withMissingEvents;
  }

  /** Items that they took; null where of one nothing says it, or there is none. */
  @Nullable Long items() {
    return count > 0 && countingItems == count ? (Long) items : null;
  }

  DurationCounts activeTimes() {
    return activeTimes.counts();
  }

  /** The longest active time, in nanoseconds; null where none ended. */
  @Nullable Extreme slowest() {
    return slowest;
  }

  ChildUse use() {
    return use;
  }

  /** When the first started, in microseconds since 1970; null where there are none. */
  @Nullable Long firstStartedAt() {
    return firstStartedAt;
  }

  /** When the first thing of them was seen; the same. */
  @Nullable Long firstSeenAt() {
    return firstSeenAt;
  }

  /** When the last thing of them was seen; the same. */
  @Nullable Long lastSeenAt() {
    return lastSeenAt;
  }

  /** The last end, in microseconds since 1970; null where none ended. */
  @Nullable Extreme last() {
    return last;
  }
}
