package io.fantail.spark;

import java.util.Comparator;
import java.util.HexFormat;

/** Keys by which values meet in a group, and are sorted within it. */
public final class Keys {
  /** The order within a partition; one of the JDK's, which can be sent to a task. */
  static final Comparator<String> ORDER = Comparator.naturalOrder();

  private static final char BEFORE_ORDER = '\0';
  private static final int ORDER_CHARS = 16;

  private Keys() {}

  /**
   * A key within a group.
   *
   * @param order not negative
   * @param rank among those of one order, 0 to 9
   */
  public static String ordered(String group, long order, int rank) {
    return group + BEFORE_ORDER + HexFormat.of().toHexDigits(order) + rank;
  }

  /** The group of an {@linkplain #ordered ordered} key; any other key is a group of its own. */
  public static String groupOf(String key) {
    int end = key.length() - ORDER_CHARS - 2;
    return end >= 0 && key.charAt(end) == BEFORE_ORDER ? key.substring(0, end) : key;
  }

  public static long orderOf(String orderedKey) {
    int end = orderedKey.length() - 1;
    return HexFormat.fromHexDigitsToLong(orderedKey, end - ORDER_CHARS, end);
  }

  /** Where the group of a key is. */
  static int partitionOf(String key, int partitions) {
    // Keys that differ in their last characters only must not fall into a few partitions.
    int hash = groupOf(key).hashCode();
    return Math.floorMod(hash ^ (hash >>> 16), partitions);
  }
}
