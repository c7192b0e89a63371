package io.fantail.job.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fantail.job.message.ExitCode;
import io.fantail.job.message.JobException;
import io.fantail.report.cost.Prices;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class PriceOptionsTest {
  @Command
  private static final class Priced {
    @Mixin PriceOptions prices = new PriceOptions();
  }

  @Test
  void areAllOrNone() {
    assertThat(given("").prices()).isNull();
    assertThat(
            given(
                    "--price-per-transition=0.000025 --price-per-gb-second=1.66667e-5"
                        + " --price-per-request=0")
                .prices())
        .isEqualTo(new Prices(0.000025, 0.0000166667, 0));
  }

  @ParameterizedTest
  @CsvSource({
    "--price-per-transition=1, A cost takes all three prices and --price-per-gb-second is missing",
    "--price-per-gb-second=1 --price-per-request=1, A cost takes all three prices and"
        + " --price-per-transition is missing",
    "--price-per-transition=1 --price-per-gb-second=-1 --price-per-request=1, --price-per-gb-second"
        + " is no price: -1.0",
    "--price-per-transition=NaN --price-per-gb-second=1 --price-per-request=1,"
        + " --price-per-transition is no price: NaN",
    "--price-per-transition=Infinity --price-per-gb-second=1 --price-per-request=1,"
        + " --price-per-transition is no price: Infinity",
  })
  void areRefusedWhereTheyMakeNoCost(String options, String message) {
    assertThatThrownBy(() -> given(options).prices())
        .isInstanceOfSatisfying(
            JobException.class, refusal -> assertThat(refusal.exitCode()).isEqualTo(ExitCode.USAGE))
        .extracting(refusal -> String.valueOf(refusal.getMessage()).replace(",", ""))
        .asString()
        .startsWith(message);
  }

  private static PriceOptions given(String options) {
    Priced command = new Priced();
    new CommandLine(command).parseArgs(options.isEmpty() ? new String[0] : options.split(" ", -1));
    return command.prices;
  }
}
