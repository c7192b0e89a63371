package io.fantail.event.policy;

import java.io.Serializable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A regular expression whose matches are masked; of one with groups, its first group. It may look
 * at each character of a text a bounded number of times: a text on which it takes longer counts as
 * one match.
 */
final class MaskedPattern implements Serializable {
  private static final long serialVersionUID = 1;
  private static final long LOOKS_PER_CHARACTER = 500;
  private static final long FREE_LOOKS = 100_000;

  private final Pattern pattern;

  /** Throws {@link PatternSyntaxException} for what is no regular expression. */
  MaskedPattern(String regex) {
    this.pattern = Pattern.compile(regex);
  }

  /** Adds what matches; all of the text where that cannot be told within bounds. */
  void find(String text, MaskedRanges ranges) {
    MaskedRanges found = new MaskedRanges();
    try {
      Matcher matcher =
          pattern.matcher(
              new Counted(
                  text,
                  new long[] {FREE_LOOKS + LOOKS_PER_CHARACTER * text.length()},
                  0,
                  text.length()));
      while (matcher.find()) {
        boolean hasGroup = matcher.groupCount() > 0 && matcher.start(1) >= 0;
        int start = hasGroup ? matcher.start(1) : matcher.start();
        int end = hasGroup ? matcher.end(1) : matcher.end();
        if (end > start) {
          found.add(start, end);
        }
      }
      ranges.addAll(found);
    } catch (TooManyLooks | StackOverflowError beyondBounds) {
      // Java's expressions recurse: one stack frame per repetition of a group.
      ranges.add(0, text.length());
    }
  }

  private static final class TooManyLooks extends RuntimeException {
    private static final long serialVersionUID = 1;

    TooManyLooks() {
      super("too many looks", null, false, false);
    }
  }

  /** Characters that count how often they are looked at, together with their parts. */
  @SuppressWarnings("ArrayRecordComponent") // a counter, and no value
  private record Counted(String text, long[] left, int from, int to) implements CharSequence {
    @Override
    public int length() {
      return to - from;
    }

    @Override
    public char charAt(int index) {
      if (--left[0] < 0) {
        throw new TooManyLooks();
      }
      return text.charAt(from + index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return new Counted(text, left, from + start, from + end);
    }

    @Override
    public String toString() {
      return text.substring(from, to);
    }
  }
}
