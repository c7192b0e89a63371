package io.fantail.event.parse;

import io.fantail.archive.history.DurableEventType;
import io.fantail.archive.history.EventType;
import io.fantail.shape.Fields;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How many events were read of which types that neither {@link EventType} nor {@link
 * DurableEventType} knows, as AWS adds types: they are events like any other, and somebody should
 * look what they mean.
 */
public record UnknownTypes(SortedMap<String, Long> counts) {
  public static final UnknownTypes NONE = new UnknownTypes(new TreeMap<>());

  /** The most names that are told apart; what is beyond is damage. */
  private static final int MAX_NAMES = 100;

  private static final String OTHERS = "(others)";

  public UnknownTypes {
    counts = Collections.unmodifiableSortedMap(counts);
  }

  /** Counts one event more of that type; the same where the type is known. */
  UnknownTypes with(String type) {
    if (EventType.isKnown(type) || DurableEventType.isKnown(type)) {
      return this;
    }
    TreeMap<String, Long> more = new TreeMap<>(counts);
    more.merge(more.containsKey(type) || more.size() < MAX_NAMES ? type : OTHERS, 1L, Long::sum);
    return new UnknownTypes(more);
  }

  UnknownTypes plus(UnknownTypes other) {
    if (counts.isEmpty() || other.counts.isEmpty()) {
      return counts.isEmpty() ? other : this;
    }
    TreeMap<String, Long> sum = new TreeMap<>(counts);
    other.counts.forEach((type, count) -> sum.merge(type, count, Long::sum));
    return new UnknownTypes(sum);
  }

  /** Events of all these types. */
  public long total() {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  public static UnknownTypes shape(Fields<UnknownTypes> fields) {
    return new UnknownTypes(fields.counts(UnknownTypes::counts));
  }
}
