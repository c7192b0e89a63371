package io.fantail.sample.model;

import io.fantail.sample.options.Plant;
import io.fantail.sample.world.ExecutionName;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one execution really did: the truth that every projection prints and every count is taken
 * from.
 *
 * @param name who it is
 * @param status RUNNING, SUCCEEDED, FAILED, TIMED_OUT or ABORTED
 * @param startedAt epoch milliseconds
 * @param endedAt epoch milliseconds, or {@link #NEVER} while it runs
 * @param error the terminal event's error, or null
 * @param cause the terminal event's cause, or null
 * @param events all its events by id
 * @param states all entered states, in order of entry
 * @param attempts all scheduled attempts, in order
 * @param causes what slowed it of what can be planted, each with the value that did
 */
public record ModelExecution(
    ExecutionName name,
    Status status,
    long startedAt,
    long endedAt,
    @Nullable String error,
    @Nullable String cause,
    List<ModelEvent> events,
    List<ModelState> states,
    List<ModelAttempt> attempts,
    Map<Plant, String> causes) {

  /** The time of what did not happen. */
  public static final long NEVER = Long.MIN_VALUE;

  /** AWS's execution status. */
  public enum Status {
    RUNNING,
    SUCCEEDED,
    FAILED,
    TIMED_OUT,
    ABORTED;

    /** An abort is somebody's decision, not an error. */
    public boolean isError() {
      return this == FAILED || this == TIMED_OUT;
    }
  }

  public boolean ended() {
    return endedAt != NEVER;
  }

  public String input() {
    return events.get(0).details().get(0).value();
  }
}
