package io.fantail.notebook.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.fantail.notebook.CellMistake;
import java.io.IOException;
import java.io.StringReader;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

class ChartTest {
  private static Element draw(String comment, List<String> columns, Row... rows)
      throws ParserConfigurationException, IOException, SAXException {
    ChartRequest request =
        Objects.requireNonNull(ChartRequest.in("-- chart: " + comment + "\nSELECT 1"));
    String svg = Chart.svg(request, columns, Arrays.asList(rows));
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(svg)))
        .getDocumentElement();
  }

  private static Row row(@Nullable Object... values) {
    return RowFactory.create(values);
  }

  private static List<Element> elements(Element svg, String tag) {
    NodeList found = svg.getElementsByTagName(tag);
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < found.getLength(); i++) {
      elements.add((Element) found.item(i));
    }
    return elements;
  }

  private static List<String> texts(Element svg) {
    return elements(svg, "text").stream()
        .map(text -> text.getFirstChild().getTextContent())
        .toList();
  }

  /** The bars beside those of the legend, which are squares. */
  private static List<Element> bars(Element svg) {
    return elements(svg, "rect").stream()
        .filter(bar -> !bar.getAttribute("height").equals("10.0"))
        .toList();
  }

  private static double number(Element element, String attribute) {
    return Double.parseDouble(element.getAttribute(attribute));
  }

  @Test
  void drawsASurvivalCurveOnLogarithmicAxes() throws Exception {
    Element svg =
        draw(
            "step x=longer_than_ms y=children_percent by=who log=xy",
            List.of("who", "longer_than_ms", "children_percent"),
            row("children", 100.0, 100.0),
            row("children", 1000.0, 10.0),
            row("children", 10000.0, 1.0),
            row("parents", 100.0, 100.0),
            row("parents", 10000.0, 100.0));

    assertThat(texts(svg))
        .contains("longer than (ms)", "children (%)", "children", "parents")
        .contains("100", "1,000", "10,000", "1", "10");
    List<Element> dots = elements(svg, "circle");
    assertThat(number(dots.get(1), "cx") - number(dots.get(0), "cx"))
        .as("a decade is as wide as the next")
        .isCloseTo(number(dots.get(2), "cx") - number(dots.get(1), "cx"), within(0.11));
    assertThat(number(dots.get(1), "cy") - number(dots.get(0), "cy"))
        .isCloseTo(number(dots.get(2), "cy") - number(dots.get(1), "cy"), within(0.11));
    assertThat(elements(svg, "path").get(0).getAttribute("d")).matches("M\\S+ \\S+?L.*");
  }

  @Test
  void drawsTimesInUtc() throws Exception {
    Element svg =
        draw(
            "line x=bucket_start y=running,failed",
            List.of("bucket_start", "running", "failed"),
            row(Instant.parse("2026-08-24T02:00:00Z"), 0L, 0L),
            row(Instant.parse("2026-08-24T02:00:30Z"), 40L, 2L),
            row(Instant.parse("2026-08-24T02:01:00Z"), null, 1L));

    assertThat(texts(svg))
        .contains("bucket start (UTC)", "count", "running", "failed", "02:00:00", "02:00:30", "40");
    assertThat(elements(svg, "path")).hasSize(2);
    assertThat(elements(svg, "path").get(1).getAttribute("stroke")).isEqualTo("#d55e00");
  }

  @Test
  void drawsBarsAsLongAsTheirValues() throws Exception {
    Element svg =
        draw(
            "bars x=part y=this_ms,siblings_median_ms",
            List.of("part", "this_ms", "siblings_median_ms"),
            row("retry", 9000.0, 0.0),
            row("lambda", 3000.0, null),
            row("task", -3000.0, 1.0));

    List<Element> bars = bars(svg);
    assertThat(number(bars.get(0), "width"))
        .isCloseTo(3 * number(bars.get(2), "width"), within(0.3));
    assertThat(number(bars.get(4), "x") + number(bars.get(4), "width"))
        .as("what is below 0 ends there")
        .isCloseTo(number(bars.get(0), "x"), within(0.11));
    assertThat(texts(svg)).contains("retry", "lambda", "this", "siblings median", "ms", "9,000");
  }

  @Test
  void stacksPartsToTheirSum() throws Exception {
    Element svg =
        draw(
            "stack x=who y=lambda_ms,retry_ms",
            List.of("who", "lambda_ms", "retry_ms"),
            row("slow", 100.0, 300.0),
            row("rest", 100.0, 0.0));

    List<Element> bars = bars(svg);
    assertThat(number(bars.get(0), "x") + number(bars.get(0), "width"))
        .isCloseTo(number(bars.get(1), "x"), within(0.11));
    assertThat(number(bars.get(1), "width"))
        .isCloseTo(3 * number(bars.get(0), "width"), within(0.3));
    assertThat(texts(svg)).contains("400", "100");
  }

  @Test
  void drawsATraceInItsOrder() throws Exception {
    Element svg =
        draw(
            "spans x=from_start_ms,to_ms y=span by=colour",
            List.of("span", "colour", "from_start_ms", "to_ms"),
            row("execution", "execution", 0.0, 1000.0),
            row("   state", "failed", 250.0, 750.0),
            row("      attempt", "attempt", 500.0, null));

    List<Element> bars = bars(svg);
    assertThat(bars).hasSize(3);
    assertThat(number(bars.get(1), "width"))
        .isCloseTo(number(bars.get(0), "width") / 2, within(0.2));
    assertThat(number(bars.get(1), "y")).isGreaterThan(number(bars.get(0), "y"));
    assertThat(texts(svg)).contains("execution", "state", "attempt", "no end", "from start (ms)");
  }

  /** Rows that a lake may well have. */
  @Test
  void drawsWhatThereIs() throws Exception {
    List<String> columns = List.of("at", "ms");
    assertThat(
            texts(
                draw(
                    "line x=at y=ms log=xy",
                    columns,
                    row(0.0, 0.0),
                    row(-1.0, 5.0),
                    row(null, null),
                    row(2.0, Double.NaN),
                    row(5.0, 5.0),
                    row(6.0, 5.0))))
        .contains("2 points at 0 have no place on a log axis");
    assertThat(
            texts(
                draw(
                    "line x=at y=ms",
                    columns,
                    row(LocalDate.of(2026, 8, 24), 5.0),
                    row(LocalDate.of(2026, 8, 27), 5.0))))
        .contains("at (UTC)", "08-24 00:00", "08-26 00:00");
    assertThat(bars(draw("bars x=at y=ms", columns, row(null, 0.0)))).hasSize(1);
    Row[] many = new Row[200];
    Arrays.setAll(many, i -> row("state " + i, (double) i));
    assertThat(texts(draw("bars x=at y=ms", columns, many))).contains("170 more are in the table");
    assertThat(texts(draw("line x=ms y=ms by=at", columns, many)))
        .contains("192 more lines are in the table");
  }

  /** The table below says as much. */
  @Test
  void drawsNoLineOfOnePoint() {
    ChartRequest request = Objects.requireNonNull(ChartRequest.in("-- chart: line x=at y=ms"));

    assertThat(Chart.svg(request, List.of("at", "ms"), List.of(row(1.0, 2.0), row(1.0, 3.0))))
        .isEmpty();
    assertThat(Chart.svg(request, List.of("at", "ms"), List.of(row(null, null)))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<script>alert(1)</script>",
        "</title></svg><script>alert(1)</script>",
        "\"><image href=x onerror=alert(1) />",
        "&amp;<![CDATA[",
        "\u202ea\u0000b",
        "\ud800"
      })
  void showsHostileNamesAsText(String name) throws Exception {
    List<Element> pictures =
        List.of(
            draw(
                "line x=a y=b by=n",
                List.of("n", "a", "b"),
                row(name, 1.0, 1.0),
                row(name, 2.0, 1.0)),
            draw("bars x=n y=a,b", List.of("n", "a", "b"), row(name.repeat(50), 1.0, 1.0)),
            draw("spans x=a,b y=n by=n", List.of("n", "a", "b"), row(name, 1.0, 2.0)));

    for (Element picture : pictures) {
      for (Element element : elements(picture, "*")) {
        assertThat(element.getTagName()).isIn("text", "title", "line", "path", "circle", "rect");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-- chart: pie x=a y=b",
        "-- chart: line x=a",
        "-- chart: line y=a",
        "-- chart: line x=a y=b z=c",
        "-- chart: line x=a,b y=b",
        "-- chart: line x=a y=b log=z",
        "-- chart: spans x=a y=b",
        "-- chart: spans x=a,b y=b,c",
        "-- chart: line x = a y = b"
      })
  void refusesWhatIsNoChart(String comment) {
    assertThatThrownBy(() -> ChartRequest.in(comment + "\nSELECT 1"))
        .isInstanceOf(CellMistake.class)
        .hasMessageContaining("-- chart: line|step|bars|stack|spans");
  }

  @Test
  void saysWhichColumnsThereAre() {
    assertThatThrownBy(() -> draw("line x=nosuch y=b", List.of("a", "b"), row(1.0, 2.0)))
        .hasMessage("The chart asks for nosuch, but the columns are a, b.");
    assertThatThrownBy(() -> draw("line x=a y=b", List.of("a", "b"), row("x", 2.0)))
        .hasMessage("The chart needs numbers or times in a.");
  }

  @Test
  void isACommentToEverybodyElse() {
    assertThat(ChartRequest.in("SELECT 1 -- a chart: of nothing")).isNull();
    assertThat(ChartRequest.in("SELECT '-- chart: line'")).isNull();
    assertThat(ChartRequest.in("  --chart: line x=a y=b\nSELECT 1"))
        .isEqualTo(
            new ChartRequest(
                ChartRequest.Kind.LINE, List.of("a"), List.of("b"), null, false, false));
  }
}
