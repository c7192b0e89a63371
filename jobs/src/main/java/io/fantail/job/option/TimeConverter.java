package io.fantail.job.option;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads an ISO date (its first moment in UTC) or an ISO instant, as schedulers fill them in. */
public final class TimeConverter implements ITypeConverter<Instant> {
  @Override
  public Instant convert(String value) {
    Instant time = read(value);
    if (time.isBefore(Instant.EPOCH)) {
      throw new TypeConversionException("'" + value + "' is before 1970-01-01");
    }
    return time;
  }

  private static Instant read(String value) {
    try {
      return value.length() == "2026-08-24".length()
          ? LocalDate.parse(value).atStartOfDay(ZoneOffset.UTC).toInstant()
          : OffsetDateTime.parse(value).toInstant();
    } catch (DateTimeParseException noTime) {
      throw new TypeConversionException(
          "'"
              + value
              + "' is no date such as 2026-08-24 and no instant such as 2026-08-24T06:00:00Z");
    }
  }
}
