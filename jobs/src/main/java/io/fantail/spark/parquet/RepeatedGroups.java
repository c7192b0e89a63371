package io.fantail.spark.parquet;

import java.util.function.IntConsumer;
import org.apache.parquet.io.api.RecordConsumer;

/** Writes maps and lists in the three levels that Parquet's LogicalTypes.md wants of them. */
final class RepeatedGroups {
  private static final String KEY = "key";
  private static final String VALUE = "value";
  private static final String ELEMENT = "element";

  private RepeatedGroups() {}

  /**
   * Writes a map.
   *
   * @param entry writes the key of an entry, and behind it the value unless that is null
   */
  static void writeMap(RecordConsumer out, int size, IntConsumer entry) {
    write(out, "key_value", size, entry);
  }

  static void startKey(RecordConsumer out) {
    out.startField(KEY, 0);
  }

  static void endKey(RecordConsumer out) {
    out.endField(KEY, 0);
  }

  static void startValue(RecordConsumer out) {
    out.startField(VALUE, 1);
  }

  static void endValue(RecordConsumer out) {
    out.endField(VALUE, 1);
  }

  /** Writes a list, of which no element is null. */
  static void writeList(RecordConsumer out, int size, IntConsumer element) {
    write(
        out,
        "list",
        size,
        i -> {
          out.startField(ELEMENT, 0);
          element.accept(i);
          out.endField(ELEMENT, 0);
        });
  }

  private static void write(RecordConsumer out, String repeated, int size, IntConsumer group) {
    out.startGroup();
    if (size > 0) {
      out.startField(repeated, 0);
      for (int i = 0; i < size; i++) {
        out.startGroup();
        group.accept(i);
        out.endGroup();
      }
      out.endField(repeated, 0);
    }
    out.endGroup();
  }
}
