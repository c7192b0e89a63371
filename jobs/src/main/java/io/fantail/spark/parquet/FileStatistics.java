package io.fantail.spark.parquet;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fantail.shape.Column;
import io.fantail.shape.FieldType;
import io.fantail.shape.Micros;
import io.fantail.shape.Table;
import io.fantail.text.Json;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;

/**
 * What the log of a table says of a file, so that readers pass over those they need not open: the
 * statistics of Delta's PROTOCOL.md, of the times and the hour, and where a sparse column has
 * nothing. Names lie in files by a hash, so their least and greatest would skip none.
 */
public final class FileStatistics {
  private static final Set<String> COUNTED = Set.of(Table.HOUR, "missing_events");

  /**
   * Few rows have anything there, and few files: of these it is told how many rows have nothing.
   */
  private static final Set<String> SPARSE = Set.of("started_execution_arn");

  /** Delta cuts times to milliseconds, and takes that into account when it reads. */
  private static final DateTimeFormatter MILLIS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private FileStatistics() {}

  /** Whether the least and the greatest value of a column are told. */
  public static boolean tellOf(Column column) {
    return column.type() == FieldType.TIME || COUNTED.contains(column.name());
  }

  /** The statistics as JSON. */
  static String of(ParquetMetadata footer, List<Column> columns, long rows) {
    ObjectNode all = Json.MAPPER.createObjectNode();
    all.put("numRecords", rows);
    ObjectNode least = all.putObject("minValues");
    ObjectNode greatest = all.putObject("maxValues");
    ObjectNode nulls = all.putObject("nullCount");
    for (int i = 0; i < columns.size(); i++) {
      if (tellOf(columns.get(i)) || SPARSE.contains(columns.get(i).name())) {
        add(columns.get(i), footer, i, least, greatest, nulls);
      }
    }
    return all.toString();
  }

  private static void add(
      Column column,
      ParquetMetadata footer,
      int place,
      ObjectNode least,
      ObjectNode greatest,
      ObjectNode nulls) {
    Long min = null;
    Long max = null;
    long missing = 0;
    for (BlockMetaData block : footer.getBlocks()) {
      ColumnChunkMetaData chunk = chunkOf(block, footer, place);
      Statistics<?> statistics = chunk.getStatistics();
      missing += statistics.getNumNulls();
      if (statistics.hasNonNullValue() && tellOf(column)) {
        long blockMin = ((Number) statistics.genericGetMin()).longValue();
        long blockMax = ((Number) statistics.genericGetMax()).longValue();
        min = min == null ? blockMin : Math.min(min, blockMin);
        max = max == null ? blockMax : Math.max(max, blockMax);
      }
    }
    nulls.put(column.name(), missing);
    if (min != null && max != null) {
      put(least, column, min);
      put(greatest, column, max);
    }
  }

  private static ColumnChunkMetaData chunkOf(
      BlockMetaData block, ParquetMetadata footer, int place) {
    String name = footer.getFileMetaData().getSchema().getFieldName(place);
    return Objects.requireNonNull(
        block.getColumns().stream()
            .filter(chunk -> chunk.getPath().toArray()[0].equals(name))
            .findFirst()
            .orElse(null),
        name);
  }

  private static void put(ObjectNode values, Column column, long value) {
    if (column.type() == FieldType.TIME) {
      values.put(column.name(), MILLIS.format(Micros.toInstant(value)));
    } else {
      values.put(column.name(), value);
    }
  }
}
