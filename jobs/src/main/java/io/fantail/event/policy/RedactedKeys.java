package io.fantail.event.policy;

import java.io.Serializable;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** Keys whose values are masked: whole names, in any case. */
final class RedactedKeys implements Serializable {
  private static final long serialVersionUID = 1;
  private static final int ASCII = 128;

  /** Keys of HTTP headers whose values hold blanks and commas: they end with their line. */
  private static final Set<String> HEADERS =
      Set.of("authorization", "proxy-authorization", "cookie", "set-cookie");

  private final Set<String> keys;
  private final List<String> longestFirst;
  private final boolean[] firstCharacters = new boolean[ASCII];
  private boolean beginsBeyondAscii;
  private boolean needsEscapes;

  RedactedKeys(Collection<String> names) {
    TreeSet<String> lowerCase = new TreeSet<>();
    names.stream()
        .map(name -> name.strip().toLowerCase(Locale.ROOT))
        .filter(name -> !name.isEmpty())
        .forEach(lowerCase::add);
    this.keys = Set.copyOf(lowerCase);
    this.longestFirst =
        lowerCase.stream().sorted(Comparator.comparingInt(String::length).reversed()).toList();
    for (String key : keys) {
      char first = key.charAt(0);
      if (first < ASCII) {
        firstCharacters[first] = true;
        firstCharacters[Character.toUpperCase(first) % ASCII] = true;
      }
      beginsBeyondAscii |= first >= ASCII || Character.toUpperCase(first) >= ASCII;
      // In JSON these may stand behind a backslash.
      needsEscapes |= key.chars().anyMatch(c -> c == '/' || c == '"' || c == '\\' || c < ' ');
    }
  }

  boolean isEmpty() {
    return keys.isEmpty();
  }

  boolean has(String name) {
    return keys.contains(name.strip().toLowerCase(Locale.ROOT));
  }

  static boolean isHeader(String name) {
    return HEADERS.contains(name.toLowerCase(Locale.ROOT));
  }

  /** The length of the longest key that stands at a place, whatever stands around it; else 0. */
  int lengthAt(String text, int at) {
    char first = text.charAt(at);
    if (first < ASCII ? firstCharacters[first] : beginsBeyondAscii) {
      for (String key : longestFirst) {
        if (text.regionMatches(true, at, key, 0, key.length())) {
          return key.length();
        }
      }
    }
    return 0;
  }

  /** False when a part of a text surely holds no key, in no way of writing it. */
  boolean mayStandIn(String text, int from, int to) {
    if (keys.isEmpty()) {
      return false;
    }
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if (c == '\\' && i + 1 < to) {
        char next = text.charAt(i + 1);
        if (next == 'u' || next == 'x' || needsEscapes) {
          return true;
        }
      } else if (c == '%' || (c == '&' && i + 1 < to && text.charAt(i + 1) == '#')) {
        return true;
      } else if (lengthAt(text, i) > 0) {
        return true;
      }
    }
    return false;
  }
}
