package io.fantail.event;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The events of one execution, each once, in the order of their ids.
 *
 * @param day the UTC day on which the execution started: of its first event
 * @param duplicates copies that were read from the archive now and left out
 */
public record History(
    String executionArn, LocalDate day, List<HistoryEvent> events, long duplicates) {

  /**
   * Of every event the copy that holds most; of equal ones that of the first object by name; within
   * one object the first by what it says, so that the order of the parts decides nothing.
   */
  private static final Comparator<Copy> BEST_FIRST =
      Comparator.<Copy>comparingLong(copy -> copy.event.id())
          .thenComparing(Comparator.comparingInt(Copy::payloadChars).reversed())
          .thenComparing(copy -> copy.event.sourceFile())
          .thenComparing(copy -> copy.event.toString());

  private record Copy(HistoryEvent event, boolean fresh) {
    int payloadChars() {
      return lengthOf(event.input()) + lengthOf(event.output()) + lengthOf(event.details());
    }

    private static int lengthOf(@Nullable String text) {
      return text == null ? 0 : text.length();
    }
  }

  /**
   * Puts the parts of one execution together.
   *
   * @param parts as {@link HistoryPart} packs them; at least one event in them
   */
  static History of(String executionArn, List<byte[]> parts) {
    List<HistoryEvent> events = new ArrayList<>();
    if (parts.size() == 1) {
      HistoryPart.read(parts.get(0), executionArn, events);
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

  private static History ofCopies(String executionArn, List<byte[]> parts) {
    List<Copy> copies = new ArrayList<>();
    for (byte[] part : parts) {
      List<HistoryEvent> events = new ArrayList<>();
      boolean fresh = HistoryPart.read(part, executionArn, events);
      events.forEach(event -> copies.add(new Copy(event, fresh)));
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
    LocalDate day = events.get(0).at().atZone(ZoneOffset.UTC).toLocalDate();
    return new History(executionArn, day, redriven(events), duplicates);
  }

  /** The API writes the count only into ExecutionRedriven, the log into every event. */
  private static List<HistoryEvent> redriven(List<HistoryEvent> events) {
    int redriveCount = 0;
    for (int i = 0; i < events.size(); i++) {
      HistoryEvent event = events.get(i);
      int written = event.redriveCount();
      boolean redriven = event.type().equals("ExecutionRedriven");
      redriveCount =
          redriven ? Math.max(redriveCount + 1, written) : Math.max(redriveCount, written);
      if (written != redriveCount) {
        events.set(i, event.withRedriveCount(redriveCount));
      }
    }
    return events;
  }
}
