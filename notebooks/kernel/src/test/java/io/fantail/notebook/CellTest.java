package io.fantail.notebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CellTest {
  /** As people and sparkmagic's own examples write them. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "%%sql\nSELECT 1",
        "%%sql\r\nSELECT 1\r\n",
        "\n  %%sql  \n\nSELECT 1\n\n",
        "%%SQL\nSELECT 1",
        "%%sql -o frame\nSELECT 1",
        "%%sql -o frame -n 10\nSELECT 1",
        "%%sql -n -1\nSELECT 1",
        "%%sql --maxrows 10 --output frame\nSELECT 1",
        "%%sql -m sample -r 0.1\nSELECT 1",
        "%%sql --samplemethod take --samplefraction 0.5\nSELECT 1",
        "%%sql -c False\nSELECT 1"
      })
  void readsSql(String source) {
    Cell cell = Cell.of(source);

    assertThat(cell).isInstanceOf(Cell.Sql.class);
    assertThat(((Cell.Sql) cell).statement()).isEqualTo("SELECT 1");
    assertThat(((Cell.Sql) cell).flags().quiet).isFalse();
  }

  @Test
  void keepsCommentsAndLines() {
    assertThat(((Cell.Sql) Cell.of("%%sql -q\n-- one\nSELECT 1, -- two\n  2;")).statement())
        .isEqualTo("-- one\nSELECT 1, -- two\n  2;");
    assertThat(((Cell.Sql) Cell.of("%%sql -q\nSELECT 1")).flags().quiet).isTrue();
    assertThat(((Cell.Sql) Cell.of("%%sql -n 7\nSELECT 1")).flags().rows).isEqualTo(7);
  }

  @Test
  void passesOverSettingsOfACluster() {
    assertThat(Cell.of("%%configure -f\n{\"conf\": {}}")).isEqualTo(new Cell.Configuration());
    assertThat(Cell.of("%%configure")).isEqualTo(new Cell.Configuration());
    assertThat(Cell.of(" \n\t\n")).isEqualTo(new Cell.Empty());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "spark.sql('SELECT 1').show()",
        "SELECT 1",
        "-- SELECT\n%%sql\nSELECT 1",
        "%%local\nprint(1)",
        "%%bash\nrm -r /",
        "%%sql",
        "%%sql -q\n  ",
        "%%sql SELECT 1",
        "%%sql --nosuch\nSELECT 1",
        "%%sql -n many\nSELECT 1",
        "%%sqlx\nSELECT 1",
        "%sql SELECT 1",
        "!ls"
      })
  void refusesWhatIsNoSql(String source) {
    assertThatThrownBy(() -> Cell.of(source)).isInstanceOf(CellMistake.class);
  }
}
