package io.fantail.job.query;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.dataformat.csv.CsvFactory;
import com.fasterxml.jackson.dataformat.csv.CsvGenerator;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * Writes rows as CSV (RFC 4180): the names of the columns first, lines end with CR LF. What is not
 * known is an empty cell, an empty text a quoted one.
 */
final class CsvRows {
  private static final String LINE_END = "\r\n";

  private CsvRows() {}

  static void print(List<String> header, List<Row> rows, Writer out) {
    CsvFactory factory =
        CsvFactory.builder().enable(CsvGenerator.Feature.ALWAYS_QUOTE_EMPTY_STRINGS).build();
    try (CsvGenerator csv = factory.createGenerator(out)) {
      csv.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
      csv.setSchema(places(header.size()));
      line(csv, header);
      for (Row row : rows) {
        @Nullable String[] cells = new String[row.size()];
        for (int i = 0; i < cells.length; i++) {
          cells[i] = PlainCells.text(row.get(i));
        }
        line(csv, Arrays.asList(cells));
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Cells by their places: two columns may have one name. */
  private static CsvSchema places(int count) {
    CsvSchema.Builder schema = CsvSchema.builder().setLineSeparator(LINE_END);
    for (int i = 0; i < count; i++) {
      schema.addColumn(place(i));
    }
    return schema.build();
  }

  private static void line(CsvGenerator csv, List<@Nullable String> cells) throws IOException {
    csv.writeStartObject();
    for (int i = 0; i < cells.size(); i++) {
      String cell = cells.get(i);
      csv.writeFieldName(place(i));
      if (cell == null) {
        csv.writeNull();
      } else {
        csv.writeString(cell);
      }
    }
    csv.writeEndObject();
  }

  private static String place(int column) {
    return "c" + column;
  }
}
