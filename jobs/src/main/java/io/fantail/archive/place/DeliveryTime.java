package io.fantail.archive.place;

import io.fantail.archive.record.ArchiveObject;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The time in the name that Firehose gives an object, {@code
 * <stream>-<version>-2026-09-23-22-56-44-<random>}, in UTC: about when the oldest record in it
 * arrived. See "Amazon S3 object name format" of the Firehose Developer Guide. Within the minutes
 * of a buffer it is the time of every record, and of none exactly.
 */
public final class DeliveryTime {
  private static final Pattern NAME =
      Pattern.compile(".*-(\\d{4}-\\d{2}-\\d{2}-\\d{2}-\\d{2}-\\d{2})-.*");
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd-HH-mm-ss", Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);

  private DeliveryTime() {}

  /** The time; null for an object that Firehose has not named. */
  public static @Nullable Instant of(ArchiveObject object) {
    Instant own = of(object.name());
    // Firehose's ZIP holds an entry that it calls like the stream.
    return own == null ? of(object.storedName()) : own;
  }

  private static @Nullable Instant of(String objectName) {
    Matcher name = NAME.matcher(objectName);
    if (!name.matches()) {
      return null;
    }
    try {
      return LocalDateTime.parse(name.group(1), TIME).toInstant(ZoneOffset.UTC);
    } catch (DateTimeException noTime) {
      return null;
    }
  }
}
