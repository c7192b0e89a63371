package io.fantail.event.collected;

import io.fantail.archive.history.EventRole;
import io.fantail.archive.history.EventType;
import io.fantail.event.Description;
import io.fantail.event.HistoryEvent;
import io.fantail.event.LambdaCall;
import io.fantail.event.UpstreamContext;
import io.fantail.shape.Slot;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the archive holds of one execution: its events, each once, in the order of their ids, and
 * what answers of the API say about it.
 *
 * @param slot the hour in which the execution started: of its first event, or as it is described
 * @param events none where the execution is only described
 * @param descriptions of it, and of the Map Runs it started; the most trusted first
 * @param duplicates copies that were read from the archive now and left out
 */
public record History(
    String executionArn,
    Slot slot,
    List<HistoryEvent> events,
    List<Description> descriptions,
    long duplicates) {

  /**
   * Of every event the copy that tells most of other records, whatever of payloads is kept: its ids
   * must not hang on the policy. Then the copy that holds most; of equal ones that of the first
   * object by name; within one object that which is read now, as an earlier version may have
   * understood it otherwise, and then the first by what it says, so that the order of the parts
   * decides nothing.
   */
  private static final Comparator<Copy> BEST_FIRST =
      Comparator.<Copy>comparingLong(copy -> copy.event.id())
          .thenComparing(Comparator.comparingInt(Copy::references).reversed())
          .thenComparing(Comparator.comparingInt(Copy::payloadChars).reversed())
          .thenComparing(copy -> copy.event.sourceFile())
          .thenComparing(copy -> !copy.fresh)
          .thenComparing(copy -> copy.event.toString());

  private record Copy(HistoryEvent event, boolean fresh) {
    int references() {
      return (event.context().equals(UpstreamContext.NONE) ? 0 : 1)
          + (event.call().equals(LambdaCall.NONE) ? 0 : 1)
          + (event.items().count() == null ? 0 : 1)
          + (event.startedExecutionArn() == null ? 0 : 1);
    }

    int payloadChars() {
      return lengthOf(event.payload().input())
          + lengthOf(event.payload().output())
          + lengthOf(event.details());
    }

    private static int lengthOf(@Nullable String text) {
      return text == null ? 0 : text.length();
    }
  }

  /** Puts the parts of one execution together, of which there is one at least. */
  static History of(String executionArn, List<HistoryPart> parts) {
    if (parts.size() == 1 && !parts.get(0).isDescription()) {
      return ofEvents(executionArn, parts);
    }
    List<HistoryPart> described = parts.stream().filter(HistoryPart::isDescription).toList();
    if (described.isEmpty()) {
      return ofEvents(executionArn, parts);
    }
    List<Description> descriptions =
        DescriptionRanking.ranked(described.stream().map(HistoryPart::description).toList());
    List<HistoryPart> eventParts = parts.stream().filter(part -> !part.isDescription()).toList();
    if (eventParts.isEmpty()) {
      Slot slot = Slot.of(DescriptionRanking.start(descriptions));
      return new History(executionArn, slot, List.of(), descriptions, 0);
    }
    History ofEvents = ofEvents(executionArn, eventParts);
    return new History(
        executionArn, ofEvents.slot(), ofEvents.events(), descriptions, ofEvents.duplicates());
  }

  private static History ofEvents(String executionArn, List<HistoryPart> parts) {
    List<HistoryEvent> events = new ArrayList<>();
    if (parts.size() == 1) {
      parts.get(0).addTo(events, executionArn);
      if (isInOrder(events)) {
        return of(executionArn, events, 0);
      }
    }
    return ofCopies(executionArn, parts);
  }

  private static boolean isInOrder(List<HistoryEvent> events) {
    for (int i = 1; i < events.size(); i++) {
      if (events.get(i).id() <= events.get(i - 1).id()) {
        return false;
      }
    }
    return true;
  }

  private static History ofCopies(String executionArn, List<HistoryPart> parts) {
    List<Copy> copies = new ArrayList<>();
    for (HistoryPart part : parts) {
      List<HistoryEvent> events = new ArrayList<>();
      part.addTo(events, executionArn);
      events.forEach(event -> copies.add(new Copy(event, part.isFresh())));
    }
    copies.sort(BEST_FIRST);
    List<HistoryEvent> kept = new ArrayList<>();
    long duplicates = 0;
    int next = 0;
    while (next < copies.size()) {
      HistoryEvent best = copies.get(next).event;
      kept.add(best);
      long freshCopies = 0;
      for (; next < copies.size() && copies.get(next).event.id() == best.id(); next++) {
        freshCopies += copies.get(next).fresh ? 1 : 0;
      }
      duplicates += Math.max(0, freshCopies - 1);
    }
    return of(executionArn, kept, duplicates);
  }

  private static History of(String executionArn, List<HistoryEvent> events, long duplicates) {
    Slot slot = Slot.of(events.get(0).at());
    return new History(executionArn, slot, redriven(events), List.of(), duplicates);
  }

  /** The API writes the count only into ExecutionRedriven, the log into every event. */
  private static List<HistoryEvent> redriven(List<HistoryEvent> events) {
    int redriveCount = 0;
    for (int i = 0; i < events.size(); i++) {
      HistoryEvent event = events.get(i);
      int written = event.redriveCount();
      boolean redriven = EventType.roleOf(event.type()) == EventRole.EXECUTION_REDRIVEN;
      redriveCount =
          redriven ? Math.max(redriveCount + 1, written) : Math.max(redriveCount, written);
      if (written != redriveCount) {
        events.set(i, event.withRedriveCount(redriveCount));
      }
    }
    return events;
  }
}
