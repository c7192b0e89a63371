package io.fantail.look.words;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A paragraph of the screen. All texts are in one line each, without control characters; none is
 * escaped for HTML.
 *
 * @param heading SLOW, WHY, SINCE, AGAINST, FAILS, SOON, SLOWEST, MAP RUNS or COMPLETE; null for
 *     the line at the head, which names state machines, window and counts
 * @param lines in the order of the screen
 */
public record ScreenPart(@Nullable String heading, List<Line> lines) {
  public ScreenPart {
    lines = List.copyOf(lines);
  }

  /** What a paragraph is made of. */
  public sealed interface Line {}

  /** A sentence. */
  public record Sentence(String text) implements Line {}

  /** The names of the cells of the items that follow. */
  public record Columns(List<String> names) implements Line {}

  /**
   * A line of a list.
   *
   * @param cells one, a sentence; or several, one for each of the columns before it if there are
   *     any
   * @param executionArn the execution that it is of, to be linked and copied; null where it is of
   *     none
   */
  public record Item(List<String> cells, @Nullable String executionArn) implements Line {}

  /**
   * A command for a shell that goes deeper.
   *
   * @param comment what it is for; null where that is plain
   */
  public record Command(String text, @Nullable String comment) implements Line {}
}
