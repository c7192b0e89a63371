package io.fantail.notebook.chart;

import io.fantail.notebook.CellMistake;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a comment in a cell asks to be drawn, which to SQL is a comment like any other:
 *
 * <pre>
 * -- chart: line x=at y=running,failed          a line for each column of y
 * -- chart: step x=ms y=percent by=who log=xy   steps, one line for each value of by
 * -- chart: bars x=state y=slow_ms,other_ms     bars side by side for each value of x
 * -- chart: stack x=who y=lambda_ms,retry_ms    the same behind each other
 * -- chart: spans x=from_ms,to_ms y=span by=kind   a bar from one time to another in each row
 * </pre>
 *
 * @param by the column that tells lines or colours apart; null where there is one for each of y
 * @param logX whether the axis is logarithmic
 */
public record ChartRequest(
    Kind kind, List<String> x, List<String> y, @Nullable String by, boolean logX, boolean logY) {

  /** What is drawn. */
  public enum Kind {
    LINE,
    STEP,
    BARS,
    STACK,
    SPANS
  }

  private static final Pattern COMMENT =
      Pattern.compile("(?m)^\\s*--\\s*chart:[ \\t]*(\\w+)[ \\t]*([^\\n]*)$");

  private static final Set<String> WORDS = Set.of("x", "y", "by", "log");

  /** What a request may look like, for whoever made a mistake in one. */
  private static final String FORM =
      " Write -- chart: line|step|bars|stack|spans x=COLUMN y=COLUMN,... [by=COLUMN] [log=x|y|xy].";

  /**
   * Finds the request in a statement; null where there is none.
   *
   * @throws CellMistake when it cannot be understood
   */
  public static @Nullable ChartRequest in(String statement) {
    Matcher comment = COMMENT.matcher(statement);
    if (!comment.find()) {
      return null;
    }
    Kind kind;
    try {
      kind = Kind.valueOf(comment.group(1).toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException unknown) {
      throw new CellMistake("No chart is called " + comment.group(1) + "." + FORM);
    }
    Map<String, String> words = new HashMap<>();
    for (String word : comment.group(2).strip().split("\\s+", -1)) {
      String[] parts = word.split("=", 2);
      if (parts.length != 2 || !WORDS.contains(parts[0]) || parts[1].isEmpty()) {
        throw new CellMistake("A chart knows no " + word + "." + FORM);
      }
      words.put(parts[0], parts[1]);
    }
    String log = words.getOrDefault("log", "");
    ChartRequest request =
        new ChartRequest(
            kind,
            columns(words, "x"),
            columns(words, "y"),
            words.get("by"),
            log.contains("x"),
            log.contains("y"));
    if (request.x.size() != (kind == Kind.SPANS ? 2 : 1)
        || (kind == Kind.SPANS && request.y.size() != 1)
        || !log.matches("x?y?")) {
      throw new CellMistake("The chart is not understood: " + comment.group().strip() + "." + FORM);
    }
    return request;
  }

  private static List<String> columns(Map<String, String> words, String name) {
    String columns = words.get(name);
    if (columns == null) {
      throw new CellMistake("The chart has no " + name + "." + FORM);
    }
    return List.of(columns.split(",", -1));
  }
}
