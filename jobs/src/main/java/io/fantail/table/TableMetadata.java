package io.fantail.table;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fantail.shape.Table;
import io.fantail.spark.Rows;
import io.fantail.text.Json;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.delta.actions.Action$;
import org.apache.spark.sql.delta.actions.Metadata;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * What a table says of itself: its sentence and its columns with their comments, which catalogs and
 * {@code DESCRIBE} show.
 */
record TableMetadata(Table table) {
  /**
   * Of none but the day: executions lie in the files of their day by a hash, so the least and the
   * greatest value of a file would skip none.
   */
  private static final String INDEXED_COLUMNS = "delta.dataSkippingNumIndexedCols";

  /**
   * Brings what a table says up to the declaration; columns and properties that are not declared
   * stay as they are.
   *
   * @throws LakeException when a column has another type
   */
  Metadata declared(Metadata present, boolean isNew) {
    try {
      ObjectNode action = (ObjectNode) Json.MAPPER.readTree(present.json());
      ObjectNode metadata = (ObjectNode) action.get("metaData");
      metadata.put("description", table.sentence());
      metadata.put("schemaString", schema(present.schema(), isNew).json());
      TableLayout.declare(present, metadata.withObject("/configuration"));
      if (isNew) {
        metadata.withObject("/configuration").put(INDEXED_COLUMNS, "0");
        metadata.putArray("partitionColumns");
        if (table.byDay()) {
          metadata.withArray("partitionColumns").add(Table.DAY);
        }
      }
      return (Metadata) Action$.MODULE$.fromJson(action.toString());
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("Delta's own JSON", impossible);
    }
  }

  /** The same with these properties, in the place of those of their names. */
  static Metadata withProperties(Metadata present, Map<String, String> properties) {
    try {
      ObjectNode action = (ObjectNode) Json.MAPPER.readTree(present.json());
      ObjectNode configuration = action.withObject("/metaData/configuration");
      properties.forEach(configuration::put);
      return (Metadata) Action$.MODULE$.fromJson(action.toString());
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("Delta's own JSON", impossible);
    }
  }

  /**
   * Refuses a table whose files do not have the names of its columns.
   *
   * @throws LakeException when it is one
   */
  void checkNames(Metadata present) {
    if (!present.columnMappingMode().name().equals("none")) {
      throw new LakeException(
          "The table "
              + table.name()
              + " has column mapping (delta.columnMapping.mode), which Fantail does not write.\n"
              + "Make the table again without that property.");
    }
  }

  private StructType schema(StructType present, boolean isNew) {
    StructType declared = Rows.schema(table);
    if (isNew) {
      return declared;
    }
    List<String> names = Arrays.asList(present.fieldNames());
    List<StructField> fields = new ArrayList<>();
    for (StructField field : present.fields()) {
      fields.add(
          table.columnNames().contains(field.name())
              ? merged(field, declared.apply(field.name()))
              : field);
    }
    for (StructField field : declared.fields()) {
      if (!names.contains(field.name())) {
        // The rows that are there have none.
        fields.add(new StructField(field.name(), field.dataType(), true, field.metadata()));
      }
    }
    return new StructType(fields.toArray(StructField[]::new));
  }

  private StructField merged(StructField present, StructField declared) {
    if (!present.dataType().sameType(declared.dataType())) {
      throw new LakeException(
          "The column %s of the table %s has the type %s, and not %s as in this version."
              .formatted(
                  present.name(),
                  table.name(),
                  present.dataType().sql(),
                  declared.dataType().sql()));
    }
    return new StructField(
        present.name(),
        present.dataType(),
        present.nullable() || declared.nullable(),
        declared.metadata());
  }
}
