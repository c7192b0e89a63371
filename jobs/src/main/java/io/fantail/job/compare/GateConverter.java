package io.fantail.job.compare;

import io.fantail.report.comparison.Gate;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code FIGURE:FACTOR}. */
final class GateConverter implements ITypeConverter<Gate> {
  @Override
  public Gate convert(String value) {
    try {
      return Gate.parse(value);
    } catch (IllegalArgumentException noGate) {
      throw new TypeConversionException(String.valueOf(noGate.getMessage()));
    }
  }
}
