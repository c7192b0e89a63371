package io.fantail.job.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fantail.job.message.ExitCode;
import io.fantail.job.message.JobException;
import io.fantail.report.cost.Prices;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class ReportOptionsTest {
  @Command
  private static final class Reporting {
    @Mixin ReportOptions options = new ReportOptions();
  }

  @Test
  void takeSamplesOf2000SpansAndNoPrices() {
    assertThat(given().settings()).isEqualTo(ReportSettings.USUAL);
    assertThat(
            given(
                    "--sample-spans=0",
                    "--price-per-transition=1",
                    "--price-per-gb-second=2",
                    "--price-per-request=3")
                .settings())
        .isEqualTo(new ReportSettings(new Prices(1, 2, 3), 0));
    assertThat(given("--sample-spans", "1000000").settings().sampleSpans()).isEqualTo(1_000_000);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 1_000_001, Integer.MAX_VALUE, Integer.MIN_VALUE})
  void refuseSamplesThatCannotBe(int spans) {
    ReportOptions options = given("--sample-spans=" + spans);
    assertThatThrownBy(options::settings)
        .isInstanceOfSatisfying(
            JobException.class, refusal -> assertThat(refusal.exitCode()).isEqualTo(ExitCode.USAGE))
        .hasMessage("--sample-spans is not between 0 and 1000000: " + spans);
  }

  private static ReportOptions given(String... options) {
    Reporting command = new Reporting();
    new CommandLine(command).parseArgs(options);
    return command.options;
  }
}
