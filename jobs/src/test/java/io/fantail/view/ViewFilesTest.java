package io.fantail.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fantail.shape.Column;
import io.fantail.table.Tables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Views are written down for engines and for readers as they are declared. With {@code
 * -Dfantail.views=write} the files of {@code conf/sql} are written instead of compared.
 */
class ViewFilesTest {
  static Stream<View> views() {
    return Views.ALL.stream();
  }

  @ParameterizedTest
  @EnumSource
  void areTheSameInTheFileOfEachEngine(Engine engine) throws IOException {
    Path file = Path.of("../conf/sql").resolve(engine.file);
    if ("write".equals(System.getProperty("fantail.views"))) {
      Files.writeString(file, engine.text());
      return;
    }

    assertThat(Files.readString(file)).isEqualTo(engine.text());
  }

  @ParameterizedTest
  @MethodSource("views")
  void nameNoTableThatTheyDoNotDeclare(View view) {
    assertThat(Tables.ALL)
        .filteredOn(
            table ->
                Pattern.compile("(FROM|JOIN) " + table.name() + "\\b").matcher(view.text()).find())
        .containsExactlyInAnyOrderElementsOf(view.reads());
  }

  @Test
  void refuseAPlaceThatNoDialectKnows() {
    assertThatThrownBy(() -> Dialect.TRINO.write("SELECT {nothing a, b}"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("{nothing a, b}");
  }

  @ParameterizedTest
  @EnumSource
  void knowTheSamePlacesInEachDialect(Dialect dialect) {
    assertThat(Views.ALL).allSatisfy(view -> assertThat(view.sql(dialect)).doesNotContain("{"));
  }

  @ParameterizedTest
  @MethodSource("views")
  void haveTheirColumnsOnThePageOfTables(View view) throws IOException {
    String columns =
        view.columns().stream()
            .map(
                column ->
                    "| `%s` | %s | %s | %s |\n"
                        .formatted(
                            column.name(),
                            column.type().sql(),
                            column.nullable() ? "yes" : "",
                            column.sentence()))
            .collect(Collectors.joining());

    assertThat(Files.readString(Path.of("TABLES.md"))).contains(columns);
  }

  @ParameterizedTest
  @MethodSource("views")
  void nameEachColumnOnce(View view) {
    assertThat(view.columns()).extracting(Column::name).doesNotHaveDuplicates();
  }
}
