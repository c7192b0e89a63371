package io.fantail.testing.workflow;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fantail.span.SpanKind;
import io.fantail.span.SpanStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One execution on its clock, with the events it writes and the tree that is true of them. */
public final class ExecutionRun implements Flow.Owner {
  private static final int MANY_EVENTS = 120;
  private static final int MAX_LOOPS = 4;
  private static final int MAX_REDRIVE_GAP = 400_000;

  public final String arn;
  public final List<WrittenEvent> events = new ArrayList<>();
  public final List<Terminal> terminals = new ArrayList<>();
  public final TrueSpan root;

  final Random random;
  final Surroundings around;

  /** Of siblings of what failed; recorded for Tasks, in the API's model for the others. */
  final boolean writesAborts;

  final boolean writesAllAborts;
  final boolean exitsFromMapRun;

  private record Step(long at, long number, int generation, Runnable action) {}

  private final PriorityQueue<Step> agenda =
      new PriorityQueue<>(Comparator.comparingLong(Step::at).thenComparingLong(Step::number));
  private final Flow flow;
  private final boolean redrivable;
  private final Restlessness restlessness;
  private long now;
  private long steps;
  private int generation;
  private int redriveCount;
  private int loops;
  private boolean ending;
  private @Nullable WrittenEvent redriven;

  /**
   * Runs to its end.
   *
   * @param stopAt when somebody stops it, in epoch milliseconds; beyond all times for nobody
   * @param redrivable Express executions are not, nor are those that a Map Run redrives
   * @param input as its first event shows it; null where nobody looks at it
   */
  public ExecutionRun(
      String arn,
      String machineName,
      MachineShape machine,
      Random random,
      Surroundings around,
      long startAt,
      long stopAt,
      boolean redrivable,
      @Nullable String input,
      Consumer<ExecutionRun> atStart) {
    this.arn = arn;
    this.random = random;
    this.around = around;
    this.now = startAt;
    this.redrivable = redrivable;
    this.writesAborts = chance(70);
    this.writesAllAborts = writesAborts && chance(50);
    this.exitsFromMapRun = chance(50);
    this.restlessness = Restlessness.any(random);
    ObjectNode begun = details().put("roleArn", "arn:aws:iam::1:role/r");
    WrittenEvent started =
        emit("ExecutionStarted", 0, input == null ? begun : begun.put("input", input));
    this.root = new TrueSpan(SpanKind.EXECUTION, machineName, null, started);
    this.flow = new Flow(this, this, machine.states(), 0);
    atStart.accept(this);
    flow.start(null);
    if (stopAt < Long.MAX_VALUE) {
      String type = chance(60) ? "ExecutionAborted" : "ExecutionTimedOut";
      later(Math.max(0, stopAt - now), () -> stop(type));
    }
    work();
  }

  private void work() {
    Step step = agenda.poll();
    while (step != null) {
      if (step.generation == generation) {
        now = step.at;
        step.action.run();
      }
      step = agenda.poll();
    }
  }

  public Instant startedAt() {
    return Instant.ofEpochMilli(events.get(0).atMillis());
  }

  void later(long delay, Runnable action) {
    agenda.add(new Step(now + delay, steps++, generation, action));
  }

  WrittenEvent emit(String type, long previousId, @Nullable ObjectNode details) {
    ObjectNode kept = details == null || details.isEmpty() ? null : details;
    WrittenEvent event =
        new WrittenEvent(events.size() + 1L, previousId, now, type, kept, redriveCount);
    events.add(event);
    return event;
  }

  WrittenEvent event(long id) {
    return events.get((int) id - 1);
  }

  WrittenEvent last() {
    return events.get(events.size() - 1);
  }

  long now() {
    return now;
  }

  boolean isRedrivable() {
    return redrivable;
  }

  int redrives() {
    return redriveCount;
  }

  boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }

  /** Many events share one millisecond. */
  long tick() {
    return restlessness.tick(random);
  }

  boolean mayLoop() {
    return loops++ < MAX_LOOPS && events.size() < MANY_EVENTS && chance(50);
  }

  int items() {
    return random.nextInt(events.size() < MANY_EVENTS ? 5 : 2);
  }

  ObjectNode details() {
    return JsonNodeFactory.instance.objectNode();
  }

  ObjectNode named(String name, String payload) {
    return details().put("name", name).put(payload, "{}");
  }

  ObjectNode output(ObjectNode details, @Nullable String output) {
    return output == null ? details : details.put("output", output);
  }

  ObjectNode failure(@Nullable String error, @Nullable String cause) {
    ObjectNode details = details();
    if (error != null) {
      details.put("error", error);
    }
    if (cause != null) {
      details.put("cause", cause);
    }
    return details;
  }

  /** After a redrive something goes on in the span: it and all around it had not ended. */
  void reopenInside(TrueSpan span, WrittenEvent event) {
    for (TrueSpan above = span; above != null && redriven != null; above = above.parent) {
      if (!above.isOpen()) {
        above.reopen(redriven.id(), event.id());
      }
    }
  }

  @Override
  public TrueSpan spanOf(Flow ignored, WrittenEvent entered) {
    return root;
  }

  @Override
  public void succeeded(Flow ignored, WrittenEvent last) {
    later(
        tick(),
        () -> end(emit("ExecutionSucceeded", last.id(), details().put("output", "{}")), null));
  }

  @Override
  public void failed(Flow ignored, Failure failure) {
    if (ending) {
      return;
    }
    ending = true;
    later(
        tick(),
        () ->
            end(
                emit(
                    "ExecutionFailed",
                    failure.event().id(),
                    failure(failure.error(), failure.cause())),
                failure));
  }

  /** Recorded: it hangs on nothing. */
  private void stop(String type) {
    boolean timedOut = type.equals("ExecutionTimedOut");
    end(emit(type, 0, failure(timedOut ? "States.Timeout" : null, null)), null);
  }

  private void end(WrittenEvent event, @Nullable Failure failure) {
    generation++;
    ending = false;
    flow.stop();
    Stops.endUntold(root, event);
    WrittenEvent from = failure == null ? event : failure.event();
    for (Ending ending : Stops.endInside(root, failure, from, now)) {
      ending.knownBy = event.id();
    }
    boolean timedOut = event.type().equals("ExecutionTimedOut");
    if (timedOut) {
      root.children.stream()
          .map(child -> child.endings.get(child.endings.size() - 1))
          .filter(last -> last.knownBy == event.id())
          .forEach(last -> last.statuses.add(SpanStatus.ERROR));
    }
    String error = failure == null ? timedOut ? "States.Timeout" : null : failure.error();
    root.end(event, statusOf(event.type()), error);
    root.error = error;
    terminals.add(
        new Terminal(event, timedOut ? root : failure == null ? null : failure.origin(), error));
    boolean failed = !event.type().equals("ExecutionSucceeded");
    if (failed && redrivable && redriveCount < 2 && chance(40)) {
      later(1 + random.nextInt(MAX_REDRIVE_GAP), () -> redrive(event));
    }
  }

  private static SpanStatus statusOf(String type) {
    return switch (type) {
      case "ExecutionSucceeded" -> SpanStatus.OK;
      case "ExecutionAborted" -> SpanStatus.ABORTED;
      default -> SpanStatus.ERROR;
    };
  }

  private void redrive(WrittenEvent ended) {
    redriveCount++;
    WrittenEvent event =
        emit("ExecutionRedriven", ended.id(), details().put("redriveCount", redriveCount));
    redriven = event;
    reopenStopped(root, ended, event);
    flow.redrive();
  }

  /** What the end had ended goes on, but for attempts: others follow them. */
  private static void reopenStopped(TrueSpan span, WrittenEvent ended, WrittenEvent redriven) {
    Ending last = span.endings.isEmpty() ? null : span.endings.get(span.endings.size() - 1);
    if (last != null
        && last.knownBy == ended.id()
        && !last.untold
        && span.goesOn
        && span.kind != SpanKind.ATTEMPT) {
      span.reopen(redriven.id(), redriven.id());
    }
    span.children.forEach(child -> reopenStopped(child, ended, redriven));
  }
}
