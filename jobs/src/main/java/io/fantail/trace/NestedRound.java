package io.fantail.trace;

import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import io.fantail.event.Packed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a round left with the executions that hand it on: of all a sum, which stays the same when
 * the round taught nobody anything, and in full only what the parents of children were told.
 */
final class NestedRound {
  private final Map<String, List<byte[]>> ofParents = new TreeMap<>();
  private long told;
  private long sum;

  /**
   * Counts what one starter was told.
   *
   * @param starts each a {@link NestedStart}, packed
   */
  void add(NestedStarter starter, List<byte[]> starts) {
    String arn = starter.execution().arn();
    for (byte[] start : starts) {
      told++;
      // In any order: tasks end as they like.
      sum += mixed(31L * arn.hashCode() + Arrays.hashCode(start));
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
    Map<String, List<NestedStart>> starts = new TreeMap<>();
    ofParents.forEach((arn, packed) -> starts.put(arn, NestedStart.unpackAll(packed)));
    return starts;
  }

  byte[] pack() {
    Output out = Packed.output();
    out.writeVarLong(told, true);
    out.writeLong(sum);
    ofParents.forEach(
        (arn, starts) -> {
          Packed.writeText(out, arn);
          out.writeVarInt(starts.size(), true);
          for (byte[] start : starts) {
            out.writeVarInt(start.length, true);
            out.writeBytes(start);
          }
        });
    return out.toBytes();
  }

  static NestedRound unpack(byte[] packed) {
    Input in = new Input(packed);
    NestedRound round = new NestedRound();
    round.told = in.readVarLong(true);
    round.sum = in.readLong();
    while (in.position() < packed.length) {
      String arn = Packed.readKnownText(in);
      int count = in.readVarInt(true);
      List<byte[]> starts = new ArrayList<>(count);
      for (int i = 0; i < count; i++) {
        starts.add(in.readBytes(in.readVarInt(true)));
      }
      round.ofParents.put(arn, starts);
    }
    return round;
  }

  /** Neighbouring hashes must not cancel each other out. */
  private static long mixed(long hash) {
    long h = hash * 0x9E3779B97F4A7C15L;
    return (h ^ (h >>> 32)) * 0xBF58476D1CE4E5B9L;
  }
}
