package io.fantail.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.fantail.shape.Table;
import io.fantail.spark.Rows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class TableLayoutTest {
  private static final Path FILE = Path.of("src/test/resources/lakes/layout.txt");

  /**
   * Whoever changes a column looks here: where the layout of the file was released, {@link
   * TableLayout#NUMBER} is raised, and a lake of that version is kept beside the file.
   */
  @Test
  void isTheOneThatIsWrittenDown() throws IOException {
    String layout =
        "layout "
            + TableLayout.NUMBER
            + "\n"
            + Tables.ALL.stream().map(TableLayoutTest::columns).collect(Collectors.joining());
    if ("write".equals(System.getProperty("fantail.layout"))) {
      Files.writeString(FILE, layout);
    }
    assertThat(layout)
        .as("raise TableLayout.NUMBER if the last was released; then -Dfantail.layout=write")
        .isEqualTo(Files.readString(FILE));
  }

  private static String columns(Table table) {
    return Arrays.stream(Rows.schema(table).fields())
        .map(field -> table.name() + " " + field.name() + " " + field.dataType().sql() + "\n")
        .collect(Collectors.joining());
  }
}
