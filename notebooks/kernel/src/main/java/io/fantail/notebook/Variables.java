package io.fantail.notebook;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What cells have {@code SET}, for {@code ${fantail.NAME}} in later ones. Spark would replace
 * {@code ${env:NAME}} and its own settings, too, which are nobody's business; so it is told to
 * replace nothing.
 */
final class Variables {
  static final String PREFIX = "fantail.";
  static final String LAKE = "fantail.lake";

  private static final Pattern REFERENCE = Pattern.compile("\\$\\{\\s*([\\w.]+)\\s*}");

  private final Map<String, String> values = new TreeMap<>();
  private final Map<String, String> given;

  /**
   * @param given what counts whatever the cells say, by name
   */
  Variables(Map<String, String> given) {
    this.given = Map.copyOf(given);
  }

  /**
   * Takes a value, unless another is given for good.
   *
   * @return the one that counts
   * @throws CellMistake when the name is not one that cells may set
   */
  String set(String name, String value) {
    String key = name.strip().toLowerCase(Locale.ROOT);
    if (!key.startsWith(PREFIX)) {
      throw new CellMistake(
          "SET " + name.strip() + " is not done here: cells set names that begin with fantail.");
    }
    String counts = given.getOrDefault(key, value.strip());
    if (key.equals(LAKE) && counts.contains("//BUCKET/")) {
      throw new CellMistake(
          "BUCKET stands for yours: put the address of the lake into this cell, or into"
              + " FANTAIL_LAKE, or behind jobs/notebook --lake.");
    }
    values.put(key, counts);
    return counts;
  }

  /** The value that counts; null where there is none. */
  @Nullable String get(String name) {
    String key = name.strip().toLowerCase(Locale.ROOT);
    return given.getOrDefault(key, values.get(key));
  }

  /**
   * Puts the values in the places of the names.
   *
   * @throws CellMistake when one was never set
   */
  String replacedIn(String statement) {
    Matcher reference = REFERENCE.matcher(statement);
    StringBuilder replaced = new StringBuilder();
    while (reference.find()) {
      String value = get(reference.group(1));
      if (value == null) {
        throw new CellMistake(
            reference.group() + " has no value: run the cell with SET " + reference.group(1) + ".");
      }
      reference.appendReplacement(replaced, Matcher.quoteReplacement(value));
    }
    return reference.appendTail(replaced).toString();
  }
}
