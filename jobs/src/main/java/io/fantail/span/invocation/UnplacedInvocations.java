package io.fantail.span.invocation;

import io.fantail.event.LambdaRecord;
import io.fantail.event.LambdaRecordKind;

/**
 * Puts the invocations of records together whose log stream nobody knows: those of many sandboxes
 * may stand between each other, so what stands beside a record tells nothing of it. Only a request
 * id does; a record without one (init, a traceback, a bare print) belongs to no invocation.
 */
final class UnplacedInvocations extends InvocationsOfRecords {
  /** Records of one invocation lie close together; what comes later is joined by its request id. */
  private static final int MAX_OPEN = 4_096;

  @Override
  void add(LambdaRecord record, boolean isFresh) {
    String requestId = record.requestId();
    if (requestId == null) {
      return;
    }
    OpenInvocation invocation = open.computeIfAbsent(requestId, OpenInvocation::new);
    if (invocation.hasReport(record) && record.kind() == LambdaRecordKind.REPORT) {
      duplicates += isFresh ? 1 : 0;
      return;
    }
    boolean begins = record.kind() == LambdaRecordKind.START && invocation.isReported();
    boolean reportsAgain = record.kind() == LambdaRecordKind.REPORT && invocation.isReported();
    if (begins || reportsAgain) {
      finish(invocation);
      invocation = new OpenInvocation(requestId);
      open.put(requestId, invocation);
    }
    if (record.kind() == LambdaRecordKind.START) {
      invocation.start(record);
    } else {
      invocation.add(record);
    }
    if (open.size() > MAX_OPEN) {
      finish(open.remove(open.keySet().iterator().next()));
    }
  }

  @Override
  void finish(OpenInvocation invocation) {
    if (invocation.isInvocation()) {
      finished.add(invocation.toInvocation(StreamOrigin.UNKNOWN));
    }
  }
}
