package io.fantail.event.policy;

import java.io.Serializable;
import java.util.Collection;
import java.util.List;
import java.util.regex.PatternSyntaxException;

/**
 * Which values are masked in other people's text: those of some keys, and whatever some regular
 * expressions match. Everything else stays as it is, character by character. Takes time in
 * proportion to the text, whatever stands in it.
 */
public final class Redaction implements Serializable {
  public static final Redaction NONE = new Redaction(List.of(), List.of());

  /** What stands in the place of a value that was masked. */
  public static final String MASK = MaskedRanges.MASK;

  private static final long serialVersionUID = 1;

  /**
   * Strings in strings that are looked through. Each level doubles the backslashes of the one
   * around it, so that no text of 2 GB has more; three kinds of quotes may stand in each other
   * without.
   */
  private static final int MAX_DEPTH = 64;

  private final RedactedKeys keys;
  private final List<MaskedPattern> patterns;

  /**
   * Says what to mask.
   *
   * @param keys names, in any case
   * @param regexes every match is masked; of an expression with groups, the first group
   * @throws PatternSyntaxException when one is no regular expression
   */
  public Redaction(Collection<String> keys, Collection<String> regexes) {
    this.keys = new RedactedKeys(keys);
    this.patterns = regexes.stream().map(MaskedPattern::new).toList();
  }

  public boolean isNone() {
    return keys.isEmpty() && patterns.isEmpty();
  }

  /** Whether the values of a key are masked. */
  public boolean hasKey(String name) {
    return keys.has(name);
  }

  /** The text with masks in the places of values. */
  public String mask(String text) {
    if (!mayFindIn(text, 0, text.length())) {
      return text;
    }
    MaskedRanges found = find(text, 0);
    return found.isEmpty() ? text : found.spliced(text);
  }

  RedactedKeys keys() {
    return keys;
  }

  /** False when a part of a text surely holds nothing to mask. */
  boolean mayFindIn(String text, int from, int to) {
    return to > from && (!patterns.isEmpty() || keys.mayStandIn(text, from, to));
  }

  /** Finds what is masked in a text that stood in so many strings. */
  MaskedRanges find(String text, int depth) {
    MaskedRanges ranges = new MaskedRanges();
    if (depth > MAX_DEPTH) {
      ranges.add(0, text.length());
      return ranges;
    }
    for (MaskedPattern pattern : patterns) {
      pattern.find(text, ranges);
    }
    JsonMasker json = new JsonMasker(this, text, depth, ranges);
    int from = Unescaped.asWritten(text).over(0, Character::isWhitespace);
    if (from < text.length() && (text.charAt(from) == '{' || text.charAt(from) == '[')) {
      from = json.read(from);
    }
    if (from < text.length()) {
      new TextMasker(keys, text, json, ranges).find(from);
    }
    return ranges;
  }
}
