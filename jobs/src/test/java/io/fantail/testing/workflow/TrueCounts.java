package io.fantail.testing.workflow;

import java.util.List;

/**
 * What {@code DescribeMapRun} counts of children that each took one item; those that the end of
 * their Map Run stopped count as aborted, though their own events never say it.
 */
public record TrueCounts(int pending, int succeeded, int failed, int timedOut, int aborted) {
  static TrueCounts of(List<TrueExecution> children, int pending) {
    return new TrueCounts(
        pending,
        endingIn(children, "ExecutionSucceeded"),
        endingIn(children, "ExecutionFailed"),
        endingIn(children, "ExecutionTimedOut"),
        (int) children.stream().filter(TrueCounts::isAborted).count());
  }

  private static int endingIn(List<TrueExecution> children, String type) {
    return (int) children.stream().filter(child -> lastOf(child).equals(type)).count();
  }

  private static boolean isAborted(TrueExecution child) {
    return lastOf(child).equals("ExecutionAborted") || child.wasStopped();
  }

  private static String lastOf(TrueExecution child) {
    List<WrittenEvent> events = child.events();
    return child.wasStopped() ? "" : events.get(events.size() - 1).type();
  }

  public int total() {
    return pending + succeeded + failed + timedOut + aborted;
  }
}
