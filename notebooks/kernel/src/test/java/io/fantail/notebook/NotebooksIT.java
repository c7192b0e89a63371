package io.fantail.notebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fantail.job.Main;
import io.fantail.job.session.SparkSessions;
import io.fantail.notebook.chart.Chart;
import io.fantail.notebook.chart.ChartRequest;
import io.github.spencerpark.jupyter.kernel.display.DisplayData;
import io.github.spencerpark.jupyter.kernel.display.mime.MIMEType;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Each cell of each notebook over the lake of the demo, as Jupyter would have the kernel run it.
 */
@Execution(ExecutionMode.CONCURRENT)
class NotebooksIT {
  private static final Path REPOSITORY = Path.of("../..").toAbsolutePath().normalize();

  @TempDir static Path folder = Path.of("");

  private static SparkSession spark;
  private static String lake = "";

  @BeforeAll
  static void makeLake() throws IOException {
    Path conf = REPOSITORY.resolve("conf");
    System.setProperty("log4j2.configurationFile", conf.resolve("log4j2.properties").toString());
    Properties settings = new Properties();
    try (Reader text = Files.newBufferedReader(conf.resolve("spark-defaults.conf"))) {
      settings.load(text);
    }
    settings.setProperty("spark.master", "local[2]");
    settings.setProperty("spark.sql.shuffle.partitions", "2");
    settings.setProperty("spark.sql.adaptive.enabled", "false");
    settings
        .stringPropertyNames()
        .forEach(key -> System.setProperty(key, settings.getProperty(key).strip()));
    Path demo = folder.resolve("demo");
    Main.main(new String[] {"demo", "--out", demo.toString()});
    lake = demo.resolve("lake").toString();
    SparkSession.clearActiveSession();
    spark = SparkSessions.create("tests");
  }

  /** A thread that was begun while the demo ran would still ask its Spark. */
  @BeforeEach
  void askThisSpark() {
    SparkSession.setActiveSession(spark);
  }

  @AfterAll
  static void endSpark() {
    spark.stop();
  }

  static Stream<NotebookFile> notebooks() {
    return NotebookFile.all().stream();
  }

  /** As Spark 4 is, where what cannot be computed is an error: what it answers, Spark 3.5 does. */
  private static SqlKernel kernel() {
    Variables variables = new Variables(Map.of(Variables.LAKE, lake));
    SparkSession ansi = spark.newSession();
    ansi.conf().set("spark.sql.ansi.enabled", true);
    return new SqlKernel(CompletableFuture.completedFuture(new LakeCells(ansi, variables)));
  }

  private static String html(@Nullable DisplayData display) {
    return String.valueOf(Objects.requireNonNull(display).getData(MIMEType.TEXT_HTML));
  }

  private static LakeCells cells() {
    return new LakeCells(spark.newSession(), new Variables(Map.of(Variables.LAKE, lake)));
  }

  /**
   * Runs the cells of a notebook that set something or name it, with another value in one of them.
   */
  private static LakeCells chosen(String name, String setting, String value) {
    LakeCells cells = cells();
    for (String statement : notebook(name).statements()) {
      if (statement.startsWith("SET ") || statement.startsWith("CREATE ")) {
        boolean isMeant = statement.startsWith("SET " + setting + " = ");
        cells.answer(isMeant ? "SET " + setting + " = " + value : statement, 1);
      }
    }
    return cells;
  }

  private static List<Row> rows(LakeCells cells, String sql) {
    return ((Answer.Rows) cells.answer(sql, 10)).rows();
  }

  @ParameterizedTest
  @MethodSource("notebooks")
  void answersEachCell(NotebookFile notebook) throws Exception {
    SqlKernel kernel = kernel();
    int pictures = 0;
    for (String source : notebook.cells("code")) {
      DisplayData display = kernel.eval(source);
      if (ChartRequest.in(source) != null && html(display).contains("<svg")) {
        pictures++;
      }
    }
    assertThat(pictures).isPositive();
  }

  /** A lake without such a day, execution or Map Run is no error, and no answer either. */
  @ParameterizedTest
  @MethodSource("notebooks")
  void hasNothingToSayOfWhatIsNotThere(NotebookFile notebook) {
    LakeCells cells = cells();
    for (String statement : notebook.statements()) {
      boolean isChoice = statement.matches("SET fantail[.](?!lake).*");
      Answer answer =
          cells.answer(isChoice ? statement.replaceFirst("= .*", "= 1999-01-01") : statement, 5000);
      ChartRequest chart = ChartRequest.in(statement);
      if (chart != null && answer instanceof Answer.Rows rows && !rows.rows().isEmpty()) {
        Chart.svg(chart, rows.columns(), rows.rows());
      }
    }
  }

