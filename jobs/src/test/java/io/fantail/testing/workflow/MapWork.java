package io.fantail.testing.workflow;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fantail.span.SpanKind;
import io.fantail.span.SpanStatus;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An inline Map. */
final class MapWork extends ContainerWork {
  private final Set<Flow> completed = new HashSet<>();
  private int items = -1;
  private @Nullable WrittenEvent started;

  MapWork(StateRun state) {
    super(state);
  }

  @Override
  void startFlows(WrittenEvent from) {
    items = items < 0 ? run.items() : items;
    WrittenEvent started =
        run.emit("MapStateStarted", from.id(), run.details().put("length", items));
    run.reopenInside(state.span, started);
    this.started = started;
    completed.clear();
    if (run.chance(2) && !state.isDirectlyInItsLike()) {
      state.flow.later(run.tick(), () -> state.failAtRuntime(started));
      return;
    } else if (items == 0) {
      finish(started);
    }
    for (int i = 0; i < Math.min(items, state.shape.maxConcurrency()); i++) {
      startIteration(started);
    }
  }

  private void startIteration(WrittenEvent from) {
    int index = flows.size();
    Flow iteration = new Flow(run, this, state.shape.inner().get(0), index);
    flows.add(iteration);
    begin(iteration, index, from);
  }

  private void begin(Flow iteration, int index, WrittenEvent from) {
    state.flow.later(
        run.tick(),
        () -> {
          if (isFailing()) {
            return;
          }
          WrittenEvent begun = run.emit("MapIterationStarted", from.id(), named(index));
          run.reopenInside(state.span, begun);
          TrueSpan span =
              new TrueSpan(
                  SpanKind.ITERATION, state.shape.name() + "[" + index + "]", state.span, begun);
          span.iteration = index;
          iteration.span = span;
          iteration.start(begun);
        });
  }

  private ObjectNode named(int index) {
    return run.details().put("name", state.shape.name()).put("index", index);
  }

  @Override
  public TrueSpan spanOf(Flow flow, WrittenEvent entered) {
    return Objects.requireNonNull(flow.span);
  }

  /** Recorded: the next iteration hangs on the last Exited of the one that made room for it. */
  @Override
  public void succeeded(Flow flow, WrittenEvent last) {
    // Whether a redrive writes an end that the stop came before is not recorded.
    state.flow.later(
        run.isRedrivable() ? 0 : run.tick(),
        () -> {
          if (isStopped()) {
            return;
          }
          WrittenEvent succeeded = run.emit("MapIterationSucceeded", last.id(), named(flow.index));
          TrueSpan span = Objects.requireNonNull(flow.span);
          run.reopenInside(span, succeeded);
          span.end(succeeded, SpanStatus.OK, null);
          completed.add(flow);
          if (isFailing()) {
            return;
          }
          if (flows.size() < items) {
            startIteration(last);
          } else if (isDone()) {
            finish(succeeded);
          }
        });
  }

  @Override
  boolean isDone() {
    return completed.containsAll(flows);
  }

  /** Recorded: everything hangs on the one event that failed. */
  @Override
  void endFlows(Flow failed, Failure why) {
    WrittenEvent event = run.emit("MapIterationFailed", why.event().id(), named(failed.index));
    Objects.requireNonNull(failed.span).end(event, SpanStatus.ERROR, null);
    flows.forEach(flow -> flow.writeAborts(why.event()));
    List<Flow> others = new ArrayList<>(flows);
    Collections.shuffle(others, run.random);
    for (Flow other : others) {
      if (other.span != null && other.span.isOpen()) {
        WrittenEvent aborted =
            run.emit("MapIterationAborted", why.event().id(), named(other.index));
        other.span.end(aborted, SpanStatus.ABORTED, null);
      }
    }
  }

  @Override
  void redriveFlows() {
    WrittenEvent from = Objects.requireNonNull(started);
    for (Flow flow : List.copyOf(flows)) {
      if (flow.span == null) {
        begin(flow, flow.index, from);
      } else if (flow.done && !completed.contains(flow)) {
        succeeded(flow, Objects.requireNonNull(flow.lastExit));
      } else {
        flow.redrive();
      }
    }
  }
}
