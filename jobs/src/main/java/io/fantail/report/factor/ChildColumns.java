package io.fantail.report.factor;

import io.fantail.report.maprun.Ramp;
import io.fantail.report.trait.Child;
import io.fantail.report.trait.Factor;
import io.fantail.report.trait.MapRunOrigin;
import io.fantail.report.trait.Trait;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Puts the children of one Map Run into columns, and finds the traits that are their place in it.
 * They come in any order, and are brought into one that is theirs alone: sums of the same fractions
 * differ in the last digit with their order.
 */
final class ChildColumns {
  /** Where most start before it is full it never fills up, as when all start at once. */
  private static final double MOST_OF_RAMP = 0.5;

  private static final Trait[] QUARTERS_OF_ITEMS = quarters(Factor.ITEMS);
  private static final Trait[] QUARTERS_OF_BYTES = quarters(Factor.ITEM_BYTES);
  private static final Trait RAMP = Trait.of(Factor.RAMP);

  /** More than children are ever compared at once. */
  private static final int PLACE_BITS = 21;

  private final Traits traits;
  private final MapRunOrigin run;
  private final double medianMs;
  private final double tailFromMs;
  private final LongStream.Builder places = LongStream.builder();
  private final DoubleStream.Builder activeMs = DoubleStream.builder();
  private final LongStream.Builder startedAt = LongStream.builder();
  private final LongStream.Builder endedAt = LongStream.builder();
  private final LongStream.Builder items = LongStream.builder();
  private final LongStream.Builder itemBytes = LongStream.builder();
  private final IntStream.Builder ownTraits = IntStream.builder();
  private final IntStream.Builder ownCounts = IntStream.builder();
  private final List<@Nullable String> tailArns = new ArrayList<>();

  /**
   * Begins.
   *
   * @param tailFromMs from where on a child is in the tail
   */
  ChildColumns(Traits traits, MapRunOrigin run, double medianMs, double tailFromMs) {
    this.traits = traits;
    this.run = run;
    this.medianMs = medianMs;
    this.tailFromMs = tailFromMs;
  }

  private static Trait[] quarters(Factor factor) {
    return Stream.of("1st quarter", "2nd quarter", "3rd quarter", "4th quarter")
        .map(quarter -> new Trait(factor, quarter))
        .toArray(Trait[]::new);
  }

  void add(Child child) {
    boolean isTail = child.activeMs() >= tailFromMs;
    places.add((placeOf(child) << PLACE_BITS) | tailArns.size());
    tailArns.add(isTail ? child.executionArn() : null);
    activeMs.add(child.activeMs());
    startedAt.add(child.startedAt());
    endedAt.add(child.endedAt());
    items.add(child.items());
    itemBytes.add(child.itemBytes());
    child.traits().forEach(trait -> ownTraits.add(traits.numberOf(trait)));
    ownCounts.add(child.traits().size());
    noteRuntime(child.traits());
  }

  private static long placeOf(Child child) {
    long seed = ((long) child.executionArn().hashCode() << Integer.SIZE) ^ child.startedAt();
    return new SplittableRandom(seed).nextLong();
  }

  /** Learns the runtime of a sandbox of a child that met no other, and was the first in it. */
  private void noteRuntime(List<Trait> ofChild) {
    Trait runtime = only(Factor.RUNTIME_VERSION, ofChild);
    Trait sandbox = runtime == null ? null : only(Factor.LOG_STREAM, ofChild);
    if (runtime != null && sandbox != null) {
      traits.noteRuntimeOf(traits.numberOf(sandbox), traits.numberOf(runtime));
    }
  }

  private static @Nullable Trait only(Factor factor, List<Trait> ofChild) {
    Trait found = null;
    for (Trait trait : ofChild) {
      if (trait.factor() == factor) {
        if (found != null) {
          return null;
        }
        found = trait;
      }
    }
    return found;
  }

