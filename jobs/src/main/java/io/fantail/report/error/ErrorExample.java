package io.fantail.report.error;

import io.fantail.report.subject.ReportedSpan;
import io.fantail.shape.Fields;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * An execution in which a failure of one kind occurred, and the span of its first occurrence there.
 */
record ErrorExample(Instant seenAt, String spanId, String executionArn) {
  private static final int MOST = 5;
  private static final Comparator<ErrorExample> FIRST =
      Comparator.comparing(ErrorExample::seenAt)
          .thenComparing(ErrorExample::spanId)
          .thenComparing(ErrorExample::executionArn);

  static ErrorExample of(ReportedSpan failed) {
    return new ErrorExample(
        failed.lastSeenAt(), failed.spanId(), failed.execution().executionArn());
  }

  static ErrorExample shape(Fields<ErrorExample> fields) {
    return new ErrorExample(
        fields.time(ErrorExample::seenAt),
        fields.text(ErrorExample::spanId),
        fields.text(ErrorExample::executionArn));
  }

  /** The earliest of both, in their order, of each execution one: five at most. */
  static List<ErrorExample> earliestOf(List<ErrorExample> some, List<ErrorExample> others) {
    if (some.size() == MOST && FIRST.compare(some.get(MOST - 1), others.get(0)) <= 0) {
      return some;
    }
    List<ErrorExample> earliest = new ArrayList<>(MOST);
    int next = 0;
    int nextOther = 0;
    while (earliest.size() < MOST && (next < some.size() || nextOther < others.size())) {
      boolean other =
          next == some.size()
              || (nextOther < others.size()
                  && FIRST.compare(others.get(nextOther), some.get(next)) < 0);
      ErrorExample example = other ? others.get(nextOther++) : some.get(next++);
      if (earliest.stream().noneMatch(one -> one.executionArn.equals(example.executionArn))) {
        earliest.add(example);
      }
    }
    return List.copyOf(earliest);
  }
}
