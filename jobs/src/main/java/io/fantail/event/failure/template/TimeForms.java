package io.fantail.event.failure.template;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The forms in which messages print times. */
final class TimeForms {
  private static final Set<String> NAMES =
      Set.of(
          "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun", "Jan", "Feb", "Mar", "Apr", "May", "Jun",
          "Jul", "Aug", "Sep", "Oct", "Nov", "Dec");
  private static final int NAME_CHARS = 3;

  private static final String CLOCK = "\\d{1,2}:\\d{2}(?::\\d{2}(?:[.,]\\d+)?)?(?: ?[AaPp][Mm])?";
  private static final String ZONE =
      "(?: ?(?:Z|UTC|GMT|[A-Z]{3,4}(?= \\d{4})|[+-]\\d{2}:?\\d{2}))?";
  private static final String DAY_NAME = "(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*";
  private static final String MONTH = "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*";

  private static final Pattern TIME =
      Pattern.compile(
          "(?:"
              // 2024-01-26T05:27:29.477Z, 2024/01/26 05:27, 20240126T052729Z
              + "\\d{4}[-/]\\d{1,2}[-/]\\d{1,2}(?:[T ,]{1,2}"
              + CLOCK
              + ")?"
              + ZONE
              + "|\\d{8}T\\d{6}"
              + ZONE
              // 05:27:29
              + "|"
              + CLOCK
              + ZONE
              // Fri, 26 Jan 2024 05:27:29 GMT, 26/Jan/2024:05:27:29 +0000, 26-Jan-24
              + "|(?:"
              + DAY_NAME
              + ",? )?\\d{1,2}[ /-]"
              + MONTH
              + "[ /-]\\d{2,4}"
              + "(?:[ :,T]{1,2}"
              + CLOCK
              + ")?"
              + ZONE
              // Fri Jan 26 05:27:29 UTC 2024, Jan 26, 2024 5:27:29 PM
              + "|(?:"
              + DAY_NAME
              + ",? )?"
              + MONTH
              + " {1,2}\\d{1,2}(?:,? \\d{4})?"
              + "(?:(?:,| at)? "
              + CLOCK
              + ")?"
              + ZONE
              + "(?: \\d{4})?"
              // 1/26/2024 5:27 PM, 26.01.2024
              + "|\\d{1,2}[/.]\\d{1,2}[/.]\\d{4}(?:,? "
              + CLOCK
              + ")?"
              + ZONE
              + ")(?![\\w/@-]|[.:][0-9a-fA-F])");

  private TimeForms() {}

  /** Whether a word may begin a time: it begins with a digit, or is the name of a day or month. */
  static boolean mayBegin(String text, int from, int end) {
    char first = text.charAt(from);
    if (first >= '0' && first <= '9') {
      // A plain number and then a blank is a day only before the name of a month.
      return end == text.length()
          || text.charAt(end) == ':'
          || text.charAt(end) == '/'
          || (end - from <= 2
              && text.charAt(end) == ' '
              && end + 1 + NAME_CHARS < text.length()
              && NAMES.contains(text.substring(end + 1, end + 1 + NAME_CHARS)))
          || Signs.indexOf(text, '-', from, end) > 0
          || Signs.indexOf(text, '.', from, end) > 0
          || Signs.indexOf(text, 'T', from, end) > 0;
    }
    return end - from >= NAME_CHARS
        && end - from <= 9
        && NAMES.contains(text.substring(from, from + NAME_CHARS));
  }

  /** Where a time ends that begins here; -1 where none does. */
  static int endOf(String text, int from, int to) {
    Matcher time = TIME.matcher(text).region(from, to).useTransparentBounds(false);
    return time.lookingAt() ? time.end() : -1;
  }
}
