package io.fantail.job.compare;

import io.fantail.report.comparison.Gate;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Takes the gates that a comparison must pass. */
public final class FailOnOption {
  @Option(
      names = "--fail-on",
      paramLabel = "FIGURE:FACTOR",
      converter = Converter.class,
      description =
          "Exit with 3 where a figure is surely more than so many times what it was, such as p95:1.2: the lower end of"
              + " its interval is above the factor. Figures: p50, p95, p99, same_item, error_rate, cold_start_share, cost. May be given"
              + " more than once.")
  List<Gate> gates = new ArrayList<>();

  /** In the order given. */
  public List<Gate> gates() {
    return List.copyOf(gates);
  }

  private static final class Converter implements ITypeConverter<Gate> {
    @Override
    public Gate convert(String value) {
      try {
        return Gate.parse(value);
      } catch (IllegalArgumentException noGate) {
        throw new TypeConversionException(String.valueOf(noGate.getMessage()));
      }
    }
  }
}
