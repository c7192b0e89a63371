package io.fantail.trace.link;

import io.fantail.shape.Fields;
import io.fantail.spark.Codec;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a round left with the executions that hand it on: of all a sum, which stays the same when
 * the round taught nobody anything, and in full only what the parents of children were told.
 */
final class NestedRound {
  static final Codec<NestedRound> CODEC = Codec.of(NestedRound::shape);

  private final Map<String, List<NestedStart>> ofParents = new TreeMap<>();
  private long told;
  private long sum;

  /** Counts what one starter was told. */
  void add(NestedStarter starter, List<NestedStart> starts) {
    String arn = starter.execution().arn();
    for (NestedStart start : starts) {
      told++;
      // In any order: tasks end as they like.
      sum += mixed(31L * arn.hashCode() + start.toString().hashCode());
    }
    if (starter.hasChildren() && !starts.isEmpty()) {
      ofParents.put(arn, List.copyOf(starts));
    }
  }

  void add(NestedRound other) {
    told += other.told;
    sum += other.sum;
    ofParents.putAll(other.ofParents);
  }

  /** The same of two rounds that left everyone with the same. */
  Outcome outcome() {
    return new Outcome(told, sum);
  }

  /** See {@link #outcome}. */
  record Outcome(long told, long sum) {}

  /** What each parent of children that another execution started was told, by its ARN. */
  Map<String, List<NestedStart>> ofParents() {
    return ofParents;
  }

  private record Told(String arn, List<NestedStart> starts) {
    static Told shape(Fields<Told> fields) {
      return new Told(fields.text(Told::arn), fields.list(Told::starts, NestedStart::shape));
    }
  }

  private List<Told> tellings() {
    return ofParents.entrySet().stream()
        .map(parent -> new Told(parent.getKey(), parent.getValue()))
        .toList();
  }

  private static NestedRound shape(Fields<NestedRound> fields) {
    NestedRound round = new NestedRound();
    round.told = fields.whole(one -> one.told);
    round.sum = fields.whole(one -> one.sum);
    for (Told parent : fields.list(NestedRound::tellings, Told::shape)) {
      round.ofParents.put(parent.arn, parent.starts);
    }
    return round;
  }

  /** Neighbouring hashes must not cancel each other out. */
  private static long mixed(long hash) {
    long h = hash * 0x9E3779B97F4A7C15L;
    return (h ^ (h >>> 32)) * 0xBF58476D1CE4E5B9L;
  }
}
