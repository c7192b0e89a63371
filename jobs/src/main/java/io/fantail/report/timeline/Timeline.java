package io.fantail.report.timeline;

import io.fantail.shape.Micros;
import java.time.Duration;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Counts what happened to the children of one Map Run in each bucket of its time. All buckets of a
 * run are equally long, and whole multiples of that since 1970: the shortest of a fixed ladder of
 * which there are 500 at most.
 */
public final class Timeline {
  static final int MOST_BUCKETS = 500;

  private static final long SECOND = 1_000_000;
  private static final long DAY = 86_400;

  /** In seconds; beyond it days are doubled. */
  private static final long[] LADDER = {
    1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 21_600, 43_200, DAY
  };

  private final long bucketMicros;
  private final long first;
  private final long[] started;
  private final long[] ended;
  private final long[] running;
  private final long[] failed;
  private final long[] throttled;
  private final long[] retried;
  private int reached;
  private long open;

  /**
   * Nothing counted yet.
   *
   * @param from before everything that will be, in microseconds since 1970
   * @param to not before anything that will be
   */
  public Timeline(long from, long to) {
    bucketMicros = bucketOf(from, to);
    first = Math.floorDiv(from, bucketMicros);
    int count = Math.toIntExact(buckets(from, to, bucketMicros));
    started = new long[count];
    ended = new long[count];
    running = new long[count];
    failed = new long[count];
    throttled = new long[count];
    retried = new long[count];
  }

  private static long bucketOf(long from, long to) {
    for (long seconds : LADDER) {
      if (buckets(from, to, seconds * SECOND) <= MOST_BUCKETS) {
        return seconds * SECOND;
      }
    }
    long bucket = DAY * SECOND;
    while (buckets(from, to, bucket) > MOST_BUCKETS) {
      bucket *= 2;
    }
    return bucket;
  }

  private static long buckets(long from, long to, long bucket) {
    return Math.floorDiv(to, bucket) - Math.floorDiv(from, bucket) + 1;
  }

  /**
   * A child started.
   *
   * @param nowOpen how many are open now
   */
  public void addStart(long at, long nowOpen) {
    started[moveTo(at, nowOpen)]++;
  }

  /** A child ended. */
  public void addEnd(long at, long nowOpen) {
    ended[moveTo(at, nowOpen)]++;
  }

  /** What was open at the beginning of a bucket was running in it, whatever began or ended then. */
  private int moveTo(long at, long nowOpen) {
    int bucket = bucketAt(at);
    carryTo(bucket);
    open = nowOpen;
    running[bucket] = Math.max(running[bucket], open);
    return bucket;
  }

  private void carryTo(int bucket) {
    if (bucket > reached) {
      Arrays.fill(running, reached + 1, bucket + 1, open);
      reached = bucket;
    }
  }

  /**
   * Something went wrong.
   *
   * @param minuteStart when its minute began, in microseconds since 1970
   */
  public void add(long minuteStart, Trouble trouble) {
    int bucket = bucketAt(minuteStart + trouble.second() * SECOND);
    failed[bucket] += trouble.failed();
    throttled[bucket] += trouble.throttled();
    retried[bucket] += trouble.retried();
  }

  /** A second of trouble begins before it, and in the same bucket: buckets are whole seconds. */
  private int bucketAt(long micros) {
    return Math.toIntExact(Math.floorDiv(micros, bucketMicros) - first);
  }

  /**
   * All buckets in the order of time, the empty ones among them.
   *
   * @param day UTC day on which the run's parent started
   */
  public List<TimelineBucket> buckets(String mapRunArn, LocalDate day) {
    carryTo(started.length - 1);
    List<TimelineBucket> buckets = new ArrayList<>(started.length);
    for (int i = 0; i < started.length; i++) {
      buckets.add(
          new TimelineBucket(
              day,
              mapRunArn,
              Micros.toInstant((first + i) * bucketMicros),
              Duration.of(bucketMicros, ChronoUnit.MICROS),
              started[i],
              ended[i],
              running[i],
              failed[i],
              throttled[i],
              retried[i]));
    }
    return buckets;
  }
}
