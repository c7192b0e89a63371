package io.fantail.look.stored;

import io.fantail.shape.Fields;
import io.fantail.span.ExecutionStatus;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The children of a Map Run to which the same happened.
 *
 * @param error that ended them; null where they ended well, or nothing names it
 * @param isOtherErrors whether these are children of several errors, each of which few had
 * @param isRetried whether attempts in them were retried
 * @param isThrottled whether attempts in them were throttled
 * @param isRedriven whether they were redriven
 * @param count how many they are
 * @param p50Ms exact percentiles of their active times, with linear interpolation between closest
 *     ranks; null where none ended
 * @param retries in them, all together
 * @param histogram how many ended of each length, see {@link LengthScale}; null where none ended
 * @param slowest the one with the longest active time; where none ended one of them
 * @param first the one that started first
 */
public record ChildGroup(
    ExecutionStatus status,
    @Nullable String error,
    boolean isOtherErrors,
    boolean isRetried,
    boolean isThrottled,
    boolean isRedriven,
    long count,
    @Nullable Double p50Ms,
    @Nullable Double p99Ms,
    @Nullable Double maxMs,
    long retries,
    List<Long> histogram,
    ChildExample slowest,
    ChildExample first) {
  private static final ExecutionStatus[] STATUSES = ExecutionStatus.values();

  /** The fields, by the names that {@link MapRunChildren} gives the columns of its query. */
  public static ChildGroup shape(Fields<ChildGroup> fields) {
    return new ChildGroup(
        fields.column("status", "").constant(STATUSES, ChildGroup::status),
        fields.textOrNull("error", "", ChildGroup::error),
        fields.flag("is_other_errors", "", ChildGroup::isOtherErrors),
        fields.flag("is_retried", "", ChildGroup::isRetried),
        fields.flag("is_throttled", "", ChildGroup::isThrottled),
        fields.flag("is_redriven", "", ChildGroup::isRedriven),
        fields.whole("children", "", ChildGroup::count),
        fields.numberOrNull("p50_ms", "", ChildGroup::p50Ms),
        fields.numberOrNull("p99_ms", "", ChildGroup::p99Ms),
        fields.numberOrNull("max_ms", "", ChildGroup::maxMs),
        fields.whole("retries", "", ChildGroup::retries),
        listOf(fields.column("histogram", "").wholeList(ChildGroup::counts)),
        fields.record(ChildGroup::slowest, example -> ChildExample.shape("slowest_", example)),
        fields.record(ChildGroup::first, example -> ChildExample.shape("first_", example)));
  }

  private long[] counts() {
    return histogram.stream().mapToLong(Long::longValue).toArray();
  }

  private static List<Long> listOf(long @Nullable [] counts) {
    return counts == null ? List.of() : Arrays.stream(counts).boxed().toList();
  }

  /** Whether the children did not succeed, though they ended. */
  public boolean isUnsuccessful() {
    return status != ExecutionStatus.SUCCEEDED && status != ExecutionStatus.RUNNING;
  }

  /** The groups for people: those that ended well first, each kind by how many it is of. */
  public static List<ChildGroup> inOrder(List<ChildGroup> groups) {
    return groups.stream()
        .sorted(
            Comparator.comparing(ChildGroup::isUnsuccessful)
                .thenComparing(Comparator.comparing(ChildGroup::count).reversed())
                .thenComparing(group -> group.first().executionArn()))
        .toList();
  }
}
