package io.fantail.report.item;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Finds the keys of items among the words of a cause. */
final class CauseWords {
  private static final Pattern BETWEEN = Pattern.compile("[\\s\"'`<>()\\[\\]{},;|=]+");
  private static final Pattern QUOTED = Pattern.compile("([\"'`])(.{1,1024}?)\\1");
  private static final Pattern AROUND = Pattern.compile("^[#@:]+|[.:!?]+$");

  /** The cause echoes what the function was given: that names all items, as far as it goes. */
  private static final Pattern ECHO = Pattern.compile("[\"']Items\\\\*[\"']\\s*[:=]");

  private static final int SHORTEST_WORD = 3;

  private CauseWords() {}

  /**
   * The places of the items that are named.
   *
   * @param field in which the text stands; null where it stands in none
   */
  static IntStream in(String text, @Nullable String field, BatchKeys keys) {
    IntStream.Builder places = IntStream.builder();
    Integer whole = keys.ofKey(text);
    if (whole != null && (!isNumber(text) || keys.isKeyField(field))) {
      return places.add(whole).build();
    }
    if (ECHO.matcher(text).find()) {
      return places.build();
    }
    Matcher quoted = QUOTED.matcher(text);
    while (quoted.find()) {
      add(quoted.group(2), !isNumber(quoted.group(2)), keys, places);
    }
    String before = "";
    for (String part : BETWEEN.split(text, -1)) {
      String word = AROUND.matcher(part).replaceAll("");
      boolean isTelling = isTelling(word) || (isNumber(word) && keys.isKeyField(before));
      if (!add(word, isTelling, keys, places)) {
        addBehindColon(word, keys, places);
      }
      before = word.toLowerCase(Locale.ROOT);
    }
    return places.build();
  }

  /** Such as {@code id:o-17}, and an S3 object by its URI. */
  private static void addBehindColon(String word, BatchKeys keys, IntStream.Builder places) {
    int colon = word.lastIndexOf(':');
    if (word.startsWith("s3://") || word.startsWith("s3a://")) {
      int slash = word.indexOf('/', word.indexOf("//") + 2);
      add(word.substring(slash + 1), slash > 0, keys, places);
    } else if (colon > 0) {
      String behind = word.substring(colon + 1);
      boolean isTelling =
          isTelling(behind) || (isNumber(behind) && keys.isKeyField(word.substring(0, colon)));
      add(behind, isTelling, keys, places);
    }
  }

  private static boolean add(
      String word, boolean isTelling, BatchKeys keys, IntStream.Builder places) {
    Integer place = isTelling ? keys.ofKey(word) : null;
    if (place != null) {
      places.add(place);
    }
    return place != null;
  }

  /** Not a number, which may count anything, nor what may be a word of any language. */
  private static boolean isTelling(String word) {
    return word.length() >= SHORTEST_WORD
        && !isNumber(word)
        && word.chars().anyMatch(one -> !Character.isLetter(one));
  }

  private static boolean isNumber(String word) {
    return !word.isEmpty() && word.chars().allMatch(Character::isDigit);
  }
}
