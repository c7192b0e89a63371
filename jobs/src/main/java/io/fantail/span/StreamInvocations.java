package io.fantail.span;

import io.fantail.event.LambdaRecord;
import io.fantail.event.LambdaRecordKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Puts the invocations of one log stream together, fed with its records in the order of time.
 * Records without a request id belong where they stand: init before the START that follows, lines
 * and failures to the invocation that runs. Lambda Managed Instances run several at once in one
 * stream, and log as JSON with request ids: there a line without one belongs to nobody, unless one
 * invocation runs alone.
 */
final class StreamInvocations implements InvocationsOfRecords {
  private final Map<String, OpenInvocation> open = new LinkedHashMap<>();
  private final Set<String> seenAtThisTime = new HashSet<>();
  private final List<LambdaInvocation> finished = new ArrayList<>();
  private @Nullable Instant thisTime;
  private @Nullable OpenInvocation running;
  private @Nullable OpenInvocation lastReported;
  private boolean severalAtOnce;
  private boolean sandboxIsNew;
  private @Nullable LambdaRecord initStart;
  private @Nullable LambdaRecord initReport;
  private @Nullable LambdaRecord initFailure;
  private StreamOrigin origin = StreamOrigin.UNKNOWN;
  private long duplicates;

  @Override
  public void add(LambdaRecord record) {
    if (isDuplicate(record)) {
      duplicates++;
      return;
    }
    origin = origin.with(record);
    switch (record.kind()) {
      case INIT_START -> {
        sandboxIsNew = true;
        initStart = record;
        initReport = null;
        initFailure = null;
      }
      case INIT_REPORT -> {
        // A second init runs within the invocation, and is part of its duration.
        initReport = sandboxIsNew && initReport != null ? initReport : record;
        sandboxIsNew = true;
      }
      case START -> start(record);
      case APPLICATION, PLATFORM -> addLine(record);
      case FAILURE, END, REPORT -> addToInvocation(record);
      case XRAY -> {
        if (lastReported != null) {
          lastReported.add(record);
        }
      }
    }
  }

  @Override
  public List<LambdaInvocation> takeFinished() {
    List<LambdaInvocation> taken = List.copyOf(finished);
    finished.clear();
    return taken;
  }

  @Override
  public List<LambdaInvocation> takeRest() {
    open.values().forEach(invocation -> finished.add(invocation.toInvocation(origin)));
    open.clear();
    return takeFinished();
  }

  @Override
  public long takeDuplicates() {
    long taken = duplicates;
    duplicates = 0;
    return taken;
  }

  /**
   * Copies of a record have its time: containers deliver at least once, and people archive twice.
   */
  private boolean isDuplicate(LambdaRecord record) {
    if (!record.at().equals(thisTime)) {
      thisTime = record.at();
      seenAtThisTime.clear();
    }
    String identity = identityOf(record);
    return identity != null && !seenAtThisTime.add(identity);
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
    open.values().removeIf(this::finishWhenReported);
    OpenInvocation before = open.get(record.requestId());
    if (before != null && before.hasStarted()) {
      finished.add(before.toInvocation(origin));
      open.remove(record.requestId());
    }
    running = openOf(record.requestId());
    running.start(record);
    lastReported = null;
  }

  /** A new sandbox belongs to the first invocation in it, also when its START is missing. */
  private OpenInvocation openOf(String requestId) {
    OpenInvocation known = open.get(requestId);
    if (known != null) {
      return known;
    }
    OpenInvocation invocation = new OpenInvocation(requestId);
    open.put(requestId, invocation);
    if (sandboxIsNew) {
      invocation.begunBy(initStart, initReport, initFailure);
    }
    sandboxIsNew = false;
    initStart = null;
    initReport = null;
    initFailure = null;
    return invocation;
  }

  private boolean finishWhenReported(OpenInvocation invocation) {
    if (!invocation.isReported()) {
      return false;
    }
    finished.add(invocation.toInvocation(origin));
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
    OpenInvocation invocation =
        record.requestId() == null ? runningAlone() : openOf(record.requestId());
    if (invocation == null) {
      boolean ofInit = record.kind() == LambdaRecordKind.FAILURE && sandboxIsNew;
      initFailure = ofInit ? record : initFailure;
      return;
    }
    boolean ends =
        record.kind() == LambdaRecordKind.END || record.kind() == LambdaRecordKind.REPORT;
    severalAtOnce |= ends && isBesideRunning(invocation, record.at());
    invocation.add(record);
    if (ends && invocation == running) {
      running = null;
    }
    lastReported = record.kind() == LambdaRecordKind.REPORT ? invocation : lastReported;
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
