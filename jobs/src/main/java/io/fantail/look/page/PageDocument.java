package io.fantail.look.page;

import io.fantail.look.words.ScreenPart;
import io.fantail.text.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;

/**
 * The HTML file. Its policy (Content-Security-Policy, W3C CSP Level 3) names the scripts and styles
 * by their hashes and lets nothing else run, and nothing be loaded from anywhere.
 */
public final class PageDocument {
  private static final String UPLOT = "/META-INF/resources/webjars/uplot/1.6.30/";

  /** In the order in which they need each other. */
  private static final List<String> SCRIPTS =
      List.of(
          "dom.js",
          "format.js",
          "answers.js",
          "table.js",
          "charts.js",
          "heat.js",
          "runs.js",
          "tree.js",
          "waterfall.js",
          "states.js",
          "flame.js",
          "blocks.js",
          "search.js",
          "page.js");

  /** How a file begins that may be replaced. */
  public static final String BEGINNING = "<!DOCTYPE html>\n<!-- A page of Fantail. -->\n";

  private PageDocument() {}

  /** The text of the file. */
  public static String of(PageFacts facts, List<ScreenPart> words, PageAnswers.Found found) {
    String library = resource(UPLOT + "dist/uPlot.iife.min.js");
    String scripts =
        "(() => {\n'use strict';\n"
            + String.join("\n", SCRIPTS.stream().map(name -> resource(name)).toList())
            + "\n})();";
    String styles = resource(UPLOT + "dist/uPlot.min.css") + "\n" + resource("page.css");
    List<String> html = new ArrayList<>();
    html.add(BEGINNING + "<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">");
    html.add(
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; script-src "
            + hash(library)
            + " "
            + hash(scripts)
            + "; style-src "
            + hash(styles)
            + "; base-uri 'none'; form-action 'none'\">");
    html.add("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
    html.add("<meta name=\"color-scheme\" content=\"light dark\">");
    html.add("<title>Fantail</title>");
    html.add("<!-- uPlot 1.6.30\n" + resource(UPLOT + "LICENSE").replace("--", "- -") + "-->");
    html.add("<style>" + styles + "</style>\n</head>\n<body>");
    html.add(
        "<noscript>This page draws its figures with its own scripts: let them run.</noscript>");
    html.add("<main id=\"page\" aria-busy=\"true\"></main>");
    html.add(
        "<script type=\"application/json\" id=\"data\">"
            + new PageData().json(facts, words, found)
            + "</script>");
    html.add("<script>" + library + "</script>");
    html.add("<script>" + scripts + "</script>\n</body>\n</html>\n");
    return String.join("\n", html);
  }

  private static String hash(String content) {
    return "'sha256-" + Base64.getEncoder().encodeToString(Sha256.of(content)) + "'";
  }

  private static String resource(String name) {
    try (InputStream in = PageDocument.class.getResourceAsStream(name)) {
      return new String(
          Objects.requireNonNull(in, () -> "the jar lacks " + name).readAllBytes(),
          StandardCharsets.UTF_8);
    } catch (IOException failure) {
      throw new UncheckedIOException(name, failure);
    }
  }
}
