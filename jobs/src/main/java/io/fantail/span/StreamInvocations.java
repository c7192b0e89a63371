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
 * and failures to the invocation that runs.
 */
final class StreamInvocations implements InvocationsOfRecords {
  private final Map<String, OpenInvocation> open = new LinkedHashMap<>();
  private final Set<String> seenAtThisTime = new HashSet<>();
  private final List<LambdaInvocation> finished = new ArrayList<>();
  private @Nullable Instant thisTime;
  private @Nullable OpenInvocation running;
  private boolean sandboxIsNew;
  private @Nullable LambdaRecord initReport;
  private @Nullable String functionName;
  private long duplicates;

  @Override
  public void add(LambdaRecord record) {
    if (isDuplicate(record)) {
      duplicates++;
      return;
    }
    functionName = record.functionName() == null ? functionName : record.functionName();
    switch (record.kind()) {
      case INIT_START -> {
        sandboxIsNew = true;
        initReport = null;
      }
      case INIT_REPORT -> {
        sandboxIsNew = true;
        initReport = record;
      }
      case START -> start(record);
      case APPLICATION, FAILURE, END, REPORT -> addToInvocation(record);
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
    open.values().forEach(invocation -> finished.add(invocation.toInvocation(functionName)));
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
      finished.add(before.toInvocation(functionName));
      open.remove(record.requestId());
    }
    running = openOf(record.requestId());
    running.start(record);
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
      invocation.begunBy(initReport);
    }
    sandboxIsNew = false;
    initReport = null;
    return invocation;
  }

  private boolean finishWhenReported(OpenInvocation invocation) {
    if (!invocation.isReported()) {
      return false;
    }
    finished.add(invocation.toInvocation(functionName));
    return true;
  }

  private void addToInvocation(LambdaRecord record) {
    String requestId = record.kind() == LambdaRecordKind.APPLICATION ? null : record.requestId();
    OpenInvocation invocation = requestId == null ? running : openOf(requestId);
    if (invocation == null) {
      return;
    }
    invocation.add(record);
    boolean ends =
        record.kind() == LambdaRecordKind.END || record.kind() == LambdaRecordKind.REPORT;
    if (ends && invocation == running) {
      running = null;
    }
  }
}
