package io.fantail.notebook;

import io.fantail.text.Printable;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;
import scala.collection.Iterator;

/** Values of Spark as text in one line, without characters that would change what is around it. */
final class CellText {
  /** To the millisecond, as AWS has it, so that times below each other can be compared. */
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private CellText() {}

  /** Returns the text of a value that is not null. */
  static String of(Object value) {
    return Printable.of(text(value));
  }

  private static String text(@Nullable Object value) {
    if (value == null) {
      return "null";
    }
    if (value instanceof Number number) {
      return Numbers.of(number);
    }
    if (value instanceof Instant instant) {
      return TIME.format(instant);
    }
    if (value instanceof Timestamp timestamp) {
      return TIME.format(timestamp.toInstant());
    }
    if (value instanceof byte[] bytes) {
      return HexFormat.of().formatHex(bytes);
    }
    if (value instanceof Row row) {
      List<String> parts = new ArrayList<>();
      for (int i = 0; i < row.size(); i++) {
        String name = row.schema() == null ? "" : row.schema().fieldNames()[i] + ": ";
        parts.add(name + text(row.get(i)));
      }
      return "{" + String.join(", ", parts) + "}";
    }
    if (value instanceof scala.collection.Map<?, ?> map) {
      List<String> parts = new ArrayList<>();
      map.foreach(entry -> parts.add(text(entry._1()) + ": " + text(entry._2())));
      return "{" + String.join(", ", parts) + "}";
    }
    if (value instanceof scala.collection.Iterable<?> several) {
      List<String> parts = new ArrayList<>();
      Iterator<?> each = several.iterator();
      while (each.hasNext()) {
        parts.add(text(each.next()));
      }
      return "[" + String.join(", ", parts) + "]";
    }
    return String.valueOf(value);
  }
}
