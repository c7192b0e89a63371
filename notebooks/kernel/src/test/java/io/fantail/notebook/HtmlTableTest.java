package io.fantail.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

class HtmlTableTest {
  private static String cells(DataType type, @Nullable Object... values) {
    List<Row> rows = Arrays.stream(values).map(value -> RowFactory.create(value)).toList();
    return HtmlTable.of(new Answer.Rows(new StructType().add("column", type), rows, false), 100);
  }

  @Test
  void writesNumbersThatCanBeCompared() {
    assertThat(cells(DataTypes.LongType, 1234567L, -5L))
        .contains("<td class=\"n\">1,234,567</td>", "<td class=\"n\">-5</td>");
    assertThat(cells(DataTypes.DoubleType, 12000.0, 23.0)).contains(">12,000<", ">23<");
    assertThat(cells(DataTypes.DoubleType, 9126.4, 38.2, 0.25))
        .contains(">9,126<", ">38<", ">0.25<");
    assertThat(cells(DataTypes.DoubleType, 7.3, 12.04)).contains(">7.3<", ">12.0<");
    assertThat(cells(DataTypes.DoubleType, 8.1, 6.5)).contains(">8.1<", ">6.5<");
    assertThat(cells(DataTypes.DoubleType, -0.2, -3.0)).contains(">-0.2<", ">-3.0<");
    assertThat(cells(DataTypes.DoubleType, 0.5, 0.0412, 1e-9))
        .contains(">0.50<", ">0.04<", ">1.0e-09<");
    assertThat(cells(DataTypes.DoubleType, Double.NaN, Double.POSITIVE_INFINITY))
        .contains(">NaN<", ">Infinity<");
    assertThat(cells(DataTypes.createDecimalType(10, 2), new BigDecimal("1234.50")))
        .contains(">1,234.50<");
  }

  @Test
  void writesTimesInUtcAndNullAsNothing() {
    assertThat(cells(DataTypes.TimestampType, Instant.parse("2026-08-24T02:00:01Z")))
        .contains("<td>2026-08-24T02:00:01.000Z</td>");
    assertThat(cells(DataTypes.DateType, LocalDate.of(2026, 8, 24)))
        .contains("<td>2026-08-24</td>");
    assertThat(cells(DataTypes.StringType, (Object) null))
        .contains("<td class=\"null\" title=\"null\"></td>");
  }

  @Test
  void saysThatThereIsMore() {
    Answer.Rows rows =
        new Answer.Rows(
            new StructType().add("n", DataTypes.IntegerType),
            Collections.nCopies(30, RowFactory.create(1)),
            false);

    assertThat(HtmlTable.of(rows, 20)).contains("The first 20 rows; there are more");
    assertThat(HtmlTable.of(rows, 30)).doesNotContain("there are more");
    assertThat(HtmlTable.of(rows, 30).split("<tr>", -1)).hasSize(32);
    assertThat(HtmlTable.of(new Answer.Rows(rows.schema(), List.of(), false), 20))
        .contains("No rows.");
  }

  /** Names of states, errors and items are other people's text. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "<script>alert(1)</script>",
        "</td><script>alert(1)</script>",
        "\"><img src=x onerror=alert(1)>",
        "' onmouseover='alert(1)",
        "arn:aws:states:eu-west-1:123456789012:execution:\"><script>alert(1)</script>",
        "https://eu-west-1.console.aws.amazon.com/\"onclick=\"alert(1)",
        "https://console.aws.amazon.com.evil.example/",
        "javascript:alert(1)//https://console.aws.amazon.com/",
        "$$\\require{action}\\href{javascript:alert(1)}{x}$$",
        "&lt;script&gt;",
        "<!--",
        "]]>",
        "\u202egnp.exe\u2066",
        "a\u0000b\u0007c\u001b[31m",
        "\ud800 half a character",
        "</style><script>alert(1)</script>",
        "<svg/onload=alert(1)>"
      })
  void showsHostileTextAsText(String text) throws Exception {
    for (String hostile : List.of(text, text.repeat(600))) {
      Element table = parsed(cells(DataTypes.StringType, hostile));

      NodeList all = table.getElementsByTagName("*");
      for (int i = 0; i < all.getLength(); i++) {
        Element element = (Element) all.item(i);
        assertThat(element.getTagName())
            .isIn("table", "thead", "tbody", "tr", "th", "td", "span", "div", "a", "p");
        for (int j = 0; j < element.getAttributes().getLength(); j++) {
          assertThat(element.getAttributes().item(j).getNodeName())
              .isIn("class", "title", "href", "target", "rel");
        }
        if (element.hasAttribute("href")) {
          assertThat(element.getAttribute("href"))
              .matches("https://([a-z0-9-]+\\.)?console\\.aws\\.amazon\\.com/.*");
        }
      }
      assertThat(table.getTextContent()).doesNotContain("\u202e", "\u2066", "\u0007", "\u001b");
      if (hostile.equals(text) && text.startsWith("<")) {
        assertThat(table.getTextContent()).contains(text);
      }
    }
  }

  @Test
  void leadsToAwsOnly() {
    assertThat(
            cells(
                DataTypes.StringType,
                "https://eu-west-1.console.aws.amazon.com/states/home?region=eu-west-1#/x/y"))
        .contains("<a href=\"https://eu-west-1.console.aws.amazon.com/states/home");
    assertThat(cells(DataTypes.StringType, "https://example.com/console.aws.amazon.com/"))
        .doesNotContain("<a ");
  }

  @Test
  void keepsTheWholeArnToBeCopied() throws Exception {
    String arn =
        "arn:aws:states:eu-west-1:123456789012:execution:order-fanout/ProcessOrd1:3697fed5";

    assertThat(parsed(cells(DataTypes.StringType, arn)).getTextContent()).contains(arn);
  }

  /** What a browser forgives, XML does not. */
  private static Element parsed(String html)
      throws ParserConfigurationException, IOException, SAXException {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader("<html>" + html + "</html>")))
        .getDocumentElement();
  }
}
