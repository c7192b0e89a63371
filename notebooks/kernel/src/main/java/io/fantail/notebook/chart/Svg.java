package io.fantail.notebook.chart;

import io.fantail.notebook.Html;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Writes SVG for a page that is light or dark: text and lines take the page's own colour, and all
 * else the colours of Okabe and Ito, which colour-blind people can tell apart.
 */
final class Svg {
  static final int WIDTH = 820;

  private static final List<String> COLOURS =
      List.of("#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#b5a900", "#8a8a8a");

  private static final int CHAR_WIDTH = 7;

  private static final int ROW_HEIGHT = 18;

  private final StringBuilder out = new StringBuilder();

  private static final String OF_FAILURES = "#d55e00";

  private static final Pattern FAILURE = Pattern.compile("(?i)fail|error");

  /** Returns a colour for each of several names; the first that means failure has vermilion. */
  static List<String> colours(List<String> names) {
    List<String> colours = new ArrayList<>();
    boolean hasFailure = false;
    int next = 0;
    for (String name : names) {
      if (!hasFailure && FAILURE.matcher(name).find()) {
        hasFailure = true;
        colours.add(OF_FAILURES);
      } else {
        colours.add(COLOURS.get(next++ % COLOURS.size()));
      }
    }
    return colours;
  }

  void line(double x1, double y1, double x2, double y2, double opacity) {
    out.append(
        format(
            "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"currentColor\""
                + " stroke-opacity=\"%.2f\"/>%n",
            x1, y1, x2, y2, opacity));
  }

  /**
   * Draws a line through points.
   *
   * @param title shows when the pointer rests on it
   */
  void path(String points, String colour, String title) {
    out.append(
        format(
            "<path d=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\""
                + " stroke-linejoin=\"round\"><title>%s</title></path>%n",
            points, colour, Html.escaped(title)));
  }

  void dot(double x, double y, String colour, String title) {
    out.append(
        format(
            "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3.5\" fill=\"%s\"><title>%s</title></circle>%n",
            x, y, colour, Html.escaped(title)));
  }

  void bar(double x, double y, double width, double height, String colour, String title) {
    out.append(
        format(
            "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" fill=\"%s\">"
                + "<title>%s</title></rect>%n",
            x, y, Math.max(width, 0), height, colour, Html.escaped(title)));
  }

  /**
   * Writes text.
   *
   * @param anchor start, middle or end
   */
  void text(double x, double y, String anchor, String text) {
    out.append(
        format(
            "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>%n",
            x, y, anchor, Html.escaped(text)));
  }

  /** Writes a text that ends at x, is cut where it has no room, and whole under the pointer. */
  void label(double x, double y, String text, int room) {
    named(x, y, "end", text, room);
  }

  /** The same of one that begins at x. */
  void name(double x, double y, String text, int room) {
    named(x, y, "start", text, room);
  }

  private void named(double x, double y, String anchor, String text, int room) {
    int chars = Math.max(4, room / CHAR_WIDTH);
    String shown = text.length() <= chars ? text : text.substring(0, chars - 1) + "…";
    out.append(
        format(
            "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s<title>%s</title></text>%n",
            x, y, anchor, Html.escaped(shown), Html.escaped(text)));
  }

  /** Writes what the vertical axis measures, along it. */
  void vertical(double x, double y, String text) {
    out.append(
        format(
            "<text transform=\"translate(%.1f %.1f) rotate(-90)\" text-anchor=\"middle\">%s</text>%n",
            x, y, Html.escaped(text)));
  }

  /**
   * Says which colour is whose.
   *
   * @return how much room that took from above
   */
  int legend(int left, List<String> names) {
    double x = left;
    int row = 0;
    List<String> colours = colours(names);
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i);
      String shown = name.length() <= 40 ? name : name.substring(0, 39) + "…";
      double width = 26 + shown.length() * CHAR_WIDTH;
      if (x + width > WIDTH && x > left) {
        x = left;
        row++;
      }
      double y = 14 + row * ROW_HEIGHT;
      bar(x, y - 9, 10, 10, colours.get(i), name);
      text(x + 15, y, "start", shown);
      x += width;
    }
    return 14 + (row + 1) * ROW_HEIGHT;
  }

  /** Returns how much of the height a legend of these takes. */
  static int legendHeight(int left, List<String> names) {
    return new Svg().legend(left, names);
  }

  /**
   * Returns the whole picture.
   *
   * @param description what a screen reader says in its place
   */
  String picture(int height, String description) {
    return format(
            "<svg viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\" role=\"img\" aria-label=\"%s\""
                + " font-family=\"system-ui,sans-serif\" font-size=\"12\" fill=\"currentColor\">%n",
            WIDTH, height, WIDTH, height, Html.escaped(description))
        + out
        + "</svg>";
  }

  private static String format(String form, Object... values) {
    return String.format(Locale.ROOT, form.replace("%n", "\n"), values);
  }
}
