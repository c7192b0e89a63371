package io.fantail.span.invocation;

import io.fantail.event.LambdaRecord;
import io.fantail.span.LambdaInvocation;
import java.util.List;

/** Puts invocations together, fed with the records of one log stream in the order of time. */
interface InvocationsOfRecords {
  /** Takes the next record. */
  void add(LambdaRecord record);

  /** The invocations that nothing more can belong to; each is returned once. */
  List<LambdaInvocation> takeFinished();

  /** All that is left, at the end of the stream. */
  List<LambdaInvocation> takeRest();

  /** Records that were there more than once, since the last call. */
  long takeDuplicates();
}