  private static NotebookFile notebook(String name) {
    return NotebookFile.all().stream()
        .filter(notebook -> notebook.toString().equals(name + ".ipynb"))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void showsOneExecutionByItsNameOrArn() {
    Row parent =
        rows(cells(), "SELECT name, execution_arn FROM executions WHERE status = 'RUNNING'").get(0);
    for (int column = 0; column < 2; column++) {
      LakeCells cells = chosen("one-trace", "fantail.execution", parent.getString(column));

      assertThat(rows(cells, "SELECT execution_arn FROM chosen"))
          .singleElement()
          .extracting(row -> row.getString(0))
          .isEqualTo(parent.getString(1));
    }
    assertThat(
            rows(
                chosen("one-trace", "fantail.execution", "worst"),
                "SELECT active_ms = (SELECT max(active_ms) FROM executions WHERE"
                    + " is_distributed_map_child) FROM chosen"))
        .singleElement()
        .matches(row -> row.getBoolean(0));
  }

  @Test
  void choosesTheChildrenThatLostTheMostTime() {
    String asked = "SELECT CAST(day AS STRING), state_machine_name FROM chosen";

    assertThat(rows(chosen("long-tail", "fantail.day", "last"), asked))
        .containsExactly(RowFactory.create("2026-08-24", "order-fanout/ProcessOrd1"));
    assertThat(rows(chosen("long-tail", "fantail.children", "nightly-audit/AuditItems"), asked))
        .containsExactly(RowFactory.create("2026-08-24", "nightly-audit/AuditItems"));
  }

  @Test
  void choosesAMapRunByAPartOfItsArn() {
    assertThat(
            rows(
                chosen("one-map-run", "fantail.map_run", "AuditItems:"),
                "SELECT label, children FROM chosen"))
        .containsExactly(RowFactory.create("AuditItems", 100L));
  }

  /** What {@code latency} says exactly, the curve says to the percent of its buckets. */
  @Test
  void drawsTheShareThatTookLonger() {
    LakeCells cells = chosen("long-tail", "fantail.day", "last");
    String statement =
        notebook("long-tail").statements().stream()
            .filter(sql -> sql.contains("executions_percent by=who"))
            .findFirst()
            .orElseThrow();
    Answer.Rows curve = (Answer.Rows) cells.answer(statement, 5000);
    Answer.Rows exact =
        (Answer.Rows)
            cells.answer(
                "SELECT 100 * avg(IF(active_ms >= 913, 1D, 0D)) FROM executions WHERE"
                    + " state_machine_name = 'order-fanout/ProcessOrd1' AND active_ms IS NOT NULL",
                1);
    double slower = exact.rows().get(0).getDouble(0);
    assertThat(slower).isBetween(4.0, 6.0);
    assertThat(curve.rows())
        .filteredOn(row -> row.getString(0).equals("order-fanout/ProcessOrd1 (children)"))
        .filteredOn(row -> ((Number) row.get(1)).doubleValue() > 895)
        .first()
        .satisfies(
            row ->
                assertThat(((Number) row.get(2)).doubleValue())
                    .isBetween(slower - 0.5, slower + 0.5));
  }

  /** The demo is of one day: its halves are compared, and nothing is in both or in neither. */
  @Test
  void comparesTheHalvesOfOneDay() {
    LakeCells cells = chosen("two-windows", "fantail.before", "auto");
    Answer.Rows sides =
        (Answer.Rows)
            cells.answer(
                "SELECT window, count(*), count(DISTINCT execution_arn) FROM compared"
                    + " GROUP BY window ORDER BY window",
                10);
    Answer.Rows all = (Answer.Rows) cells.answer("SELECT count(*) FROM executions", 10);

    assertThat(sides.rows()).hasSize(2).allMatch(row -> row.getLong(1) == row.getLong(2));
    assertThat(sides.rows().stream().mapToLong(row -> row.getLong(1)).sum())
        .isEqualTo(all.rows().get(0).getLong(0));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "%%sql\nSELECT nosuch FROM spans",
        "%%sql\nSELECT * FROM nosuch",
        "%%sql\nSELEC 1",
        "%%sql\nSELECT 1; SELECT 2",
        "%%sql\nSELECT reflect('java.util.UUID', 'randomUUID')",
        "%%sql\nSELECT * FROM text.`/etc/hostname`",
        "%%sql\nSELECT * FROM delta.`/tmp`",
        "%%sql\nINSERT INTO spans SELECT * FROM spans",
        "%%sql\nDROP VIEW spans",
        "%%sql\nCREATE TABLE t AS SELECT 1",
        "%%sql\nCREATE VIEW v AS SELECT 1",
        "%%sql\nCREATE GLOBAL TEMPORARY VIEW v AS SELECT 1",
        "%%sql\nCREATE OR REPLACE TEMPORARY VIEW v (a) AS SELECT 1",
        "%%sql\nCREATE OR REPLACE TEMPORARY VIEW spans AS SELECT 1",
        "%%sql\nCREATE OR REPLACE TEMPORARY VIEW v AS SELECT * FROM text.`/etc/hostname`",
        "%%sql\nCREATE OR REPLACE TEMPORARY VIEW v AS SELECT reflect('java.util.UUID', 'randomUUID')",
        "%%sql\nCREATE OR REPLACE TEMPORARY VIEW spans USING text OPTIONS (path '/etc/hostname')",
        "%%sql\nCREATE OR REPLACE TEMPORARY VIEW spans USING delta OPTIONS (path '/tmp/spans')",
        "%%sql\nCREATE OR REPLACE TEMPORARY VIEW other USING delta OPTIONS (path '${fantail.lake}/spans')",
        "%%sql\nCREATE OR REPLACE TEMPORARY VIEW spans USING delta OPTIONS (path '${fantail.lake}/../spans')",
        "%%sql\nCACHE TABLE spans",
        "%%sql\nVACUUM spans",
        "%%sql\nINSERT OVERWRITE DIRECTORY '/tmp/x' USING parquet SELECT 1",
        "%%sql\nSET",
        "%%sql\nSET spark.sql.variable.substitute = true",
        "%%sql\nSET fantail.day = last; SELECT 1",
        "%%sql\n-- chart: line x=nosuch y=n\nSELECT 1 AS n",
        "%%sql\nSELECT raise_error('told') FROM executions",
        "%%sql\nSELECT '${fantail.nosuch}'"
      })
  void refusesOrFailsInOneSentence(String source) {
    SqlKernel kernel = kernel();

    assertThatThrownBy(() -> Objects.requireNonNull(kernel.eval(source)))
        .isInstanceOf(CellMistake.class)
        .satisfies(
            failure ->
                assertThat(kernel.formatError((Exception) failure))
                    .isNotEmpty()
                    .allSatisfy(line -> assertThat(line).doesNotContain("\tat ", "Exception:")));
  }

