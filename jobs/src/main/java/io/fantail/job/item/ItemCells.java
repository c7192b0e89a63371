package io.fantail.job.item;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SequenceWriter;
import com.fasterxml.jackson.dataformat.csv.CsvGenerator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import io.fantail.text.Json;
import java.io.IOException;
import java.io.Writer;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Items as rows of CSV: each field of an object is a cell under its name, what is in objects and
 * arrays is JSON, null is empty. An item that is no object stands under {@code item}.
 */
final class ItemCells {
  private static final String NO_OBJECT = "item";

  private ItemCells() {}

  /** The names of all fields, each where it comes first. */
  static Set<String> header(Iterator<String> items) {
    Set<String> names = new LinkedHashSet<>();
    while (items.hasNext()) {
      names.addAll(cells(items.next()).keySet());
    }
    return names;
  }

  static void write(Set<String> header, Iterator<String> items, Writer out) throws IOException {
    CsvSchema.Builder schema = CsvSchema.builder().setUseHeader(true).setLineSeparator("\n");
    header.forEach(schema::addColumn);
    ObjectWriter writer =
        new CsvMapper()
            .enable(CsvGenerator.Feature.STRICT_CHECK_FOR_QUOTING)
            .writer(schema.build())
            .without(com.fasterxml.jackson.core.JsonGenerator.Feature.AUTO_CLOSE_TARGET);
    try (SequenceWriter rows = writer.writeValues(out)) {
      while (items.hasNext()) {
        rows.write(cells(items.next()));
      }
    }
  }

  static Map<String, String> cells(String item) {
    JsonNode json = treeOf(item);
    Map<String, String> cells = new LinkedHashMap<>();
    if (json.isObject()) {
      json.fields().forEachRemaining(field -> cells.put(field.getKey(), cell(field.getValue())));
    } else {
      cells.put(NO_OBJECT, cell(json));
    }
    return cells;
  }

  private static String cell(JsonNode value) {
    return value.isNull() ? "" : value.isContainerNode() ? value.toString() : value.asText();
  }

  private static JsonNode treeOf(String item) {
    try {
      return Json.tree(item);
    } catch (JsonProcessingException beyondAllBounds) {
      return Json.MAPPER.getNodeFactory().textNode(item);
    }
  }
}
