package io.fantail.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.fantail.table.Tables;
import io.trino.sql.parser.ParsingOptions;
import io.trino.sql.parser.SqlParser;
import io.trino.sql.parser.StatementSplitter;
import io.trino.sql.tree.Call;
import io.trino.sql.tree.CreateView;
import io.trino.sql.tree.Statement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.antlr.v4.runtime.RuntimeMetaData;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is for Trino and Athena, which no test can start, is at least SQL to Trino's parser. */
class TrinoFilesTest {
  /** Spark 4 has another ANTLR, which does not read the tables of this parser. */
  @BeforeAll
  static void needsTheAntlrOfSpark35() {
    assumeThat(RuntimeMetaData.getRuntimeVersion()).startsWith("4.9.");
  }

  private static List<Statement> parsed(String file, String with) throws IOException {
    SqlParser parser = new SqlParser();
    return new StatementSplitter(Files.readString(Path.of("../conf/sql").resolve(file)))
        .getCompleteStatements().stream()
            .map(statement -> statement.statement().replaceAll("(?m)^--.*\n?", "").strip())
            .filter(sql -> sql.contains(with))
            .map(sql -> parser.createStatement(sql, new ParsingOptions()))
            .toList();
  }

  @Test
  void trinoRegistersEachTableThatIsAlwaysThereAndMakesEachView() throws IOException {
    List<Statement> statements = parsed("trino.sql", "");

    assertThat(statements)
        .filteredOn(Call.class::isInstance)
        .hasSize(Tables.ALL.size() - Engine.NOT_ALWAYS_THERE.size());
    assertThat(statements)
        .filteredOn(CreateView.class::isInstance)
        .extracting(view -> ((CreateView) view).getName().toString())
        .containsExactlyElementsOf(Views.ALL.stream().map(View::name).toList());
  }

  @Test
  void athenaMakesTheViewsOfTrino() throws IOException {
    assertThat(parsed("athena.sql", " VIEW "))
        .hasSameSizeAs(Views.ALL)
        .isEqualTo(parsed("trino.sql", " VIEW "));
  }
}
