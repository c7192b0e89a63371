package io.fantail.job.option;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Reads an ISO date (its first moment in UTC), an ISO instant, as schedulers fill them in, or one
 * of the words {@code yesterday} and {@code today}, which mean days in UTC, too.
 */
public final class TimeConverter implements ITypeConverter<Instant> {
  private final Clock clock;

  /**
   * Makes one.
   *
   * @param clock that says which day it is
   */
  public TimeConverter(Clock clock) {
    this.clock = clock;
  }

  @Override
  public Instant convert(String value) {
    Instant time = read(value);
    if (time.isBefore(Instant.EPOCH)) {
      throw new TypeConversionException("'" + value + "' is before 1970-01-01");
    }
    return time;
  }

  private Instant read(String value) {
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    return switch (value) {
      case "today" -> startOf(today);
      case "yesterday" -> startOf(today.minusDays(1));
      default -> parse(value);
    };
  }

  private static Instant startOf(LocalDate day) {
    return day.atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  private static Instant parse(String value) {
    try {
      return value.length() == "2026-08-24".length()
          ? startOf(LocalDate.parse(value))
          : OffsetDateTime.parse(value).toInstant();
    } catch (DateTimeParseException noTime) {
      throw new TypeConversionException(
          "'"
              + value
              + "' is no date such as 2026-08-24, no instant such as 2026-08-24T06:00:00Z, and not yesterday or today");
    }
  }
}