  @Test
  void showsNothingOfTheMachine() throws Exception {
    assertThat(html(kernel().eval("%%sql\nSELECT '${env:HOME}', '${system:user.home}'")))
        .contains("env:HOME", "system:user.home");
  }

  @Test
  void keepsViewsBetweenCellsAndForgetsThemWithTheLake() {
    LakeCells cells = new LakeCells(spark.newSession(), new Variables(Map.of()));
    cells.answer("SET fantail.lake = " + lake + "/", 1);
    cells.answer(
        "CREATE OR REPLACE TEMPORARY VIEW spans USING delta OPTIONS (path '${fantail.lake}/spans')",
        1);
    cells.answer("CREATE OR REPLACE TEMPORARY VIEW mine AS SELECT kind FROM spans", 1);
    cells.answer("CREATE TEMPORARY VIEW deeper AS SELECT * FROM mine WHERE kind = 'state'", 1);
    assertThat(((Answer.Rows) cells.answer("SELECT * FROM deeper;", 3)).hasMore()).isTrue();
    assertThat(((Answer.Rows) cells.answer("SELECT * FROM error_trends", 3)).rows()).hasSize(3);
    assertThat(((Answer.Rows) cells.answer("SHOW COLUMNS IN mine", 3)).rows()).hasSize(1);
    assertThat(cells.answer("SET fantail.day", 3)).isEqualTo(new Answer.Said("fantail.day = "));

    cells.answer("SET fantail.lake = /nosuch", 1);
    assertThatThrownBy(() -> cells.answer("SELECT * FROM mine", 1)).hasMessageContaining("mine");
    assertThatThrownBy(() -> cells.answer("SELECT * FROM spans", 1))
        .hasMessageContaining("no lake at /nosuch");
  }

  @Test
  void heedsTheFlagsThatConcernIt() throws Exception {
    assertThat(kernel().eval("%%sql -q\nSELECT 1")).isNull();
    assertThat(html(kernel().eval("%%sql -n 2\nSELECT id FROM range(5)")))
        .contains("The first 2 rows");
    assertThat(html(kernel().eval("%%sql -n -1 -o frame\nSELECT id FROM range(300)")))
        .doesNotContain("there are more");
    assertThat(html(kernel().eval("%%sql\nSELECT id FROM range(300)")))
        .contains("The first 100 rows");
    assertThat(html(kernel().eval("%%sql\nSELECT '<script>alert(1)</script>' AS `<b>x</b>`")))
        .doesNotContain("<script", "<b>")
        .contains("&lt;script&gt;alert(1)&lt;/script&gt;");
  }
}
