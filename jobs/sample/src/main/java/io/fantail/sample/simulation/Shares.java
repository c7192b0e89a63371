package io.fantail.sample.simulation;

/**
 * How many children each Map Run gets, and how many of them run at once.
 *
 * @param process children of ProcessOrders
 * @param enrich children of EnrichOrders
 * @param audit children of AuditItems
 * @param slots concurrency of the order maps
 * @param auditSlots concurrency of the audit
 */
record Shares(int process, int enrich, int audit, int slots, int auditSlots) {
  private static final int LEAST_SLOTS = 4;
  private static final int MOST_SLOTS = 300;

  static Shares of(int children) {
    int audit = Math.max(1, Math.round(children * 0.05f));
    int enrich = Math.max(1, Math.round(children * 0.15f));
    int slots = Math.max(LEAST_SLOTS, Math.min(MOST_SLOTS, children / 100));
    return new Shares(
        children - enrich - audit, enrich, audit, slots, Math.max(LEAST_SLOTS, slots / 4));
  }
}
