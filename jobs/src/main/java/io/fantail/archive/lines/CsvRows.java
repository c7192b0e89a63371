package io.fantail.archive.lines;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.dataformat.csv.CsvFactory;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import io.fantail.archive.json.RewindableInput;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a CSV text, from where its stream stands. It is read as one character per byte: what
 * separates cells is ASCII, so that a place is that of a byte and a cell has the bytes that stand
 * there.
 */
final class CsvRows {
  private static final int MAX_CELL_BYTES = 2 << 20;

  private static final CsvFactory FACTORY =
      CsvFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder().maxStringLength(MAX_CELL_BYTES).build())
          .enable(CsvParser.Feature.WRAP_AS_ARRAY)
          .build();

  private final CsvParser parser;
  private final long streamPosition;
  private long position;
  private boolean begun;

  CsvRows(RewindableInput in, char separator) throws IOException {
    this.streamPosition = in.position();
    this.position = streamPosition;
    this.parser = FACTORY.createParser(new InputStreamReader(in, StandardCharsets.ISO_8859_1));
    parser.disable(JsonParser.Feature.AUTO_CLOSE_SOURCE);
    parser.setSchema(CsvSchema.emptySchema().withColumnSeparator(separator));
  }

  /** The cells of one line, as it names columns; empty when it is no CSV. */
  static List<String> cells(String line, char separator) {
    try (CsvParser parser = FACTORY.createParser(line)) {
      parser.setSchema(CsvSchema.emptySchema().withColumnSeparator(separator));
      List<String> cells = new ArrayList<>();
      JsonToken token = parser.nextToken();
      while (token != null) {
        if (token == JsonToken.VALUE_STRING) {
          cells.add(parser.getText());
        }
        token = parser.nextToken();
      }
      return cells;
    } catch (IOException noCsv) {
      return List.of();
    }
  }

  /**
   * The cells of the next row, or null at the end.
   *
   * @throws com.fasterxml.jackson.core.JsonProcessingException where the CSV is torn; {@link
   *     #position} is where the row begins
   */
  @Nullable List<String> next() throws IOException {
    if (!begun) {
      // Around all rows.
      parser.nextToken();
      begun = true;
    } else {
      position = end();
    }
    if (parser.nextToken() != JsonToken.START_ARRAY) {
      return null;
    }
    List<String> cells = new ArrayList<>();
    while (parser.nextToken() == JsonToken.VALUE_STRING) {
      if (cells.isEmpty()) {
        position = streamPosition + parser.currentTokenLocation().getCharOffset();
      }
      cells.add(parser.getText());
    }
    return cells;
  }

  /** Where the row begins, or the line before it ends, in bytes from the start of the stream. */
  long position() {
    return position;
  }

  /** Where the last row ends, in bytes from the start of the stream. */
  long end() {
    return streamPosition + Math.max(0, parser.currentLocation().getCharOffset());
  }
}
