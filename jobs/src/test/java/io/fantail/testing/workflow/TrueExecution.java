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

  private long visibleUntil = Long.MAX_VALUE;

  TrueExecution(
      ExecutionRun run,
      MachineShape machine,
      @Nullable TrueExecution parent,
      @Nullable String mapRunArn,
      @Nullable TrueSpan startedBy) {
    this.run = run;
    this.machine = machine;
    this.parent = parent;
    this.mapRunArn = mapRunArn;
    this.startedBy = startedBy;
  }

  public String arn() {
    return run.arn;
  }

  /** It was stopped with its Map Run, and what it did after that was never there. */
  void stopAt(long millis) {
    visibleUntil = Math.min(visibleUntil, millis);
  }

  public boolean neverWas() {
    return run.events.get(0).atMillis() > visibleUntil || (parent != null && parent.neverWas());
  }

  public List<WrittenEvent> events() {
    return run.events.stream().filter(event -> event.atMillis() <= visibleUntil).toList();
  }

  /** The execution above all. */
  public TrueExecution root() {
    return parent == null ? this : parent.root();
  }
}
