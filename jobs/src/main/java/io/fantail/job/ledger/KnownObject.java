package io.fantail.job.ledger;

import io.delta.kernel.data.Row;
import io.fantail.archive.record.ArchiveObject;
import io.fantail.archive.record.ArchiveObject.Version;
import io.fantail.table.DayRange;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An object that a lake has read, as far as it decides whether it is to be read again.
 *
 * @param modifiedAt when it was written, as the store said
 * @param days that were asked for when it was read
 * @param firstAt earliest time of its records; null where none has a time
 * @param outside how many of its records were left out, as they lie outside the days
 * @param hasRejects whether some of its records could not be read
 * @param isTraced whether the run that read it made traces, too
 */
record KnownObject(
    String path,
    long bytes,
    @Nullable Instant modifiedAt,
    @Nullable String etag,
    DayRange days,
    @Nullable Instant firstAt,
    @Nullable Instant lastAt,
    boolean outside,
    boolean hasRejects,
    boolean isTraced) {
  /** What {@link #of} wants of a row, in this order. */
  static final List<String> COLUMNS =
      List.of(
          "path",
          "bytes",
          "modified_at",
          "etag",
          "from_day",
          "to_day",
          "first_at",
          "last_at",
          "outside",
          "rejects",
          "is_traced");

  static KnownObject of(Row row) {
    return new KnownObject(
        row.getString(0),
        row.getLong(1),
        timeOf(row, 2),
        row.isNullAt(3) ? null : row.getString(3),
        new DayRange(
            row.isNullAt(4) ? DayRange.ALL.from() : LocalDate.ofEpochDay(row.getInt(4)),
            row.isNullAt(5) ? DayRange.ALL.to() : LocalDate.ofEpochDay(row.getInt(5))),
        timeOf(row, 6),
        timeOf(row, 7),
        row.getLong(8) > 0,
        row.getLong(9) > 0,
        row.getBoolean(10));
  }

  /** Delta counts microseconds since 1970. */
  private static @Nullable Instant timeOf(Row row, int column) {
    return row.isNullAt(column) ? null : Instant.EPOCH.plus(row.getLong(column), ChronoUnit.MICROS);
  }

  /**
   * Whether there is nothing more in what a listing shows now than was read then.
   *
   * @param wanted days that are asked for now
   * @param isTracing whether traces are made of what is read
   */
  boolean isAllOf(ArchiveObject listed, DayRange wanted, boolean isTracing) {
    return isSame(listed) && covers(wanted) && (isTraced || !isTracing);
  }

  /** An ETag tells contents apart; the time does where a store gives none. */
  private boolean isSame(ArchiveObject listed) {
    Version version = listed.version();
    if (version == null || listed.length() != bytes) {
      return false;
    }
    if (etag != null && version.etag() != null) {
      // Some interfaces give it in quotes.
      return etag.replace("\"", "").equals(version.etag());
    }
    return modifiedAt != null && modifiedAt.toEpochMilli() == version.modifiedAt();
  }

  /** Whether nothing of the days can be in it that was not asked for when it was read. */
  private boolean covers(DayRange wanted) {
    if (wanted.isWithin(days)) {
      return true;
    }
    if (outside) {
      return false;
    }
    if (firstAt == null || lastAt == null) {
      return true;
    }
    DayRange inIt = new DayRange(dayOf(firstAt), dayOf(lastAt).plusDays(1)).intersectedWith(wanted);
    return inIt.from().equals(inIt.to()) || inIt.isWithin(days);
  }

  private static LocalDate dayOf(Instant time) {
    return LocalDate.ofInstant(time, ZoneOffset.UTC);
  }
}
