package io.fantail.job.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Test;

/** Rows as CSV and Markdown. */
class PrintedRowsTest {
  private static final String PARTS = "ab ,;\"'\r\n\t|=+-@<>&`*_[]\\é注\u2028\u0000";

  @Test
  void writesCsvAsTheStandardHasIt() {
    Row row =
        RowFactory.create(null, "", "a,b", "c\nd", "e\"f", 1.5, new BigDecimal("1E+3"), -7L, true);

    assertThat(csv(List.of("n", "n", "x,y", "d", "e", "f", "g", "h", "i"), row))
        .isEqualTo(
            "n,n,\"x,y\",d,e,f,g,h,i\r\n,\"\",\"a,b\",\"c\nd\",\"e\"\"f\",1.5,1000,-7,true\r\n");
  }

  @Test
  void writesTimesAsTheyAreReadEverywhere() {
    Instant time = Instant.parse("2026-08-24T02:00:00.120Z");

    assertThat(
            csv(
                List.of("a", "b", "c"),
                RowFactory.create(time, Timestamp.from(time), LocalDate.of(2026, 8, 24))))
        .isEqualTo("a,b,c\r\n2026-08-24T02:00:00.120Z,2026-08-24T02:00:00.120Z,2026-08-24\r\n");
  }

  /** Another program of its kind reads what was written. */
  @Test
  void writesCsvThatReadsBack() throws IOException {
    Random random = new Random(11);
    for (int i = 0; i < 300; i++) {
      String[] cells = new String[3];
      for (int cell = 0; cell < cells.length; cell++) {
        cells[cell] = text(random);
      }
      List<String> header = List.of(text(random), "b", "b");

      String csv = csv(header, RowFactory.create((Object[]) cells));

      try (MappingIterator<String[]> lines =
          new CsvMapper()
              .readerFor(String[].class)
              .with(CsvParser.Feature.WRAP_AS_ARRAY)
              .readValues(csv)) {
        assertThat(lines.readAll()).containsExactly(header.toArray(String[]::new), cells);
      }
    }
  }

  @Test
  void writesOneLineOfMarkdownForARow() {
    assertThat(
            markdown(
                List.of("execution_arn", "ms"),
                RowFactory.create("a|b\r\nc\\d <script> *x* _y_ [z](u) `q`", 1.5),
                RowFactory.create(null, null)))
        .containsExactly(
            "| execution_arn | ms |",
            "| --- | ---: |",
            "| a\\|b<br>c\\\\d &lt;script&gt; \\*x\\* \\_y\\_ \\[z\\](u) \\`q\\` | 1.5 |",
            "|  |  |");
  }

  @Test
  void breaksNoLineOfMarkdown() {
    Random random = new Random(12);
    for (int i = 0; i < 300; i++) {
      List<String> lines =
          markdown(List.of(text(random), "b"), RowFactory.create(text(random), text(random)));

      assertThat(lines).hasSize(3);
      assertThat(lines)
          .allSatisfy(
              line ->
                  assertThat(line.replace("\\\\", "").replace("\\|", "").split("[|]", -1))
                      .hasSize(4));
    }
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    int length = 1 + random.nextInt(40);
    for (int i = 0; i < length; i++) {
      text.append(PARTS.charAt(random.nextInt(PARTS.length())));
    }
    return text.toString();
  }

  private static String csv(List<String> header, Row... rows) {
    StringWriter text = new StringWriter();
    CsvRows.print(header, Arrays.asList(rows), text);
    return text.toString();
  }

  private static List<String> markdown(List<String> header, Row... rows) {
    StringWriter text = new StringWriter();
    PrintWriter out = new PrintWriter(text, true);
    MarkdownRows.print(header, Arrays.asList(rows), out);
    return new ArrayList<>(Arrays.asList(text.toString().split("\n", 0)));
  }
}
