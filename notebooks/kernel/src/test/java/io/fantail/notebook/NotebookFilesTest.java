package io.fantail.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fantail.notebook.chart.ChartRequest;
import io.fantail.shape.Table;
import io.fantail.table.Tables;
import io.fantail.view.View;
import io.fantail.view.Views;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** That the notebooks are what sparkmagic in EMR Studio takes, without running them. */
class NotebookFilesTest {
  private static final Pattern NAMED_TABLE =
      Pattern.compile(
          "(?is)CREATE OR REPLACE TEMPORARY VIEW (\\w+) USING delta OPTIONS \\(path '(.*)'\\)");

  private static final Pattern MADE_VIEW =
      Pattern.compile("(?is)CREATE OR REPLACE TEMPORARY VIEW (\\w+) AS\\b.*");

  private static final Pattern SET = Pattern.compile("SET (fantail\\.\\w+) = .+");

  private static final Set<String> TABLES =
      Tables.ALL.stream().map(Table::name).collect(Collectors.toSet());

  static Stream<NotebookFile> notebooks() {
    return NotebookFile.all().stream();
  }

  @Test
  void thereIsOneForEachQuestion() {
    assertThat(NotebookFile.all())
        .extracting(NotebookFile::toString)
        .containsExactly(
            "errors-and-items.ipynb",
            "long-tail.ipynb",
            "one-map-run.ipynb",
            "one-trace.ipynb",
            "two-windows.ipynb");
  }

  @ParameterizedTest
  @MethodSource("notebooks")
  void isOfTheFormatThatJupyterReads(NotebookFile notebook) {
    JsonNode json = notebook.json();
    assertThat(json.path("nbformat").asInt()).isEqualTo(4);
    assertThat(json.at("/metadata/kernelspec/name").asText()).isEqualTo("pysparkkernel");
    List<String> ids = new ArrayList<>();
    for (JsonNode cell : json.path("cells")) {
      ids.add(cell.path("id").asText());
      assertThat(cell.path("cell_type").asText()).isIn("markdown", "code");
      assertThat(cell.path("source").isArray()).isTrue();
      assertThat(cell.path("metadata").isObject()).isTrue();
      if (cell.path("cell_type").asText().equals("code")) {
        assertThat(cell.path("execution_count").isNull()).as("was not run").isTrue();
        assertThat(cell.path("outputs").isEmpty()).as("has no outputs").isTrue();
      }
    }
    assertThat(ids).doesNotHaveDuplicates().allMatch(id -> id.matches("[\\w-]{1,64}"));
  }

  @ParameterizedTest
  @MethodSource("notebooks")
  void beginsWithItsQuestionAndWithTheSettingsOfTheSession(NotebookFile notebook)
      throws IOException {
    assertThat(notebook.cells("markdown").get(0)).matches("(?s)# [^\\n]+\\?\\n.*");
    String configuration = notebook.cells("code").get(0);
    assertThat(configuration).startsWith("%%configure -f\n");
    JsonNode settings =
        new ObjectMapper().readTree(configuration.substring(configuration.indexOf('\n')));
    assertThat(settings.path("conf").size()).isPositive();
    assertThat(notebook.cells("code").subList(1, notebook.cells("code").size()))
        .allMatch(source -> source.startsWith("%%sql\n"));
  }

  /** Else nobody is told what to look for. */
  @ParameterizedTest
  @MethodSource("notebooks")
  void hasASentenceAboveEachCell(NotebookFile notebook) {
    String former = "";
    for (JsonNode cell : notebook.json().path("cells")) {
      String type = cell.path("cell_type").asText();
      if (type.equals("code")) {
        assertThat(former).as(NotebookFile.source(cell)).isEqualTo("markdown");
      } else {
        assertThat(NotebookFile.source(cell)).isNotBlank();
      }
      former = type;
    }
  }

