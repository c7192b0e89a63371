package io.fantail.archive.named;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.RuntimeJsonMappingException;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import io.fantail.archive.record.ArchiveObject;
import io.fantail.archive.record.ArchiveObject.Version;
import io.fantail.archive.storage.ArchiveStorage;
import java.io.IOException;
import java.io.Reader;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.Path;
import org.jspecify.annotations.Nullable;

/** The rows of a CSV file of S3 Inventory, whose keys are encoded as in URLs. */
final class InventoryRows {
  private static final ObjectReader ROWS =
      CsvMapper.builder()
          .enable(CsvParser.Feature.WRAP_AS_ARRAY)
          .enable(CsvParser.Feature.SKIP_EMPTY_LINES)
          .build()
          .readerFor(String[].class);

  /** Each cell is in quotes, and no address begins with one. */
  private static final Pattern START = Pattern.compile("\"[^\"/:]*\",");

  /** What Hadoop does not list, either: marks of folders. */
  private static final Pattern FOLDER_MARK = Pattern.compile("(?s).*(?:/|_\\$folder\\$)");

  private final String uri;
  private final String scheme;
  private final InventoryColumns known;

  /**
   * @param uri of the file
   * @param scheme of the addresses that are made of its rows
   */
  InventoryRows(String uri, String scheme, InventoryColumns known) {
    this.uri = uri;
    this.scheme = scheme;
    this.known = known;
  }

  /** Whether a text that begins so is a file of an inventory. */
  static boolean begin(String text) {
    return START.matcher(text).lookingAt();
  }

  void read(Reader text, Consumer<ArchiveObject> named) throws IOException {
    try (MappingIterator<String[]> rows = ROWS.readValues(text)) {
      while (rows.hasNext()) {
        ArchiveObject object = objectOf(rows.next(), rows);
        if (object != null) {
          named.accept(object);
        }
      }
    } catch (RuntimeJsonMappingException torn) {
      throw new UnusableList(uri + " is no CSV: " + torn.getMessage(), torn);
    }
  }

  /** Null for a row of no object that could be read: a version that is not the latest. */
  private @Nullable ArchiveObject objectOf(String[] row, MappingIterator<String[]> rows)
      throws UnusableList {
    InventoryColumns columns =
        known.equals(InventoryColumns.UNKNOWN) ? InventoryColumns.of(row) : known;
    String bucket = cell(row, columns.bucket());
    String key = cell(row, columns.key());
    if (bucket == null || key == null) {
      throw noRow(rows, "it has no bucket and key");
    }
    String decoded = decoded(key, rows);
    if ("false".equalsIgnoreCase(cell(row, columns.isLatest()))
        || "true".equalsIgnoreCase(cell(row, columns.isDeleteMarker()))
        || FOLDER_MARK.matcher(decoded).matches()) {
      return null;
    }
    // A Path spells an address as a listing does.
    String address = new Path(scheme + "://" + bucket + "/" + decoded).toString();
    String size = cell(row, columns.size());
    Instant modifiedAt = InventoryColumns.timeOf(cell(row, columns.modifiedAt()));
    return size == null || !InventoryColumns.isNumber(size) || modifiedAt == null
        ? new ArchiveObject(address, ArchiveStorage.UNKNOWN_LENGTH, List.of())
        : new ArchiveObject(
            address,
            Long.parseLong(size),
            new Version(modifiedAt.toEpochMilli(), cell(row, columns.etag())));
  }

  private String decoded(String key, MappingIterator<String[]> rows) throws UnusableList {
    try {
      return URLDecoder.decode(key, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException notEncoded) {
      throw noRow(rows, "its key is not encoded as in a URL");
    }
  }

  private UnusableList noRow(MappingIterator<String[]> rows, String why) {
    return new UnusableList(
        "The row before line %,d of %s is none of an S3 Inventory: %s. Give its manifest.json, or a text with an address in each line."
            .formatted(rows.getCurrentLocation().getLineNr(), uri, why));
  }

  private static @Nullable String cell(String[] row, int place) {
    return place < 0 || place >= row.length || row[place].isEmpty() ? null : row[place];
  }
}
