package io.fantail.look.page;

/**
 * The time that a page is about, cut into slots for what is drawn over it.
 *
 * @param firstStartMillis when the first execution started, in ms since 1970
 * @param lastEndMillis when the last one ended or started
 */
public record PageExtent(long firstStartMillis, long lastEndMillis) {
  /** Slots of time across a heat map. */
  private static final int SLOTS = 96;

  /** How long a slot is, in ms. */
  long slotMillis() {
    return Math.max(1, (lastEndMillis - firstStartMillis) / SLOTS + 1);
  }

  /** SQL for the number of the slot in which a time is. */
  String slotOf(String column) {
    return "CAST(floor((unix_millis(%s) - %d) / %d) AS INT)"
        .formatted(column, firstStartMillis, slotMillis());
  }
}
