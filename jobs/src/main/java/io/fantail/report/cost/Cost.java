package io.fantail.report.cost;

import io.fantail.shape.Fields;
import org.jspecify.annotations.Nullable;

/**
 * What the children of a Map Run cost: their state transitions, and the gigabyte-seconds and
 * requests of their Lambda invocations, each times its price. What no log tells of is not in it.
 * Express children are billed by request, duration and memory, of which no history tells: their
 * costs are not known, nor are any without prices.
 *
 * @param transitions null for Express children, which AWS does not bill by them
 * @param total null where it is not known
 * @param perItem null where the items are not known, too
 * @param wasted of the total, on invocations whose attempt failed, and on transitions of retries
 */
public record Cost(
    @Nullable Long transitions,
    @Nullable Double gbSeconds,
    @Nullable Double wastedGbSeconds,
    @Nullable Double itemsPerChild,
    @Nullable Double total,
    @Nullable Double perItem,
    @Nullable Double wasted,
    @Nullable Prices prices) {

  /**
   * The cost of the children of a Map Run.
   *
   * @param items that they took; null where it is not known
   * @param prices null where nobody says them
   */
  public static Cost of(ChildUse use, @Nullable Long items, @Nullable Prices prices) {
    boolean isBilledSo = !use.isExpress() && use.children() > 0;
    Double total = prices == null || !isBilledSo ? null : (Double) totalOf(use, prices);
    Double wasted = prices == null || !isBilledSo ? null : (Double) wastedOf(use, prices);
    return new Cost(
        use.isExpress() ? null : (Long) use.transitions(),
        use.lambdaGbSeconds(),
        use.wastedGbSeconds(),
        items == null || use.children() == 0 ? null : (Double) ((double) items / use.children()),
        total,
        total == null || items == null || items == 0 ? null : (Double) (total / items),
        wasted,
        prices);
  }

  private static double totalOf(ChildUse use, Prices prices) {
    return use.transitions() * prices.perTransition()
        + orNone(use.lambdaGbSeconds()) * prices.perGbSecond()
        + use.requests() * prices.perRequest();
  }

  private static double wastedOf(ChildUse use, Prices prices) {
    return use.retries() * prices.perTransition()
        + orNone(use.wastedGbSeconds()) * prices.perGbSecond();
  }

  private static double orNone(@Nullable Double value) {
    return value == null ? 0 : value;
  }

  /** Lists the columns, as the table {@code map_runs} shows them. */
  public static void columns(Fields<Cost> fields) {
    fields.wholeOrNull(
        "state_transitions",
        "State transitions of its children, as AWS bills them; null for Express children.",
        Cost::transitions);
    fields.numberOrNull(
        "lambda_gb_seconds",
        "Billed time by memory of the invocations found of its children; null where none was.",
        Cost::gbSeconds);
    fields.numberOrNull(
        "wasted_gb_seconds",
        "Of these, what invocations used whose attempt failed; null where none was found.",
        Cost::wastedGbSeconds);
    fields.numberOrNull(
        "items_per_child",
        "Items by children: the size of a batch; null where the items are not known.",
        Cost::itemsPerChild);
    fields.numberOrNull(
        "cost",
        "State transitions, GB-seconds and requests of Lambda times their prices, of what is in the"
            + " archive; null without prices, and for Express children.",
        Cost::total);
    fields.numberOrNull(
        "cost_per_item", "The cost by items; null where either is not known.", Cost::perItem);
    fields.numberOrNull(
        "wasted_cost",
        "Of the cost, GB-seconds of invocations whose attempt failed, and transitions of retries;"
            + " null the same as the cost.",
        Cost::wasted);
    fields.numberOrNull(
        "price_per_transition",
        "The price of a state transition that the cost was made with; null without prices.",
        one -> one.prices == null ? null : (Double) one.prices.perTransition());
    fields.numberOrNull(
        "price_per_gb_second",
        "The same of a GB-second of Lambda.",
        one -> one.prices == null ? null : (Double) one.prices.perGbSecond());
    fields.numberOrNull(
        "price_per_request",
        "The same of a request of Lambda.",
        one -> one.prices == null ? null : (Double) one.prices.perRequest());
  }
}
