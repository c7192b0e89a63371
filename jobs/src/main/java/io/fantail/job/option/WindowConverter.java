package io.fantail.job.option;

import java.time.Clock;
import java.time.Instant;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code FROM/TO}, two dates or instants. */
public final class WindowConverter implements ITypeConverter<Window> {
  private final TimeConverter times;

  /**
   * Makes one.
   *
   * @param clock that says which day it is
   */
  public WindowConverter(Clock clock) {
    this.times = new TimeConverter(clock);
  }

  @Override
  public Window convert(String value) {
    String[] ends = value.split("/", -1);
    if (ends.length != 2) {
      throw new TypeConversionException(
          "'" + value + "' is not FROM/TO, such as 2026-08-24/2026-08-25; TO is not included");
    }
    Instant from = times.convert(ends[0].strip());
    Instant to = times.convert(ends[1].strip());
    if (!from.isBefore(to)) {
      throw new TypeConversionException(
          "'" + value + "' has no time in it: FROM is not before TO, which is not included");
    }
    return new Window(from, to);
  }
}
