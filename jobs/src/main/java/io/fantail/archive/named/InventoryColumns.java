package io.fantail.archive.named;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * At which places of a row of S3 Inventory stands what a run wants to know; -1 where it is not
 * known. See "Amazon S3 Inventory list" in the user guide of S3.
 *
 * @param isLatest of a report of all versions: whether it is the version that is read
 * @param isDeleteMarker of such a report: whether it says that the object was deleted
 */
record InventoryColumns(
    int bucket, int key, int isLatest, int isDeleteMarker, int size, int modifiedAt, int etag) {
  /** Of a report without its manifest, where each row has to tell. */
  static final InventoryColumns UNKNOWN = new InventoryColumns(0, 1, -1, -1, -1, -1, -1);

  private static final Pattern FLAG = Pattern.compile("(?i)true|false");
  private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");
  private static final Pattern ETAG = Pattern.compile("[0-9a-f]{32}(?:-\\d+)?");

  /** As the {@code fileSchema} of a manifest names them: {@code Bucket, Key, Size, ...}. */
  static InventoryColumns named(String schema) {
    List<String> names =
        Arrays.stream(schema.split(",", -1))
            .map(name -> name.strip().toLowerCase(Locale.ROOT))
            .toList();
    return new InventoryColumns(
        names.indexOf("bucket"),
        names.indexOf("key"),
        names.indexOf("islatest"),
        names.indexOf("isdeletemarker"),
        names.indexOf("size"),
        names.indexOf("lastmodifieddate"),
        names.indexOf("etag"));
  }

  /**
   * As they stand in every report, as far as a row shows it: the bucket, the key, in a report of
   * all versions its id and two flags, and of size, time and ETag, in this order, those that were
   * chosen.
   */
  static InventoryColumns of(String[] row) {
    boolean hasVersions = is(FLAG, row, 3) && is(FLAG, row, 4);
    int next = hasVersions ? 5 : 2;
    int size = is(NUMBER, row, next) ? next++ : -1;
    int modifiedAt = next < row.length && timeOf(row[next]) != null ? next++ : -1;
    int etag = is(ETAG, row, next) ? next : -1;
    return new InventoryColumns(
        0, 1, hasVersions ? 3 : -1, hasVersions ? 4 : -1, size, modifiedAt, etag);
  }

  boolean nameObjects() {
    return bucket >= 0 && key >= 0;
  }

  static boolean isNumber(@Nullable String cell) {
    return cell != null && NUMBER.matcher(cell).matches();
  }

  static @Nullable Instant timeOf(@Nullable String cell) {
    try {
      return cell == null ? null : Instant.parse(cell);
    } catch (DateTimeParseException none) {
      return null;
    }
  }

  private static boolean is(Pattern form, String[] row, int place) {
    return place < row.length && form.matcher(row[place]).matches();
  }
}
