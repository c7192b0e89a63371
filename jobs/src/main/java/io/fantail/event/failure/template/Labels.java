package io.fantail.event.failure.template;

import io.fantail.text.Words;
import java.util.Locale;
import java.util.Set;

/** Tells names of fields, behind which values stand, by their looks. */
final class Labels {
  /** Names of fields whose values tell kinds of failures apart. */
  private static final Set<String> KINDS =
      Words.setOf(
          """
          code status statuscode status_code type reason error errno errorcode error_code kind level
          operation service method state severity category exitcode signal
          """);

  /** What follows a label and is no value: {@code invalid id: must be a number}. */
  private static final Set<String> SAYING =
      Words.setOf(
          """
          must is are was were cannot can not should expected invalid missing required does do has
          have may could already unknown no the a an value unable failed wrong too empty only
          """);

  private Labels() {}

  /** Whether a word says that an id or a key follows: {@code Request ID}, {@code orderKey}. */
  static boolean isLabel(String text, int from, int to) {
    char last = text.charAt(to - 1);
    return switch (last) {
      case 'd', 'D' ->
          endsWithWord(text, from, to, "id")
              || endsWithWord(text, from, to, "uuid")
              || endsWithWord(text, from, to, "guid");
      case 'y', 'Y' -> endsWithWord(text, from, to, "key");
      case 'n', 'N' -> endsWithWord(text, from, to, "token") || endsWithWord(text, from, to, "arn");
      case 'g', 'G' -> endsWithWord(text, from, to, "etag");
      default -> false;
    };
  }

  /** Whether a field's name says that its value is the name of a kind. */
  static boolean namesAKind(String text, int from, int to) {
    return KINDS.contains(text.substring(from, to).toLowerCase(Locale.ROOT));
  }

  /** Whether a word goes on with a sentence. */
  static boolean saysWhatIsWrong(String text, int from, int to) {
    return SAYING.contains(text.substring(from, to));
  }

  private static boolean endsWithWord(String text, int from, int to, String word) {
    int start = to - word.length();
    if (start < from || !text.regionMatches(true, start, word, 0, word.length())) {
      return false;
    }
    if (start == from) {
      return true;
    }
    char before = text.charAt(start - 1);
    boolean capital = text.charAt(start) <= 'Z';
    return !Signs.isLetter(before) || (capital && before >= 'a');
  }
}
