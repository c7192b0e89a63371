package io.fantail.look.waterfall;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Alike siblings in one row: iterations of an inline Map, attempts, visits of a state in a loop.
 *
 * @param figures of all of them
 * @param unfolded those that are shown in spite of it, in the order of their beginnings
 * @param members all of them in that order, with the waits between
 */
public record Fold(FoldFigures figures, List<Unfolded> unfolded, List<TraceNode> members)
    implements TraceNode {

  /** Why a member of a fold is worth a row of its own. */
  public enum Why {
    /** It held up the end of the execution the longest. */
    CRITICAL,
    FAILED,
    SLOWEST,
    /** It is the last one: of attempts that which ended the state. */
    LAST,
    /** It took as long as the median. */
    TYPICAL
  }

  /**
   * A member with a row of its own.
   *
   * @param why at least one reason
   */
  public record Unfolded(SpanNode node, List<Why> why) {
    public Unfolded {
      why = List.copyOf(why);
    }
  }

  public Fold {
    unfolded = List.copyOf(unfolded);
    members = List.copyOf(members);
  }

  @Override
  public Instant startedAt() {
    return figures.startedAt();
  }

  @Override
  public @Nullable Instant endedAt() {
    return figures.endedAt();
  }

  /** The members that are shown. */
  @Override
  public List<TraceNode> below() {
    return unfolded.stream().<TraceNode>map(Unfolded::node).toList();
  }
}
