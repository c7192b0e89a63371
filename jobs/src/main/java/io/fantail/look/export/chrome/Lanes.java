package io.fantail.look.export.chrome;

import io.fantail.look.export.ExportedSpan;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Divides the spans of one execution over lanes: in a lane a span lies within the one above it or
 * behind it, and only in spans that really are above it. What runs beside another, such as branches
 * and iterations, and a function whose clock differs from that of its caller, has a lane of its
 * own.
 */
final class Lanes {
  /** A span in its lane; times are microseconds since 1970. */
  record Placed(ExportedSpan span, int lane, long start, long end) {}

  private record Open(String spanId, long end) {}

  private final Map<String, String> parents = new HashMap<>();
  private final Map<String, Integer> laneOf = new HashMap<>();
  private final List<Deque<Open>> lanes = new ArrayList<>();
  private final Instant lastKnown;

  private Lanes(List<ExportedSpan> spans) {
    lastKnown = ExportedSpan.lastKnown(spans);
    for (ExportedSpan one : spans) {
      String parent = one.span().parentSpanId();
      if (parent != null) {
        parents.put(one.span().spanId(), parent);
      }
    }
  }

  /**
   * The spans in the order of their beginnings, the longer of two first.
   *
   * @param spans of one execution
   */
  static List<Placed> of(List<ExportedSpan> spans) {
    Lanes lanes = new Lanes(spans);
    List<Placed> timed = new ArrayList<>();
    for (ExportedSpan one : spans) {
      timed.add(
          new Placed(one, 0, micros(one.span().startedAt()), micros(one.endOr(lanes.lastKnown))));
    }
    // The order of the spans, parents first, stays where these say nothing.
    timed.sort(
        (left, right) ->
            left.start != right.start
                ? Long.compare(left.start, right.start)
                : Long.compare(right.end, left.end));
    return timed.stream()
        .map(one -> new Placed(one.span, lanes.place(one), one.start, one.end))
        .toList();
  }

  private int place(Placed one) {
    String id = one.span.span().spanId();
    Set<String> above = above(id);
    Integer parentLane = laneOf.get(parents.getOrDefault(id, ""));
    int lane =
        parentLane != null && takes(lanes.get(parentLane), one, above)
            ? parentLane
            : firstFree(one, above);
    lanes.get(lane).push(new Open(id, one.end));
    laneOf.put(id, lane);
    return lane;
  }

  private int firstFree(Placed one, Set<String> above) {
    for (int lane = 0; lane < lanes.size(); lane++) {
      if (takes(lanes.get(lane), one, above)) {
        return lane;
      }
    }
    lanes.add(new ArrayDeque<>());
    return lanes.size() - 1;
  }

  /** What has ended when this begins is out of its way. */
  private static boolean takes(Deque<Open> lane, Placed one, Set<String> above) {
    while (!lane.isEmpty() && lane.peek().end <= one.start && !isMoment(lane.peek(), one, above)) {
      lane.pop();
    }
    Open open = lane.peek();
    return open == null || (one.end <= open.end && above.contains(open.spanId));
  }

  /** Whether what took no time lies at the very end of the one above it, and so in it. */
  private static boolean isMoment(@Nullable Open open, Placed one, Set<String> above) {
    return open != null
        && one.start == one.end
        && open.end == one.start
        && above.contains(open.spanId);
  }

  private Set<String> above(String spanId) {
    Set<String> above = new HashSet<>();
    String parent = parents.get(spanId);
    while (parent != null && above.add(parent)) {
      parent = parents.get(parent);
    }
    return above;
  }

  /** Since 1970. */
  static long micros(Instant instant) {
    return Math.addExact(
        Math.multiplyExact(instant.getEpochSecond(), 1_000_000L), instant.getNano() / 1_000);
  }
}
