package io.fantail.spark.parquet;

import java.util.function.IntConsumer;
import java.util.function.IntPredicate;
import org.apache.parquet.io.api.RecordConsumer;

/** Writes maps and lists in the three levels that Parquet's LogicalTypes.md wants of them. */
final class RepeatedGroups {
  private RepeatedGroups() {}

  /**
   * Writes a map.
   *
   * @param hasValue whether the value of an entry is not null
   */
  static void writeMap(
      RecordConsumer out, int size, IntConsumer key, IntPredicate hasValue, IntConsumer value) {
    write(
        out,
        "key_value",
        size,
        entry -> {
          out.startField("key", 0);
          key.accept(entry);
          out.endField("key", 0);
          if (hasValue.test(entry)) {
            out.startField("value", 1);
            value.accept(entry);
            out.endField("value", 1);
          }
        });
  }

  /** Writes a list, of which no element is null. */
  static void writeList(RecordConsumer out, int size, IntConsumer element) {
    write(
        out,
        "list",
        size,
        i -> {
          out.startField("element", 0);
          element.accept(i);
          out.endField("element", 0);
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
