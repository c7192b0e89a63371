package io.fantail.testing.workflow;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** An execution and where it truly stands. */
public final class TrueExecution {
  public final ExecutionRun run;
  public final MachineShape machine;

  /** What started it; null for what nobody of this world started. */
  public final @Nullable TrueExecution parent;

  /** Null for what is no child of a Distributed Map. */
  public final @Nullable String mapRunArn;

  /** The attempt that started it; null for a child of a Map Run. */
  public final @Nullable TrueSpan startedBy;

  public final TrueInput input;

  /** The X-Ray trace of all its calls; null where there is no such. */
  final @Nullable String xrayRoot;

  private long visibleUntil = Long.MAX_VALUE;

  TrueExecution(
      ExecutionRun run,
      MachineShape machine,
      @Nullable TrueExecution parent,
      @Nullable String mapRunArn,
      @Nullable TrueSpan startedBy,
      TrueInput input,
      @Nullable String xrayRoot) {
    this.run = run;
    this.machine = machine;
    this.parent = parent;
    this.mapRunArn = mapRunArn;
    this.startedBy = startedBy;
    this.input = input;
    this.xrayRoot = xrayRoot;
  }

  public String arn() {
    return run.arn;
  }

  /** It was stopped with its Map Run, and what it did after that was never there. */
  void stopAt(long millis) {
    visibleUntil = Math.min(visibleUntil, millis);
  }

  /** Whether it was under way when its Map Run ended. */
  public boolean wasStopped() {
    return events().size() < run.events.size();
  }

  /** A Map Run that was stopped had begun nothing later; nor has who was stopped. */
  public boolean neverWas() {
    return startedAt() > limit()
        || (parent != null && (startedAt() > parent.limit() || parent.neverWas()));
  }

  private long limit() {
    return mapRunArn == null || parent == null
        ? visibleUntil
        : Math.min(visibleUntil, parent.limit());
  }

  public long startedAt() {
    return run.events.get(0).atMillis();
  }

  public List<WrittenEvent> events() {
    long limit = limit();
    return run.events.stream().filter(event -> event.atMillis() <= limit).toList();
  }

  /** The execution above all. */
  public TrueExecution root() {
    return parent == null ? this : parent.root();
  }
}
