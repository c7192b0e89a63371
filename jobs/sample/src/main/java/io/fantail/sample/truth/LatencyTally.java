package io.fantail.sample.truth;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Gathers durations into exact distributions. */
final class LatencyTally {
  private final Map<Key, Group> groups = new TreeMap<>(Key.ORDER);

  /** A finished span. */
  void add(Key key, double millis, boolean error) {
    Group group = groupOf(key);
    group.durations.add(millis);
    if (error) {
      group.errors++;
    }
  }

  /** A span still open at the end of the archive. */
  void addUnfinished(Key key) {
    groupOf(key).unfinished++;
  }

  private Group groupOf(Key key) {
    return groups.computeIfAbsent(key, unused -> new Group());
  }

  List<SampleTruth.Latency> rows() {
    return groups.entrySet().stream().map(e -> rowOf(e.getKey(), e.getValue())).toList();
  }

  private static SampleTruth.Latency rowOf(Key key, Group group) {
    Durations all = group.durations;
    return new SampleTruth.Latency(
        key.day,
        key.kind,
        key.stateMachineName,
        key.name,
        key.child,
        all.count(),
        group.errors,
        group.unfinished,
        all.quantile(0),
        all.mean(),
        all.quantile(0.5),
        all.quantile(0.75),
        all.quantile(0.9),
        all.quantile(0.95),
        all.quantile(0.99),
        all.quantile(0.999),
        all.quantile(1));
  }

  /** What is reported apart. */
  record Key(String day, String kind, String stateMachineName, String name, boolean child) {
    private static final Comparator<Key> ORDER =
        Comparator.comparing(Key::day)
            .thenComparing(Key::kind)
            .thenComparing(Key::stateMachineName)
            .thenComparing(Key::name)
            .thenComparing(Key::child);
  }

  private static final class Group {
    private final Durations durations = new Durations();
    private long errors;
    private long unfinished;
  }
}