  @ParameterizedTest
  @MethodSource("notebooks")
  void namesTheLakeInOneCell(NotebookFile notebook) {
    assertThat(notebook.cells("code")).filteredOn(source -> source.contains("s3://")).hasSize(1);
    assertThat(notebook.statements().get(0))
        .isEqualTo("SET fantail.lake = s3://BUCKET/fantail/lake");
  }

  /**
   * sparkmagic puts a statement between three double quotes of a Python string, where a backslash
   * would mean something else, and takes one statement for each cell.
   */
  @ParameterizedTest
  @MethodSource("notebooks")
  void survivesTheWayThroughPython(NotebookFile notebook) {
    assertThat(notebook.statements())
        .noneMatch(sql -> sql.contains("\\") || sql.contains("\"\"\"") || sql.endsWith("\""))
        .noneMatch(sql -> sql.contains(";"));
  }

  @ParameterizedTest
  @MethodSource("notebooks")
  void writesNothing(NotebookFile notebook) {
    assertThat(notebook.statements())
        .allMatch(
            sql ->
                SET.matcher(sql).matches()
                    || NAMED_TABLE.matcher(sql).matches()
                    || MADE_VIEW.matcher(sql).matches()
                    || sql.matches("(?s)(-- chart: [^\\n]*\\n)?(SELECT|WITH)\\b.*"));
  }

  /** In EMR nothing else tells Spark where the tables are. */
  @ParameterizedTest
  @MethodSource("notebooks")
  void namesEachTableBeforeItIsAskedAndNoOther(NotebookFile notebook) {
    Set<String> named = new HashSet<>();
    Set<String> made = new HashSet<>();
    Set<String> asked = new HashSet<>();
    Set<String> set = new HashSet<>();
    for (String sql : notebook.statements()) {
      Matcher table = NAMED_TABLE.matcher(sql);
      Matcher view = MADE_VIEW.matcher(sql);
      Matcher variable = SET.matcher(sql);
      Matcher reference = Pattern.compile("\\$\\{([\\w.]+)}").matcher(sql);
      while (reference.find()) {
        assertThat(set).as(sql).contains(reference.group(1));
      }
      if (variable.matches()) {
        set.add(variable.group(1));
      } else if (table.matches()) {
        assertThat(TABLES).contains(table.group(1));
        assertThat(table.group(2)).isEqualTo("${fantail.lake}/" + table.group(1));
        named.add(table.group(1));
      } else {
        Matcher source = Pattern.compile("(?i)\\b(?:FROM|JOIN)\\s+(\\w+)").matcher(sql);
        while (source.find()) {
          String name = source.group(1);
          assertThat(TABLES.contains(name) && !named.contains(name)).as(name).isFalse();
          if (TABLES.contains(name)) {
            asked.add(name);
          }
        }
        if (view.matches()) {
          made.add(view.group(1));
        }
      }
    }
    assertThat(asked).isEqualTo(named);
    assertThat(made).doesNotContainAnyElementsOf(TABLES);
  }

  @ParameterizedTest
  @MethodSource("notebooks")
  void asksForChartsThatThereAre(NotebookFile notebook) {
    assertThat(notebook.statements())
        .filteredOn(sql -> sql.contains("chart:"))
        .isNotEmpty()
        .allSatisfy(sql -> assertThat(ChartRequest.in(sql)).isNotNull());
  }

  /** Where a notebook makes a view that {@code query} has, too, it is the same one. */
  @ParameterizedTest
  @MethodSource("notebooks")
  void makesViewsOfTheLakeAsTheyAreElsewhere(NotebookFile notebook) {
    Map<String, View> views =
        Views.ALL.stream().collect(Collectors.toMap(View::name, Function.identity()));
    for (String sql : notebook.statements()) {
      Matcher made = MADE_VIEW.matcher(sql);
      if (made.matches() && views.containsKey(made.group(1))) {
        assertThat(sql)
            .isEqualToNormalizingWhitespace(
                "CREATE OR REPLACE TEMPORARY VIEW "
                    + made.group(1)
                    + " AS "
                    + views.get(made.group(1)).sql().strip());
      }
    }
  }
}
