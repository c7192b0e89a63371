package io.fantail.sample.workflow;

import io.fantail.sample.model.ModelAttempt;
import io.fantail.sample.model.ModelEvent;
import io.fantail.sample.model.ModelEvent.Detail;
import io.fantail.sample.model.ModelExecution;
import io.fantail.sample.model.ModelExecution.Status;
import io.fantail.sample.model.ModelState;
import io.fantail.sample.options.Plant;
import io.fantail.sample.world.ExecutionName;
import io.fantail.sample.world.World;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes down an execution while its script runs: ids, causes, states and attempts. Whatever would
 * happen after the cutoff does not happen; the execution then ends at the cutoff, with its state
 * and attempt left open.
 */
public final class ExecutionRecorder {
  private static final String TIMEOUT_ERROR = "States.Timeout";

  private final ExecutionName name;
  private final long cutoffAt;
  private final Status cutoffStatus;
  private final List<ModelEvent> events = new ArrayList<>(16);
  private final List<ModelState> states = new ArrayList<>(4);
  private final List<ModelAttempt> attempts = new ArrayList<>(4);
  private final Map<Plant, String> causes = new EnumMap<>(Plant.class);
  private boolean cut;
  private Status status = Status.RUNNING;
  private @Nullable String error;
  private @Nullable String cause;
  private int handedOut;

  /**
   * @param cutoffAt epoch milliseconds after which nothing is recorded
   * @param cutoffStatus how the execution ends then: TIMED_OUT or ABORTED
   */
  public ExecutionRecorder(ExecutionName name, long cutoffAt, Status cutoffStatus) {
    this.name = name;
    this.cutoffAt = cutoffAt;
    this.cutoffStatus = cutoffStatus;
  }

  /** A recorder of an execution that nothing cuts short. */
  public static ExecutionRecorder unlimited(ExecutionName name) {
    return new ExecutionRecorder(name, Long.MAX_VALUE, Status.ABORTED);
  }

  public ExecutionName name() {
    return name;
  }

  /** Epoch milliseconds after which nothing is recorded. */
  long cutoffAt() {
    return cutoffAt;
  }

  /** Whether the script has run past the cutoff. */
  boolean cut() {
    return cut;
  }

  public void started(long at, String input) {
    Detail role = Detail.text("roleArn", World.roleArn(name.stateMachine()));
    record(at, "ExecutionStarted", Detail.text("input", input), role);
  }

  /** Enters a state; {@code type} is AWS's, for example {@code TaskState}. */
  public void entered(long at, String type, String state, String input) {
    // The first state names no cause, although ExecutionStarted is event 1.
    int previousId = events.size() == 1 ? 0 : events.size();
    Detail data = Detail.text("input", input);
    if (record(at, previousId, type + "Entered", List.of(data, Detail.text("name", state)))) {
      states.add(ModelState.entered(state, at));
    }
  }

  public void exited(long at, String type, String output) {
    exited(at, type, output, events.size());
  }

  /** Exits the state entered last, naming the cause, which for a Map is not the event before. */
  public void exited(long at, String type, String output, int previousId) {
    ModelState open = states.get(states.size() - 1);
    List<Detail> details = List.of(Detail.text("name", open.name()), Detail.text("output", output));
    if (record(at, previousId, type + "Exited", details)) {
      end(open, at, true);
    }
  }

  /** A Map says when it failed; the execution ends a little later. */
  public void mapFailed(long at) {
    if (record(at, "MapStateFailed")) {
      end(states.get(states.size() - 1), at, false);
    }
  }

  private void end(ModelState open, long at, boolean exited) {
    states.set(states.size() - 1, new ModelState(open.name(), open.enteredAt(), at, exited));
  }

  /** Adds an event caused by the one before; false when it lies after the cutoff. */
  public boolean record(long at, String type, Detail... details) {
    return record(at, type, List.of(details));
  }

  /** Adds an event caused by the one before; false when it lies after the cutoff. */
  public boolean record(long at, String type, List<Detail> details) {
    return record(at, events.size(), type, details);
  }

  private boolean record(long at, int previousId, String type, List<Detail> details) {
    if (cut || at > cutoffAt) {
      cut = true;
      return false;
    }
    events.add(new ModelEvent(at, events.size() + 1, previousId, type, details));
    return true;
  }

  /** Notes what slowed it, of what can be planted, and the value that did. */
  public void causedBy(Plant plant, String value) {
    causes.put(plant, value);
  }

  public void attempted(ModelAttempt attempt) {
    attempts.add(attempt);
  }

  public void succeeded(long at, String output) {
    if (record(at, "ExecutionSucceeded", Detail.text("output", output))) {
      status = Status.SUCCEEDED;
    }
  }

  /** Ends in failure; a cause is absent where AWS writes none. */
  public void failed(long at, String error, @Nullable String cause) {
    if (record(at, "ExecutionFailed", failureDetails(error, cause))) {
      this.status = Status.FAILED;
      this.error = error;
      this.cause = cause;
    }
  }

  /** The details of a failure, in AWS's order. */
  public static List<Detail> failureDetails(String error, @Nullable String cause) {
    Detail errorDetail = Detail.text("error", error);
    return cause == null ? List.of(errorDetail) : List.of(Detail.text("cause", cause), errorDetail);
  }

  /** The events recorded since the last call. */
  public List<ModelEvent> takeNewEvents() {
    List<ModelEvent> fresh = List.copyOf(events.subList(handedOut, events.size()));
    handedOut = events.size();
    return fresh;
  }

  /** The id of the event recorded last. */
  public int lastEventId() {
    return events.size();
  }

  /** The execution as it stands; one that was cut short gets its terminal event. */
  public ModelExecution finish() {
    if (cut) {
      endAtCutoff();
    }
    long startedAt = events.get(0).at();
    long endedAt =
        status == Status.RUNNING ? ModelExecution.NEVER : events.get(events.size() - 1).at();
    return new ModelExecution(
        name, status, startedAt, endedAt, error, cause, events, states, attempts, causes);
  }

  private void endAtCutoff() {
    status = cutoffStatus;
    int id = events.size() + 1;
    if (cutoffStatus == Status.TIMED_OUT) {
      error = TIMEOUT_ERROR;
      List<Detail> details = failureDetails(TIMEOUT_ERROR, null);
      events.add(new ModelEvent(cutoffAt, id, 0, "ExecutionTimedOut", details));
    } else {
      events.add(new ModelEvent(cutoffAt, id, 0, "ExecutionAborted", List.of()));
    }
  }
}