  ComparedRun built() {
    int[] order =
        places.build().sorted().mapToInt(place -> (int) place & ((1 << PLACE_BITS) - 1)).toArray();
    double[] active = activeMs.build().toArray();
    long[] starts = startedAt.build().toArray();
    int[] own = ownTraits.build().toArray();
    int[] firstOwn = endsOf(ownCounts.build().toArray());
    PlaceInRun inRun =
        new PlaceInRun(
            starts,
            endedAt.build().toArray(),
            items.build().toArray(),
            itemBytes.build().toArray());
    float[] activeTimes = new float[order.length];
    long[] sortedStarts = new long[order.length];
    BitSet tail = new BitSet();
    @Nullable String[] arns = new @Nullable String[order.length];
    IntStream.Builder all = IntStream.builder();
    int[] first = new int[order.length + 1];
    int count = 0;
    for (int place = 0; place < order.length; place++) {
      int child = order[place];
      activeTimes[place] = (float) active[child];
      sortedStarts[place] = starts[child];
      arns[place] = tailArns.get(child);
      tail.set(place, arns[place] != null);
      first[place] = count;
      count += addRuntime(all, own, firstOwn[child], firstOwn[child + 1]);
      for (int i = firstOwn[child]; i < firstOwn[child + 1]; i++) {
        all.add(own[i]);
        count++;
      }
      count += inRun.addTo(all, child);
    }
    first[order.length] = count;
    return new ComparedRun(
        run.mapRunArn(),
        medianMs,
        activeTimes,
        sortedStarts,
        all.build().toArray(),
        first,
        tail,
        arns,
        run.traits().stream().map(traits::numberOf).toList());
  }

  /** Where the traits of each child begin, and last of all how many there are. */
  private static int[] endsOf(int[] counts) {
    int[] ends = new int[counts.length + 1];
    for (int i = 0; i < counts.length; i++) {
      ends[i + 1] = ends[i] + counts[i];
    }
    return ends;
  }

  /** Adds the runtime of the only sandbox of a child that was not the first in it. */
  private int addRuntime(IntStream.Builder all, int[] own, int from, int to) {
    Integer runtime = null;
    for (int i = from; i < to; i++) {
      Integer ofSandbox = traits.runtimeOf(own[i]);
      boolean isKnown = traits.trait(own[i]).factor() == Factor.RUNTIME_VERSION;
      if (isKnown || (runtime != null && ofSandbox != null && !runtime.equals(ofSandbox))) {
        return 0;
      }
      runtime = runtime == null ? ofSandbox : runtime;
    }
    if (runtime == null) {
      return 0;
    }
    all.add(runtime);
    return 1;
  }

  /** The traits that only the whole Map Run tells. */
  private final class PlaceInRun {
    private final long[] starts;
    private final long[] items;
    private final long[] bytes;
    private final Quarters ofItems;
    private final Quarters ofBytes;
    private final long rampEnd;
    private long lastHour = Long.MIN_VALUE;
    private int lastHourNumber;

    PlaceInRun(long[] starts, long[] ends, long[] items, long[] bytes) {
      this.starts = starts;
      this.items = items;
      this.bytes = bytes;
      this.ofItems = Quarters.of(items);
      this.ofBytes = Quarters.of(bytes);
      long end = Ramp.endOf(starts, ends);
      long within = LongStream.of(starts).filter(start -> start < end).count();
      this.rampEnd = within > MOST_OF_RAMP * starts.length ? Long.MIN_VALUE : end;
    }

    int addTo(IntStream.Builder all, int child) {
      int added = 1;
      all.add(numberOfHour(starts[child]));
      if (starts[child] < rampEnd) {
        all.add(traits.numberOf(RAMP));
        added++;
      }
      added += addQuarter(all, QUARTERS_OF_ITEMS, ofItems.of(items[child]));
      added += addQuarter(all, QUARTERS_OF_BYTES, ofBytes.of(bytes[child]));
      return added;
    }

    /** Neighbours mostly start in one hour. */
    private int numberOfHour(long micros) {
      long hour = Math.floorDiv(micros, TimeUnit.HOURS.toMicros(1));
      if (hour != lastHour) {
        lastHour = hour;
        lastHourNumber = traits.numberOf(new Trait(Factor.HOUR, hourOf(micros)));
      }
      return lastHourNumber;
    }

    private int addQuarter(IntStream.Builder all, Trait[] ofQuarters, @Nullable Integer quarter) {
      if (quarter == null) {
        return 0;
      }
      all.add(traits.numberOf(ofQuarters[quarter - 1]));
      return 1;
    }
  }

  /** The hour in UTC, as in 02:00. */
  static String hourOf(long micros) {
    Instant at = Instant.ofEpochSecond(Math.floorDiv(micros, TimeUnit.SECONDS.toMicros(1)));
    return String.format(Locale.ROOT, "%02d:00", at.atOffset(ZoneOffset.UTC).getHour());
  }
}
