package io.fantail.report.comparison;

import io.fantail.report.statistics.BenjaminiHochberg;
import io.fantail.report.statistics.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Compares every figure of every group that either side has, with 95 % intervals, and concludes:
 *
 * <ul>
 *   <li><b>same</b>: the whole interval of the ratio lies within {@link #MARGIN}: a change by less
 *       than a tenth matters to nobody, even where it is sure. Of a share the interval of the
 *       difference holds 0 and lies within {@link #SHARE_MARGIN}: half a percent point.
 *   <li><b>slower</b>, <b>faster</b>: the interval lies beyond no change, and the change is still
 *       sure at 5 % after Benjamini and Hochberg's correction for all figures tested at once.
 *   <li><b>unknown</b>: everything else. That two intervals of the sides overlap decides nothing.
 * </ul>
 */
public final class Comparison {
  public static final double CONFIDENCE = 0.95;

  /** What ratio is the same for practice: up to so many times as long, or as short. */
  public static final double MARGIN = 1.1;

  /** What difference of shares is the same for practice. */
  public static final double SHARE_MARGIN = 0.005;

  private final QuantileEffects quantiles = new QuantileEffects(CONFIDENCE);
  private final CostEffects costs = new CostEffects(CONFIDENCE);
  private final ShareEffects shares = new ShareEffects(CONFIDENCE);

  private Comparison() {}

  /** One figure of a group before all of them were looked at together. */
  private record Tested(
      ComparedGroup group, Figure figure, Observed base, Observed against, Effect effect) {
    Change concluded(@Nullable Double qValue) {
      return new Change(group, figure, base, against, effect, qValue, verdict(effect, qValue));
    }
  }

  /**
   * Compares two sides.
   *
   * @param items of children, where items are known that both sides have
   * @return the changes, worst first
   */
  public static List<Change> of(
      Map<ComparedGroup, Side> base,
      Map<ComparedGroup, Side> against,
      Map<ComparedGroup, SameItems> items) {
    Comparison comparison = new Comparison();
    Set<ComparedGroup> groups = new TreeSet<>(ComparedGroup.IN_ORDER);
    groups.addAll(base.keySet());
    groups.addAll(against.keySet());
    List<Tested> tested = new ArrayList<>();
    for (ComparedGroup group : groups) {
      Side first = base.getOrDefault(group, Side.NOTHING);
      Side second = against.getOrDefault(group, Side.NOTHING);
      for (Figure figure : Figure.values()) {
        if (first.all().valueOf(figure) != null || second.all().valueOf(figure) != null) {
          tested.add(comparison.tested(group, figure, first, second));
        }
      }
    }
    items.forEach(
        (group, same) ->
            tested.add(
                new Tested(group, Figure.SAME_ITEM, same.base(), same.against(), same.effect())));
    return concluded(tested);
  }

  /** Compares one figure of one group, and tests no other. */
  public static Change of(ComparedGroup group, Figure figure, Side base, Side against) {
    return concluded(List.of(new Comparison().tested(group, figure, base, against))).get(0);
  }

  private Tested tested(ComparedGroup group, Figure figure, Side base, Side against) {
    return new Tested(
        group,
        figure,
        base.all().observed(figure),
        against.all().observed(figure),
        effect(figure, base, against));
  }

  private Effect effect(Figure figure, Side base, Side against) {
    return switch (figure) {
      case P50, P95, P99 -> quantiles.of(figure, base, against);
      case ERROR_RATE, COLD_START_SHARE -> shares.of(figure, base, against);
      case COST -> costs.of(base, against);
      case SAME_ITEM -> throw new IllegalArgumentException("of pairs, which no side has");
    };
  }

  private static List<Change> concluded(List<Tested> tested) {
    double[] qValues =
        BenjaminiHochberg.qValues(
            tested.stream()
                .map(one -> one.effect().pValue())
                .filter(Objects::nonNull)
                .mapToDouble(Double::doubleValue)
                .toArray());
    List<Change> changes = new ArrayList<>();
    int next = 0;
    for (Tested one : tested) {
      changes.add(one.concluded(one.effect().pValue() == null ? null : qValues[next++]));
    }
    changes.sort(Change.WORST_FIRST);
    return changes;
  }

  private static Verdict verdict(Effect effect, @Nullable Double qValue) {
    Interval difference = effect.difference();
    Interval ratio = effect.ratio();
    if (difference != null) {
      return difference.covers(0)
          ? (Math.abs(difference.low()) <= SHARE_MARGIN && difference.high() <= SHARE_MARGIN
              ? Verdict.SAME
              : Verdict.UNKNOWN)
          : direction(difference.low() > 0, qValue);
    }
    if (ratio == null) {
      return Verdict.UNKNOWN;
    }
    if (ratio.low() >= 1 / MARGIN && ratio.high() <= MARGIN) {
      return Verdict.SAME;
    }
    return ratio.covers(1) ? Verdict.UNKNOWN : direction(ratio.low() > 1, qValue);
  }

  private static Verdict direction(boolean isSlower, @Nullable Double qValue) {
    if (qValue == null || qValue > 1 - CONFIDENCE) {
      return Verdict.UNKNOWN;
    }
    return isSlower ? Verdict.SLOWER : Verdict.FASTER;
  }
}
