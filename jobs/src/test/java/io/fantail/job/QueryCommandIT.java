package io.fantail.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.fantail.job.message.ExitCode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.metrics.source.CodegenMetrics;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code query} on the command line: what it refuses, in one line, and that it changes nothing. */
class QueryCommandIT {
  private static final String SECRET = "a secret outside of the lake";

  @TempDir static Path folder = Path.of("");

  private static Path lake = Path.of("");
  private static List<String> lakeBefore = List.of();

  @BeforeAll
  static void makeLakeAndSecrets() throws IOException {
    Path archive = Files.createDirectory(folder.resolve("archive"));
    Files.writeString(
        archive.resolve("billing.jsonl"),
        new VendedLog("billing:one").add("ExecutionStarted", Map.of("input", "{}")).text());
    Files.writeString(folder.resolve("secret.txt"), SECRET);
    Files.writeString(folder.resolve("secret.csv"), SECRET);
    lake = folder.resolve("lake");
    Commands.succeed("run", "--archive", archive, "--lake", lake);
    lakeBefore = filesIn(lake);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT 1) AS a; SELECT reflect('java.util.UUID', 'randomUUID') --",
        "SELECT 1; SELECT 2",
        "SELECT 1) --",
        "SELECT 1 FROM (SELECT 1",
        "/* SELECT 1 */ CREATE TABLE t (a INT)",
        "-- SELECT 1\nCREATE TABLE t USING parquet AS SELECT 1 AS a",
        "CREATE DATABASE other",
        "INSERT INTO spans SELECT * FROM spans",
        "FROM spans INSERT INTO executions SELECT *",
        "INSERT INTO text.`FOLDER/x` SELECT name FROM executions",
        "DELETE FROM spans",
        "UPDATE spans SET name = 'x'",
        "MERGE INTO spans USING spans AS s ON false WHEN NOT MATCHED THEN INSERT *",
        "TRUNCATE TABLE spans",
        "DROP TABLE delta.`FOLDER/lake/spans`",
        "ALTER TABLE delta.`FOLDER/lake/spans` ADD COLUMN x INT",
        "OPTIMIZE delta.`FOLDER/lake/spans`",
        "RESTORE TABLE delta.`FOLDER/lake/spans` TO VERSION AS OF 0",
        "CONVERT TO DELTA parquet.`FOLDER/secret.parquet`",
        "LOAD DATA INPATH 'FOLDER/secret.txt' INTO TABLE spans",
        "ADD JAR FOLDER/evil.jar",
        "SET spark.sql.variable.substitute = true",
        "SELECT * FROM spark_catalog.default.spans",
        "SELECT * FROM default.spans",
        "SELECT * FROM read_files('FOLDER/secret.csv')",
        "SELECT * FROM table_changes('spans', 0)",
        "SELECT try_reflect('java.util.UUID', 'randomUUID')",
        "SELECT * FROM VALUES (reflect('java.util.UUID', 'randomUUID'))",
        "SELECT * FROM table_changes_by_path('FOLDER/secret.csv', 0)",
        "DESCRIBE text.`FOLDER/secret.txt`",
        "SELECT from_avro(x'00', '{}')",
        "SELECT xpath_string('<!DOCTYPE a SYSTEM \"file:FOLDER/secret.txt\"><a/>', 'a')",
        "EXECUTE IMMEDIATE 'SELECT 1'",
        "DECLARE VARIABLE x INT",
        "CALL system.run()",
        "EXPLAIN SELECT 1",
        ""
      })
  void refusesInOneLine(String way) throws IOException {
    Commands.Outcome refused =
        Commands.call("query", "--lake", lake, way.replace("FOLDER", folder.toString()));

    assertThat(refused.exitCode()).as(refused.both()).isEqualTo(ExitCode.USAGE);
    assertThat(refused.out()).isEmpty();
    assertThat(refused.err().lines()).as(refused.err()).hasSize(1);
    assertThat(refused.err()).doesNotContain("\tat ", SECRET);
    assertThat(filesIn(lake)).isEqualTo(lakeBefore);
  }

  @Test
  void followsHintsAndShowsListsAsLists() {
    Commands.Outcome answer =
        Commands.succeed(
            "query",
            "--lake",
            lake,
            "SELECT /*+ REPARTITION(1) */ array(1, 2) AS a FROM executions");

    assertThat(answer.out().lines()).contains("[1, 2]");
  }

  /** Such as of a jar that is missing: no stack trace, and no talk of memory. */
  @Test
  void tellsAnErrorOfTheJvmInOneLine() {
    StringWriter err = new StringWriter();
    Clock broken =
        new Clock() {
          @Override
          public Instant instant() {
            throw new NoClassDefFoundError("org/example/Missing");
          }

          @Override
          public ZoneId getZone() {
            return ZoneOffset.UTC;
          }

          @Override
          public Clock withZone(ZoneId zone) {
            return this;
          }
        };

    int exitCode =
        Main.execute(
            broken,
            new PrintWriter(new StringWriter()),
            new PrintWriter(err, true),
            "report",
            "--lake",
            lake.toString());

    assertThat(exitCode).isEqualTo(ExitCode.FAILED);
    assertThat(err.toString()).contains("NoClassDefFoundError").doesNotContain("\tat ", "memory");
    assertThat(err.toString().lines()).hasSize(2);
  }

  @Test
  void printsInTheFormatThatIsAskedFor() {
    String sql =
        "SELECT name, started_at, array(1, 2) AS list, map('k', CAST(NULL AS STRING)) AS map,"
            + " CAST(NULL AS STRING) AS nothing, 1234.5D AS ms, 1 AS ms FROM executions";

    assertThat(Commands.succeed("query", "--lake", lake, "--format", "csv", sql).out())
        .isEqualTo(
            """
            name,started_at,list,map,nothing,ms,ms\r
            one,2026-08-24T09:00:00.100Z,"[1,2]","{""k"":null}",,1234.5,1\r
            """);
    assertThat(Commands.succeed("query", "--lake", lake, "--format", "markdown", sql).out().lines())
        .hasSize(3)
        .last()
        .asString()
        .startsWith("| one | 2026-08-24T09:00:00.100Z | ");
    assertThat(
            Commands.succeed(
                    "query", "--lake", lake, "--format", "csv", "--limit", "0", "SHOW TABLES")
                .both())
        .isEqualTo("tableName,kind,a_row_is\r\n... and more: raise --limit\n");
    assertThat(
            Commands.succeed("query", "--lake", lake, "SHOW TABLES LIKE 'map_*|error_trends'")
                .out())
        .contains("map_runs", "map_run_timeline", "error_trends")
        .doesNotContain("executions  ");
  }

  @Test
  void replacesNoVariables() {
    Commands.Outcome answer =
        Commands.succeed(
            "query", "--lake", lake, "SELECT '${env:PATH} ${system:user.dir} ${spark.master}'");

    assertThat(answer.out()).contains("${env:PATH} ${system:user.dir} ${spark.master}");
  }

  /** So it costs no more in a lake of many tables, and answers beside one that is damaged. */
  @Test
  void readsTheLogOfNoTableThatIsNotNamed() throws IOException {
    Path damaged = folder.resolve("damaged");
    for (String file : filesIn(lake)) {
      if (!file.contains("/spans/_delta_log/")) {
        Files.copy(Path.of(file), damaged.resolve(lake.relativize(Path.of(file))));
      }
    }

    assertThat(Commands.call("query", "--lake", damaged, "SELECT * FROM spans").exitCode())
        .isEqualTo(ExitCode.FAILED);
    for (String sql :
        List.of(
            "SELECT name FROM Executions",
            "WITH e AS (SELECT name FROM executions) SELECT name FROM e",
            "SELECT (SELECT max(name) FROM executions) AS name",
            "SELECT name FROM runs RIGHT JOIN executions ON command = name",
            "SELECT name FROM executions WHERE EXISTS (SELECT 1 FROM runs)")) {
      assertThat(Commands.succeed("query", "--lake", damaged, sql).out()).contains("one");
    }
  }

  /** Compiling takes longer than reading what a small lake has; Delta compiles a little, once. */
  @Test
  void compilesNothingWhereLittleIsRead() {
    Commands.succeed("query", "--lake", lake, "SELECT name FROM executions");
    long before = CodegenMetrics.METRIC_COMPILATION_TIME().getCount();

    Commands.Outcome answer =
        Commands.succeed(
            "query",
            "--lake",
            lake,
            "SELECT concat(name, '-', upper(status)) AS both FROM executions"
                + " WHERE length(name) BETWEEN 1 AND 4321");

    assertThat(answer.out().lines()).contains("one-RUNNING");
    assertThat(CodegenMetrics.METRIC_COMPILATION_TIME().getCount()).isEqualTo(before);
  }

  @Test
  void leavesNothingBehind() throws IOException {
    Path here = Path.of("").toAbsolutePath();
    for (String sql : List.of("SHOW TABLES", "DESCRIBE executions", "SHOW COLUMNS IN executions")) {
      Commands.Outcome answer = Commands.succeed("query", "--lake", lake, sql);
      assertThat(answer.out()).contains(sql.startsWith("SHOW TABLES") ? "executions" : "trace_id");
    }

    for (String remains : List.of("spark-warehouse", "metastore_db", "derby.log", "artifacts")) {
      assertThat(here.resolve(remains)).doesNotExist();
    }
    assertThat(filesIn(lake)).isEqualTo(lakeBefore);
  }

  private static List<String> filesIn(Path root) throws IOException {
    try (Stream<Path> paths = Files.walk(root)) {
      return paths.map(Path::toString).sorted().toList();
    }
  }
}
