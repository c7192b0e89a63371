package io.fantail.report.item;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** The names of fields in which functions say what failed. */
final class FieldWords {
  private static final String FAILURES =
      "batch[_-]?item[_-]?failures|failures|errors"
          + "|(?:failed|unprocessed)(?:[_-]?(?:items|ids|keys|records|entries|messages|objects|indexes|indices))?";

  /** Lists something under such a name, in JSON or in JSON within a string. */
  static final String LISTED =
      "(?i)\"(?:" + FAILURES + ")\\\\*\"\\s*:\\s*(?:\\[\\s*[^\\]\\s]|\\{\\s*[^}\\s])";

  private static final Pattern OF_FAILURES = Pattern.compile(FAILURES, Pattern.CASE_INSENSITIVE);

  private static final Set<String> OF_KEYS =
      Set.of(
          "id",
          "key",
          "itemid",
          "itemkey",
          "itemidentifier",
          "failedid",
          "failedkey",
          "faileditem",
          "faileditemid",
          "faileditemkey");

  private static final Set<String> OF_PLACES = Set.of("index", "idx", "itemindex", "failedindex");

  /** What tells the kind of an error, and what an error echoes of what it was given. */
  private static final Set<String> OF_NO_ITEM =
      Set.of(
          "errortype",
          "errorname",
          "error",
          "type",
          "name",
          "code",
          "requestid",
          "stacktrace",
          "trace",
          "stack",
          "items",
          "batchinput",
          "event",
          "input",
          "payload");

  private FieldWords() {}

  /** Whether {@code batchItemFailures} of Lambda, or a word that people use in its place. */
  static boolean isOfFailures(String name) {
    return OF_FAILURES.matcher(name).matches();
  }

  static boolean isOfPlaces(String name) {
    String plain = plain(name);
    return OF_PLACES.contains(plain) || plain.endsWith("indexes") || plain.endsWith("indices");
  }

  static boolean isKey(String name) {
    return OF_KEYS.contains(plain(name));
  }

  static boolean isOfNoItem(String name) {
    return OF_NO_ITEM.contains(plain(name));
  }

  /** The name without case, underscores and hyphens. */
  static String plain(String name) {
    return name.replace("_", "").replace("-", "").toLowerCase(Locale.ROOT);
  }
}
