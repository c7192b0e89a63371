package io.fantail.job.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fantail.sample.truth.SampleTruth;
import io.fantail.sample.truth.SampleTruth.PlantedCause;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

class SampleOptionsMixinTest {
  private static SampleTruth written(Path folder, String... arguments) {
    SampleOptionsMixin options = new SampleOptionsMixin();
    parse(options, arguments);
    return options.writeTo(folder);
  }

  private static void parse(SampleOptionsMixin options, String... arguments) {
    new CommandLine(options).setCaseInsensitiveEnumValuesAllowed(true).parseArgs(arguments);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--plant=sick-sandbox,slow-run",
        "--plant=sick-sandbox, slow-run",
        "--plant=Sick-Sandbox --plant=slow-run",
        "--plant=slow-run --plant=sick-sandbox,slow-run"
      })
  void plantsWhatIsAskedForHoweverItIsListed(String plants, @TempDir Path folder) {
    String[] arguments = ("--children=240 " + plants).split(" (?=--)", -1);

    SampleTruth truth = written(folder, arguments);

    assertThat(truth.plantedCauses())
        .extracting(PlantedCause::plant)
        .containsExactly("sick-sandbox", "slow-run");
    assertThat(truth.mapRuns()).hasSize(12);
  }

  @Test
  void playsAsManyMapRunsAsAreAskedFor(@TempDir Path folder) {
    SampleTruth truth = written(folder, "--children=100", "--map-runs=5");

    assertThat(truth.mapRuns()).hasSize(5);
    assertThat(truth.plantedCauses()).isEmpty();
  }

  @Test
  void keepsTheThreeMapRunsOfThreeKindsWhereNothingIsAsked(@TempDir Path folder) {
    SampleTruth truth = written(folder, "--children=30");

    assertThat(truth.mapRuns())
        .extracting(SampleTruth.MapRun::stateName)
        .containsExactlyInAnyOrder("ProcessOrders", "EnrichOrders", "AuditItems");
  }

  @Test
  void namesWhatCanBePlanted() {
    SampleOptionsMixin options = new SampleOptionsMixin();

    assertThatThrownBy(() -> parse(options, "--plant=weeds"))
        .isInstanceOf(ParameterException.class)
        .hasMessageContaining(
            "'weeds' cannot be planted; what can is [sick-sandbox, slow-version,");
  }
}
