package io.fantail.span.invocation;

import io.fantail.event.LambdaRecord;
import io.fantail.span.LambdaInvocation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Puts invocations together, fed with the records of one log stream in the order of time. */
abstract class InvocationsOfRecords {
  /** Those that more records may belong to, by request id, in the order in which they began. */
  final Map<String, OpenInvocation> open = new LinkedHashMap<>();

  /** Those that nothing more can belong to. */
  final List<LambdaInvocation> finished = new ArrayList<>();

  /** Records that were there more than once. */
  long duplicates;

  /**
   * Takes the next record.
   *
   * @param isFresh whether it was read from the archive now: of these each copy is counted that is
   *     left out, and none for what the table has
   */
  abstract void add(LambdaRecord record, boolean isFresh);

  final void add(LambdaRecord record) {
    add(record, true);
  }

  /** Nothing more belongs to an invocation. */
  abstract void finish(OpenInvocation invocation);

  /** The invocations that nothing more can belong to; each is returned once. */
  final List<LambdaInvocation> takeFinished() {
    List<LambdaInvocation> taken = List.copyOf(finished);
    finished.clear();
    return taken;
  }

  /** All that is left, at the end of the stream. */
  final List<LambdaInvocation> takeRest() {
    open.values().forEach(this::finish);
    open.clear();
    return takeFinished();
  }

  /** Records that were there more than once, since the last call. */
  final long takeDuplicates() {
    long taken = duplicates;
    duplicates = 0;
    return taken;
  }
}
