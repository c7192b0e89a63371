package io.fantail.notebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VariablesTest {
  @Test
  void putsValuesInThePlacesOfTheirNames() {
    Variables variables = new Variables(Map.of());
    variables.set("fantail.lake", "  s3://logs/lake ");
    variables.set("Fantail.Day", "last$1\\");

    assertThat(variables.replacedIn("path '${fantail.lake}/spans', '${FANTAIL.day}', '$x'"))
        .isEqualTo("path 's3://logs/lake/spans', 'last$1\\', '$x'");
  }

  @Test
  void keepsWhatIsGivenFromOutside() {
    Variables variables = new Variables(Map.of("fantail.lake", "/data/lake"));

    assertThat(variables.get("fantail.lake")).isEqualTo("/data/lake");
    assertThat(variables.set("fantail.lake", "s3://BUCKET/fantail/lake")).isEqualTo("/data/lake");
    assertThat(variables.replacedIn("${fantail.lake}")).isEqualTo("/data/lake");
  }

  /** Nothing of the machine gets into a statement. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "'${env:HOME}'",
        "'${system:user.home}'",
        "'${spark:spark.app.name}'",
        "'${hivevar:x}'"
      })
  void leavesTheNamesOfOthersAlone(String sql) {
    assertThat(new Variables(Map.of()).replacedIn(sql)).isEqualTo(sql);
  }

  @ParameterizedTest
  @ValueSource(strings = {"'${fantail.lake}'", "'${spark.app.name}'", "'${ fantail.day }'"})
  void saysWhichValueIsMissing(String sql) {
    assertThatThrownBy(() -> new Variables(Map.of()).replacedIn(sql))
        .isInstanceOf(CellMistake.class)
        .hasMessageContaining("has no value");
  }

  @Test
  void refusesSettingsOfSparkAndTheAddressThatNobodyFilledIn() {
    Variables variables = new Variables(Map.of());

    assertThatThrownBy(() -> variables.set("spark.sql.variable.substitute", "true"))
        .hasMessageContaining("begin with fantail.");
    assertThatThrownBy(() -> variables.set("fantail.lake", "s3://BUCKET/fantail/lake"))
        .hasMessageContaining("BUCKET stands for yours");
  }
}
