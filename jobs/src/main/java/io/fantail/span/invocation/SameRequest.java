package io.fantail.span.invocation;

import io.fantail.span.LambdaInvocation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The invocations of one request id: parts of one run that stood in different objects are joined,
 * and the runs, which are retries of an asynchronous invocation, numbered in the order of time.
 */
final class SameRequest {
  private static final Comparator<LambdaInvocation> BY_TIME =
      Comparator.comparing(SameRequest::timeOf, Comparator.nullsFirst(Comparator.naturalOrder()))
          .thenComparing(
              LambdaInvocation::logStream, Comparator.nullsFirst(Comparator.naturalOrder()))
          .thenComparing(run -> run.status().name());

  private SameRequest() {}

  /**
   * The runs in the order of time.
   *
   * @param seen in all objects and in the table, in any order; a run may be there more than once
   */
  static List<LambdaInvocation> runs(List<LambdaInvocation> seen) {
    List<LambdaInvocation> sorted = new ArrayList<>(seen);
    sorted.sort(BY_TIME);
    List<LambdaInvocation> runs = new ArrayList<>();
    for (LambdaInvocation next : sorted) {
      LambdaInvocation last = runs.isEmpty() ? null : runs.get(runs.size() - 1);
      if (last != null && last.isSameRunAs(next)) {
        runs.set(runs.size() - 1, last.mergedWith(next));
      } else {
        runs.add(next.withAttempt(runs.size() + 1));
      }
    }
    return runs;
  }

  private static @Nullable Instant timeOf(LambdaInvocation invocation) {
    return invocation.startedAt() == null ? invocation.endedAt() : invocation.startedAt();
  }
}
