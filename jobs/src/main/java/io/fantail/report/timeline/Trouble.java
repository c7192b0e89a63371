package io.fantail.report.timeline;

import io.fantail.shape.Fields;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What went wrong in the children of one Map Run within one second.
 *
 * @param second of the minute, from 0
 * @param failed children that ended FAILED or TIMED_OUT
 * @param throttled attempts begun that were throttled
 * @param retried retries begun
 */
public record Trouble(int second, long failed, long throttled, long retried) {
  public static Trouble shape(Fields<Trouble> fields) {
    return new Trouble(
        fields.integer(Trouble::second),
        fields.whole(Trouble::failed),
        fields.whole(Trouble::throttled),
        fields.whole(Trouble::retried));
  }

  private Trouble plus(Trouble other) {
    return new Trouble(
        second, failed + other.failed, throttled + other.throttled, retried + other.retried);
  }

  /** Adds one, and says whether it is the first of its second. */
  public static boolean add(SortedMap<Integer, Trouble> bySecond, Trouble more) {
    int seconds = bySecond.size();
    bySecond.merge(more.second, more, Trouble::plus);
    return bySecond.size() > seconds;
  }

  /** What several tasks saw, each second once, in the order of time. */
  public static List<Trouble> sorted(List<Trouble> troubles) {
    SortedMap<Integer, Trouble> bySecond = new TreeMap<>();
    troubles.forEach(trouble -> add(bySecond, trouble));
    return List.copyOf(bySecond.values());
  }
}
