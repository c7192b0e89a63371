package io.fantail.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.fantail.shape.Column;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Views are written down for engines and for readers as they are declared. */
class ViewFilesTest {
  static Stream<View> views() {
    return Views.ALL.stream();
  }

  @ParameterizedTest
  @MethodSource("views")
  void areTheSameForSpark(View view) throws IOException {
    assertThat(Files.readString(Path.of("../conf/sql/spark.sql")))
        .contains(
            "-- %s\nCREATE OR REPLACE VIEW %s AS\n%s;\n"
                .formatted(view.sentence(), view.name(), view.sql().stripTrailing()));
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
