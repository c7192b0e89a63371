package io.fantail.span.execution;

import io.fantail.event.HistoryEvent;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The events of one execution that the archive has, and where it has none: ids have no gaps, so
 * that what is missing shows.
 */
final class KnownEvents {
  private final List<HistoryEvent> events;
  private final boolean complete;

  /** Ids of events that are there, but tell of something that is missing. */
  private final NavigableSet<Long> countedAsMissing = new TreeSet<>();

  /**
   * Looks for gaps.
   *
   * @param events each once, in the order of their ids
   */
  KnownEvents(List<HistoryEvent> events) {
    this.events = events;
    int last = events.size() - 1;
    this.complete = last < 0 || events.get(last).id() == events.size();
  }

  /** Whether none is missing before the last one. */
  boolean isComplete() {
    return complete;
  }

  /** All that are there, in the order of their ids. */
  List<HistoryEvent> all() {
    return events;
  }

  /** Returns the events that are there with ids below the one given. */
  List<HistoryEvent> before(long id) {
    return events.subList(0, countUpTo(id - 1));
  }

  /** Returns the id of the last event that is there, or 0 when there is none. */
  long lastId() {
    return events.isEmpty() ? 0 : events.get(events.size() - 1).id();
  }

  /** Returns the event of that id, or null when it is missing. */
  @Nullable HistoryEvent event(long id) {
    int index = countUpTo(id) - 1;
    return index >= 0 && events.get(index).id() == id ? events.get(index) : null;
  }

  /** Returns how many events between the two are missing. */
  long missingBetween(long fromId, long toId) {
    if (complete || toId <= fromId) {
      return 0;
    }
    int discounted =
        countedAsMissing.isEmpty() ? 0 : countedAsMissing.subSet(fromId, false, toId, false).size();
    return toId - fromId - 1 - (countUpTo(toId - 1) - countUpTo(fromId)) + discounted;
  }

  /**
   * Notes that nobody knows what the event happened to: it says no more than if it were missing.
   */
  void countAsMissing(long id) {
    countedAsMissing.add(id);
  }

  /**
   * Whether what was last seen with the event {@code lastId} was still there when {@code event}
   * came: nothing of it can be missing between the two.
   */
  boolean isLast(long lastId, HistoryEvent event) {
    return event.previousId() == lastId
        || (lastId <= event.id() && missingBetween(lastId, event.id()) == 0);
  }

  private int countUpTo(long id) {
    if (complete) {
      return (int) Math.max(0, Math.min(id, events.size()));
    }
    int low = 0;
    int high = events.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (events.get(middle).id() <= id) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
