package io.fantail.span.invocation;

import io.fantail.event.LambdaRecord;
import io.fantail.event.LambdaRecordKind;
import io.fantail.span.SandboxInit;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Puts the invocations of one log stream together, fed with its records in the order of time.
 * Records without a request id belong where they stand: init before the START that follows, lines
 * and failures to the invocation that runs. Lambda Managed Instances run several at once in one
 * stream, and log as JSON with request ids: there a line without one belongs to nobody, unless one
 * invocation runs alone.
 */
final class StreamInvocations extends InvocationsOfRecords {
  private final Set<String> seenAtThisTime = new HashSet<>();
  private final Set<String> freshAtThisTime = new HashSet<>();
  private @Nullable Instant thisTime;
  private @Nullable OpenInvocation running;
  private @Nullable OpenInvocation lastReported;
  private boolean severalAtOnce;
  private SandboxInit init = SandboxInit.NONE;
  private boolean sawInvocation;

  /** What failed the invocation that ran when the records begin: it ends without a START. */
  private @Nullable LambdaRecord failureBeforeAll;

  private StreamOrigin origin = StreamOrigin.UNKNOWN;

  @Override
  void add(LambdaRecord record, boolean isFresh) {
    if (isDuplicate(record, isFresh)) {
      return;
    }
    origin = origin.with(record);
    switch (record.kind()) {
      case INIT_START, INIT_START_IN_ADVANCE -> init = SandboxInit.startedBy(record);
      case INIT_REPORT -> init = init.reportedBy(record);
      case START -> start(record);
      case APPLICATION, PLATFORM -> addLine(record);
      case FAILURE, FAILURE_IF_LAST, END, REPORT -> addToInvocation(record);
      case XRAY -> {
        if (lastReported != null) {
          lastReported.add(record);
        }
      }
    }
  }

  /**
   * Copies of a record have its time: containers deliver at least once, and people archive twice.
   */
  private boolean isDuplicate(LambdaRecord record, boolean isFresh) {
    if (!record.at().equals(thisTime)) {
      thisTime = record.at();
      seenAtThisTime.clear();
      freshAtThisTime.clear();
    }
    String identity = identityOf(record);
    if (identity == null) {
      return false;
    }
    if (isFresh && !freshAtThisTime.add(identity)) {
      duplicates++;
    }
    return !seenAtThisTime.add(identity);
  }

  private static @Nullable String identityOf(LambdaRecord record) {
    boolean platform =
        record.kind() == LambdaRecordKind.START
            || record.kind() == LambdaRecordKind.END
            || record.kind() == LambdaRecordKind.REPORT;
    return platform && record.requestId() != null
        ? record.kind() + record.requestId()
        : record.eventId();
  }

  private void start(LambdaRecord record) {
    if (record.requestId() == null) {
      return;
    }
    open.values().removeIf(invocation -> finishWhenReported(invocation, record.at()));
    OpenInvocation before = open.get(record.requestId());
    if (before != null && before.hasStarted()) {
      if (PrintedInvocations.isOwnStart(before, record.at())) {
        before.addPrinted(1);
        return;
      }
      finish(before);
      open.remove(record.requestId());
    }
    running = openOf(record);
    failureBeforeAll = null;
    running.start(record);
    lastReported = null;
  }

  @Override
  void finish(OpenInvocation invocation) {
    if (!invocation.isDoubtful()) {
      finished.add(invocation.toInvocation(origin));
    }
  }

  /** A new sandbox belongs to the first invocation in it, also when its START is missing. */
  private OpenInvocation openOf(LambdaRecord record) {
    String requestId = Objects.requireNonNull(record.requestId());
    OpenInvocation known = open.get(requestId);
    if (known != null) {
      return known;
    }
    OpenInvocation invocation = new OpenInvocation(requestId);
    open.put(requestId, invocation);
    sawInvocation = true;
    if (running != null && PrintedInvocations.runsAt(running, record.at())) {
      invocation.foundWithin(running);
    }
    invocation.begunBy(init);
    init = SandboxInit.NONE;
    return invocation;
  }

  private boolean finishWhenReported(OpenInvocation invocation, Instant now) {
    if (!invocation.isReported() || PrintedInvocations.isOpenQuestion(invocation, now)) {
      return false;
    }
    finish(invocation);
    return true;
  }

  /** A line that names an invocation which is not open is a late one, and begins none. */
  private void addLine(LambdaRecord record) {
    OpenInvocation invocation =
        record.requestId() == null ? runningAlone() : open.get(record.requestId());
    if (invocation != null) {
      invocation.add(record);
    }
  }

  private void addToInvocation(LambdaRecord record) {
    OpenInvocation invocation = record.requestId() == null ? runningAlone() : openOf(record);
    if (invocation == null) {
      keepFailure(record);
      return;
    }
    if (failureBeforeAll != null && !invocation.hasStarted()) {
      invocation.add(failureBeforeAll);
    }
    failureBeforeAll = null;
    boolean ends =
        record.kind() == LambdaRecordKind.END || record.kind() == LambdaRecordKind.REPORT;
    severalAtOnce |=
        record.kind() == LambdaRecordKind.REPORT && isBesideRunning(invocation, record.at());
    if (record.kind() == LambdaRecordKind.END && !invocation.hasEnded()) {
      leaveOutWhatItPrinted(invocation, record.at());
    }
    invocation.add(record);
    if (ends && invocation == running) {
      OpenInvocation outer = invocation.within();
      running = PrintedInvocations.runsAt(outer, record.at()) ? outer : null;
    }
    lastReported = record.kind() == LambdaRecordKind.REPORT ? invocation : lastReported;
  }

  private void leaveOutWhatItPrinted(OpenInvocation ending, Instant at) {
    for (OpenInvocation printed : PrintedInvocations.printedBy(ending, at, open.values())) {
      if (printed.hasStarted() && !printed.hasEnded()) {
        printed.doubt();
      } else {
        open.values().remove(printed);
        ending.addPrinted(printed.records());
      }
      running = printed == running ? ending : running;
    }
  }

  /** Keeps a failure of init, or of what ran when the records begin; any other is nobody's. */
  private void keepFailure(LambdaRecord failure) {
    boolean isFailure = failure.kind() == LambdaRecordKind.FAILURE;
    if (isFailure && init.isKnown()) {
      init = init.failedBy(failure);
    } else if (isFailure && !sawInvocation) {
      failureBeforeAll = failure;
    }
  }

  /** Of an end whose millisecond is that of the next START, no order is known. */
  private boolean isBesideRunning(OpenInvocation ending, Instant at) {
    return running != null
        && running != ending
        && !ending.hasEnded()
        && ending.startedBefore(at)
        && running.startedBefore(at);
  }

  /** What a record without a request id belongs to. */
  private @Nullable OpenInvocation runningAlone() {
    if (!severalAtOnce) {
      return running;
    }
    List<OpenInvocation> unended =
        open.values().stream().filter(invocation -> !invocation.hasEnded()).toList();
    return unended.size() == 1 ? unended.get(0) : null;
  }
}
