package io.fantail.span;

import io.fantail.event.LambdaRecord;
import java.util.List;

/** Puts invocations together, fed with the records of one log stream in the order of time. */
interface InvocationsOfRecords {
  /** For the records of a stream; those whose stream nobody knows stand in no order. */
  static InvocationsOfRecords startingWith(LambdaRecord first) {
    return first.logStream() == null && first.unnamedStream() == null
        ? new UnplacedInvocations()
        : new StreamInvocations();
  }

  /** Takes the next record. */
  void add(LambdaRecord record);

  /** The invocations that nothing more can belong to; each is returned once. */
  List<LambdaInvocation> takeFinished();

  /** All that is left, at the end of the stream. */
  List<LambdaInvocation> takeRest();

  /** Records that were there more than once, since the last call. */
  long takeDuplicates();
}
