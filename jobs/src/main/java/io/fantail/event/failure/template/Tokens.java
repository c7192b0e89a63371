package io.fantail.event.failure.template;

/** Finds where in a text a path, an address or an id ends that is no mere name. */
final class Tokens {
  private final String text;

  /** Where the signs end that were looked through last, from where on. */
  private int from;

  private int end;

  Tokens(String text) {
    this.text = text;
  }

  /** Behind all signs up to a blank, a quote or a bracket, without the signs of a sentence. */
  int endOf(int at, int to) {
    if (at < from || at >= end) {
      from = at;
      end = at;
      while (end < to && !Signs.endsToken(text.charAt(end))) {
        end++;
      }
    }
    int last = end;
    while (last > at + 1 && ".:!?".indexOf(text.charAt(last - 1)) >= 0) {
      last--;
    }
    return last;
  }
}
