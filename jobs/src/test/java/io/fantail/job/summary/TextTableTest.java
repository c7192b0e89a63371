package io.fantail.job.summary;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Test;

class TextTableTest {
  private static final String ARN =
      "arn:aws:states:eu-west-1:444455556666:execution:order-fanout/ProcessOrd1:0123abcd";

  private static List<String> printed(int width, List<String> header, Row... rows) {
    StringWriter text = new StringWriter();
    TextTable.of(header, List.of(rows), 10, Integer.MAX_VALUE)
        .print(new PrintWriter(text, true), width);
    return text.toString().lines().toList();
  }

  @Test
  void isWholeWhereItFits() {
    assertThat(
            printed(
                80,
                List.of("name", "ms"),
                RowFactory.create("a", 1.25),
                RowFactory.create("bc", 20.0)))
        .containsExactly("name    ms", "----  ----", "a      1.3", "bc    20.0");
  }

  @Test
  void writesCountsAsSentencesDo() {
    assertThat(
            printed(
                80,
                List.of("long", "int", "ms", "price"),
                RowFactory.create(6_250L, 1_000_000, 12_000.0, new BigDecimal("1234.5678")),
                RowFactory.create(0L, -1_234, 0.25, new BigDecimal("1E+3"))))
        .containsExactly(
            " long        int        ms       price",
            "-----  ---------  --------  ----------",
            "6,250  1,000,000  12,000.0  1,234.5678",
            "    0     -1,234     0.250       1,000");
  }

  @Test
  void cutsTheLongestTextsToTheTerminal() {
    List<String> lines =
        printed(
            60,
            List.of("execution_arn", "cause", "ms"),
            RowFactory.create(
                ARN, "the connection was closed by the peer before an answer came", 1234));

    assertThat(lines).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(60));
    assertThat(lines.get(2))
        .startsWith("arn:")
        .contains("…", ":0123abcd", "the connection")
        .endsWith("1,234");
    assertThat(lines).last().isEqualTo("(cut to fit: 2 texts; | cat shows all)");
  }

  @Test
  void saysThatColumnsAreBeyondTheEdge() {
    List<String> lines =
        printed(20, List.of("first", "second", "third", "fourth"), RowFactory.create(1, 2, 3, 4));

    assertThat(lines.get(0)).isEqualTo("first  second  thir…").hasSize(20);
  }

  @Test
  void letsNoValueMoveTheCursor() {
    assertThat(printed(80, List.of("name"), RowFactory.create("a\u001b[2Jb\r\nc\u0007")))
        .last()
        .isEqualTo("a [2Jb  c");
  }
}
