package io.fantail.report.factor;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The children of one Map Run in columns: the stratum within which they are compared. Their order
 * says nothing, but is always the same.
 *
 * @param traits the numbers of all children's traits, one child's behind the other's
 * @param firstTrait where those of each child begin, and last of all how many there are
 * @param tailArns of the children of the tail; null for all others
 * @param ofRun the numbers of the Map Run's own traits
 */
@SuppressWarnings("ArrayRecordComponent") // columns of one object, never compared
record ComparedRun(
    String mapRunArn,
    double medianMs,
    float[] activeMs,
    long[] startedAt,
    int[] traits,
    int[] firstTrait,
    BitSet tail,
    @Nullable String[] tailArns,
    List<Integer> ofRun) {

  /**
   * The same run, of which traits have other numbers.
   *
   * @param numbers the other number of each
   */
  ComparedRun renumbered(int[] numbers) {
    return new ComparedRun(
        mapRunArn,
        medianMs,
        activeMs,
        startedAt,
        Arrays.stream(traits).map(trait -> numbers[trait]).toArray(),
        firstTrait,
        tail,
        tailArns,
        ofRun.stream().map(trait -> numbers[trait]).toList());
  }

  int children() {
    return activeMs.length;
  }

  boolean has(int child, int trait) {
    for (int i = firstTrait[child]; i < firstTrait[child + 1]; i++) {
      if (traits[i] == trait) {
        return true;
      }
    }
    return false;
  }

  /** What the children of the tail took beyond the median, all together. */
  double excessMs() {
    double excess = 0;
    for (int child = tail.nextSetBit(0); child >= 0; child = tail.nextSetBit(child + 1)) {
      excess += activeMs[child] - medianMs;
    }
    return excess;
  }
}
