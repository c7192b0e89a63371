package io.fantail.view;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An SQL that a view is written in. What these have in common is most of it; where they differ the
 * text of a view has a place in braces, such as <code>{text}</code> or <code>
 * {seconds began_at, ended_at}</code>, for which each has its own words.
 */
public enum Dialect {
  SPARK(
      Map.of(
          "text", "STRING",
          "seconds", "timestampdiff(SECOND, $1, $2)",
          "millis", "unix_millis($1)",
          "percentiles", "percentile($1, array($2, $3))",
          "nth", "element_at($1, $2)",
          "entry", "$1[$2]",
          "known", "filter(array($1, $2, $3, $4, $5), tag -> tag IS NOT NULL)")),

  /** That of Athena as well. */
  TRINO(
      Map.of(
          "text", "VARCHAR",
          "seconds", "date_diff('second', $1, $2)",
          "millis", "CAST(to_unixtime($1) * 1E3 AS BIGINT)",
          "percentiles", "approx_percentile($1, ARRAY[$2, $3])",
          "nth", "element_at($1, $2)",
          "entry", "element_at($1, $2)",
          "known", "filter(ARRAY[$1, $2, $3, $4, $5], tag -> tag IS NOT NULL)")),

  DUCKDB(
      Map.of(
          "text", "VARCHAR",
          "seconds", "date_sub('second', $1, $2)",
          "millis", "epoch_ms($1)",
          "percentiles", "quantile_cont($1, [$2, $3])",
          "nth", "list_extract($1, $2)",
          "entry", "$1[$2]",
          "known", "list_filter([$1, $2, $3, $4, $5], lambda tag: tag IS NOT NULL)"));

  private static final Pattern PLACE = Pattern.compile("\\{(\\w+)(?:\\s+([^{}]+))?}");
  private static final Pattern COMMA = Pattern.compile(",\\s*");

  @SuppressWarnings("ImmutableEnumChecker") // a Map.of
  private final Map<String, String> words;

  Dialect(Map<String, String> words) {
    this.words = words;
  }

  /**
   * Writes the text of a view.
   *
   * @throws IllegalArgumentException where a place in braces means nothing
   */
  String write(String view) {
    return PLACE
        .matcher(view)
        .replaceAll(
            place -> {
              String written = words.get(place.group(1));
              if (written == null) {
                throw new IllegalArgumentException("No dialect knows " + place.group());
              }
              if (place.group(2) != null) {
                String[] arguments = COMMA.split(place.group(2).strip(), -1);
                for (int i = 0; i < arguments.length; i++) {
                  written = written.replace("$" + (i + 1), arguments[i]);
                }
              }
              return Matcher.quoteReplacement(written);
            });
  }
}
