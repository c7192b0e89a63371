package io.fantail.span.execution;

import io.fantail.event.Description;
import io.fantail.event.DescriptionSource;
import io.fantail.event.Failure;
import io.fantail.event.HistoryEvent;
import io.fantail.event.Payload;
import io.fantail.event.TakenItems;
import io.fantail.event.UpstreamContext;
import io.fantail.span.ExecutionStatus;
import io.fantail.span.MapRunMembership;
import io.fantail.span.execution.SpanDraft.Beginning;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What answers of the API say about an execution, and about the Map Runs it started; the most
 * trusted first.
 */
record Answers(List<Description> ofExecution, List<Description> ofMapRuns) {

  /** Most executions are not described: their events tell all. */
  private static final Answers NONE = new Answers(List.of(), List.of());

  static Answers of(List<Description> descriptions) {
    if (descriptions.isEmpty()) {
      return NONE;
    }
    return new Answers(
        descriptions.stream().filter(answer -> !answer.source().isOfMapRun()).toList(),
        descriptions.stream().filter(answer -> answer.source().isOfMapRun()).toList());
  }

  /** Stands in the place of the first event where there is no event at all. */
  Beginning beginning() {
    return Beginning.of(
        ofExecution.isEmpty()
            ? ofMapRuns.stream().min(Comparator.comparing(Description::startedAt)).orElseThrow()
            : ofExecution.get(0));
  }

  /** The Map Run that it is a child of, by the most trusted answer that names one. */
  @Nullable MapRunMembership mapRun() {
    return ofExecution.isEmpty() ? null : memberships().findFirst().orElse(null);
  }

  /** The most trusted other opinion about it; null where all answers agree. */
  @Nullable MapRunMembership otherMapRun() {
    MapRunMembership best = mapRun();
    if (best == null) {
      return null;
    }
    return memberships()
        .filter(other -> !other.mapRunArn().equals(best.mapRunArn()))
        .findFirst()
        .orElse(null);
  }

  private Stream<MapRunMembership> memberships() {
    return ofExecution.stream()
        .filter(answer -> answer.mapRunArn() != null)
        .map(answer -> new MapRunMembership(mapRunArn(answer), answer.source()));
  }

  UpstreamContext context() {
    for (Description answer : ofExecution) {
      if (!answer.context().equals(UpstreamContext.NONE)) {
        return answer.context();
      }
    }
    return UpstreamContext.NONE;
  }

  /** The input of the execution, by the most trusted answer that has it; else what is known. */
  Payload input(Payload known) {
    for (Description answer : ofExecution) {
      Payload payload = answer.payload();
      if (payload.input() != null) {
        return Payload.of(payload.input(), null, Payload.larger(known.bytes(), payload.bytes()));
      }
    }
    return known;
  }

  /** Why it ended as an answer says, by that or, as lists name no error, by another of the end. */
  Failure failure(Description end) {
    return ofExecution.stream()
        .filter(answer -> answer.redriveCount() == end.redriveCount())
        .map(Description::failure)
        .filter(failure -> end.failure().equals(Failure.NONE) && !failure.equals(Failure.NONE))
        .findFirst()
        .orElse(end.failure());
  }

  /**
   * The items that a child took: as AWS counts them in a list, or by its input.
   *
   * @param started the first of its events, where that is {@code ExecutionStarted}
   */
  TakenItems items(@Nullable HistoryEvent started) {
    TakenItems ofInput = started == null ? TakenItems.UNKNOWN : started.items();
    Integer counted = items(answer -> answer.source() == DescriptionSource.LIST_EXECUTIONS);
    if (counted != null) {
      return ofInput.counted(counted);
    }
    return ofInput.count() == null ? ofInput.counted(items(answer -> true)) : ofInput;
  }

  private @Nullable Integer items(Predicate<Description> which) {
    for (Description answer : ofExecution) {
      Long items = answer.items();
      if (items != null && which.test(answer)) {
        return (int) Math.min(items, Integer.MAX_VALUE);
      }
    }
    return null;
  }

  /** A redrive of which there is no event included. */
  int redriveCount() {
    int most = 0;
    for (Description answer : ofExecution) {
      most = Math.max(most, answer.redriveCount());
    }
    return most;
  }

  /**
   * Returns the most trusted answer that tells an end, of those that know of the last redrive: of
   * any other the end was undone. Null where there is none.
   *
   * @param redrives of which there are events
   */
  @Nullable Description end(Instant startedAt, int redrives) {
    int latest = Math.max(redrives, redriveCount());
    for (Description answer : ofExecution) {
      Instant endedAt = answer.endedAt();
      if (answer.redriveCount() >= latest
          && status(answer) != ExecutionStatus.RUNNING
          && endedAt != null
          && !endedAt.isBefore(startedAt)) {
        return answer;
      }
    }
    return null;
  }

  /** {@code PENDING_REDRIVE}, and what AWS may add, count as not ended. */
  static ExecutionStatus status(Description answer) {
    return Arrays.stream(ExecutionStatus.values())
        .filter(status -> status.name().equals(answer.status()))
        .findFirst()
        .orElse(ExecutionStatus.RUNNING);
  }

  /** The Map Run that an answer is known to name. */
  static String mapRunArn(Description answer) {
    return Objects.requireNonNull(answer.mapRunArn());
  }
}
