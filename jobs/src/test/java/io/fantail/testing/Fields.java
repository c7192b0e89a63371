package io.fantail.testing;

import java.lang.reflect.RecordComponent;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** A record by the names of its fields: what is the same of two that differ in some. */
public final class Fields {
  private Fields() {}

  public static Map<String, String> of(Record record, Set<String> without) {
    Map<String, String> fields = new TreeMap<>();
    try {
      for (RecordComponent field : record.getClass().getRecordComponents()) {
        if (!without.contains(field.getName())) {
          fields.put(field.getName(), String.valueOf(field.getAccessor().invoke(record)));
        }
      }
    } catch (ReflectiveOperationException impossible) {
      throw new IllegalStateException(impossible);
    }
    return fields;
  }
}
