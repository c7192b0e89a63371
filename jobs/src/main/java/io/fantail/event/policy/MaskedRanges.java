package io.fantail.event.policy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The parts of one text that are to be masked, in any order; the text is put together once. */
final class MaskedRanges {
  static final String MASK = "***";

  /**
   * One part.
   *
   * @param quoteStart where a quote stands that is put around the mask, as it is written there:
   *     what was a number or an object becomes a string; equal to {@code quoteEnd} for none
   */
  private record Range(int start, int end, int quoteStart, int quoteEnd) {}

  private final List<Range> ranges = new ArrayList<>();

  boolean isEmpty() {
    return ranges.isEmpty();
  }

  void add(int start, int end) {
    addQuoted(start, end, 0, 0);
  }

  void addQuoted(int start, int end, int quoteStart, int quoteEnd) {
    ranges.add(new Range(start, end, quoteStart, quoteEnd));
  }

  void addAll(MaskedRanges others) {
    ranges.addAll(others.ranges);
  }

  /** Adds what was found in an unescaped part of this text. */
  void addAll(MaskedRanges found, Unescaped part) {
    for (Range range : found.ranges) {
      ranges.add(
          new Range(
              part.start(range.start),
              part.start(range.end),
              part.start(range.quoteStart),
              part.start(range.quoteEnd)));
    }
  }

  /** The text with a mask in the place of each part; parts that overlap become one. */
  String spliced(String text) {
    List<Range> sorted =
        ranges.stream()
            .sorted(
                Comparator.comparingInt(Range::start)
                    .thenComparing(Comparator.comparingInt(Range::end).reversed()))
            .toList();
    StringBuilder masked = new StringBuilder(text.length());
    int copiedTo = 0;
    for (int i = 0; i < sorted.size(); i++) {
      Range range = sorted.get(i);
      int end = range.end;
      while (i + 1 < sorted.size() && sorted.get(i + 1).start < end) {
        end = Math.max(end, sorted.get(++i).end);
      }
      String quote = text.substring(range.quoteStart, range.quoteEnd);
      masked.append(text, copiedTo, range.start).append(quote).append(MASK).append(quote);
      copiedTo = end;
    }
    return masked.append(text, copiedTo, text.length()).toString();
  }
}
