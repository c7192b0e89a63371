package io.fantail.archive.history;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Tells which lists of events are pages of one history: only the page that holds the first event
 * can be compared with a description, and what names one page names all. AWS writes nothing into a
 * page that says whose it is, so a page is only taken for another's where all that is there leaves
 * no other choice.
 */
final class HistoryPages {
  private HistoryPages() {}

  /**
   * The ARN that is told of a page standing in one object with the pages around it: each begins at
   * the id behind the one where the page before it ended.
   *
   * @param toldOf the ARN that somebody says of a list of events, or null
   */
  static @Nullable String inObject(
      List<HistoryOutline> histories, int page, Function<HistoryOutline, @Nullable String> toldOf) {
    int first = page;
    while (first > 0 && histories.get(first - 1).isContinuedBy(histories.get(first))) {
      first--;
    }
    int last = page;
    while (last + 1 < histories.size()
        && histories.get(last).isContinuedBy(histories.get(last + 1))) {
      last++;
    }
    return first == last ? null : onlyArn(histories.subList(first, last + 1), toldOf);
  }

  /**
   * The ARN that is told of the pages of one folder, where they are one history: together they hold
   * every id from 1 once, in the order of time, and every page but the last read asks for the next.
   * A page too many, too few, or of another history, and no page is named by another.
   *
   * @param histories of all objects of the folder
   */
  static @Nullable String inFolder(
      List<HistoryOutline> histories, Function<HistoryOutline, @Nullable String> toldOf) {
    List<HistoryOutline> pages = new ArrayList<>(histories);
    pages.removeIf(history -> !history.isPage());
    pages.sort(Comparator.comparingLong(HistoryOutline::lowest));
    return areOneHistory(pages) ? onlyArn(pages, toldOf) : null;
  }

  private static boolean areOneHistory(List<HistoryOutline> pages) {
    if (pages.size() < 2 || pages.get(0).lowest() != 1) {
      return false;
    }
    for (int i = 1; i < pages.size(); i++) {
      if (!pages.get(i - 1).isFollowedInIdsBy(pages.get(i))) {
        return false;
      }
    }
    return wereReadOneAfterTheOther(pages, 1) || wereReadOneAfterTheOther(pages, -1);
  }

  /** All ask for the next page, but the one that was read last. */
  private static boolean wereReadOneAfterTheOther(List<HistoryOutline> pages, int direction) {
    HistoryOutline last = pages.get(direction > 0 ? pages.size() - 1 : 0);
    return pages.stream()
        .allMatch(page -> page.mayRun(direction) && page.hasNextToken() == (page != last));
  }

  private static @Nullable String onlyArn(
      List<HistoryOutline> pages, Function<HistoryOutline, @Nullable String> toldOf) {
    return onlyOne(pages.stream().map(toldOf).filter(arn -> arn != null));
  }

  /** The ARN that all of these are; null where they differ, or there is none. */
  static @Nullable String onlyOne(Stream<@Nullable String> arns) {
    List<@Nullable String> distinct = arns.distinct().limit(2).toList();
    return distinct.size() == 1 ? distinct.get(0) : null;
  }
}
