package io.fantail.job;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fantail.job.query.QueryGuard;
import io.fantail.job.query.RefusedSql;
import io.fantail.shape.Table;
import io.fantail.table.Lake;
import io.fantail.table.Tables;
import io.fantail.view.View;
import io.fantail.view.Views;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.catalyst.parser.ParseException;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What {@code query} answers, and the ways out of the lake that it does not go: each of them works
 * in Spark, which the test shows first.
 */
class QueryGuardIT {
  private static final String SECRET = "a secret outside of the lake";

  @TempDir static Path folder = Path.of("");

  private static SparkSession spark;

  @BeforeAll
  static void makeLakeAndSecrets() throws IOException {
    Path archive = Files.createDirectory(folder.resolve("archive"));
    Files.writeString(
        archive.resolve("billing.jsonl"),
        new VendedLog("billing:one")
            .add("ExecutionStarted", Map.of("input", "{}"))
            .add("ExecutionSucceeded", Map.of("output", "{}"))
            .text());
    Path lake = folder.resolve("lake");
    Commands.succeed("run", "--archive", archive, "--lake", lake);
    Files.writeString(folder.resolve("secret.txt"), SECRET);
    Files.writeString(folder.resolve("secret.csv"), SECRET);
    Files.writeString(folder.resolve("secret.json"), "{\"secret\": \"" + SECRET + "\"}\n");
    spark = SharedSpark.newSession();
    for (String format : List.of("parquet", "orc", "delta")) {
      spark
          .sql("SELECT '" + SECRET + "' AS secret")
          .write()
          .format(format)
          .save(folder.resolve("secret." + format).toString());
    }
    Lake tables = new Lake(spark, lake.toString());
    Tables.ALL.forEach(tables::registerView);
    Views.ALL.forEach(view -> spark.sql(view.sql()).createOrReplaceTempView(view.name()));
    spark.udf().register("shell", (UDF1<String, String>) word -> word, DataTypes.StringType);
    spark.sql("CREATE GLOBAL TEMPORARY VIEW stranger AS SELECT '" + SECRET + "' AS secret");
    spark.sql("CREATE TEMPORARY VIEW other AS SELECT '" + SECRET + "' AS secret");
  }

  @AfterAll
  static void endSpark() {
    SharedSpark.end();
  }

  /** {@code FOLDER} is that of the secrets. Spark answers all of these. */
  static Stream<String> waysOut() {
    return Stream.of(
        // Programs.
        "SELECT TRANSFORM(name) USING 'sh -c \"cat FOLDER/secret.txt\"' AS (line) FROM executions",
        "FROM executions MAP name USING 'cat' AS (line)",
        "FROM (SELECT name FROM executions) REDUCE name USING 'cat' AS (line)",
        "SELECT * FROM (SELECT TRANSFORM(name) USING 'cat' AS (line) FROM executions) AS t",
        // Methods of Java.
        "SELECT reflect('java.lang.System', 'getProperty', 'user.home')",
        "SELECT java_method('java.lang.System', 'getenv', 'HOME')",
        "SELECT REFLECT('java.util.UUID', 'randomUUID')",
        "SELECT `reflect`('java.util.UUID', 'randomUUID')",
        "SELECT /* */ reflect /* */ ('java.util.UUID', 'randomUUID')",
        "SELECT (SELECT reflect('java.util.UUID', 'randomUUID') FROM executions)",
        "SELECT name FROM executions WHERE EXISTS (SELECT reflect('java.util.UUID', 'randomUUID'))",
        "SELECT name FROM executions WHERE name IN (SELECT reflect('java.util.UUID', 'randomUUID'))",
        "WITH a AS (SELECT reflect('java.util.UUID', 'randomUUID') AS id) SELECT * FROM a",
        "WITH a AS (WITH b AS (SELECT java_method('java.util.UUID', 'randomUUID')) SELECT * FROM b) SELECT * FROM a",
        "SELECT name FROM executions ORDER BY reflect('java.util.UUID', 'randomUUID')",
        "SELECT transform(array('a'), x -> reflect('java.util.UUID', 'randomUUID'))",
        "SELECT CASE WHEN true THEN reflect('java.util.UUID', 'randomUUID') END",
        "SELECT count(*) FROM executions GROUP BY reflect('java.util.UUID', 'randomUUID')",
        "SELECT count(*) FROM executions HAVING reflect('java.util.UUID', 'randomUUID') <> ''",
        "SELECT * FROM executions LATERAL VIEW explode(array(reflect('java.util.UUID', 'randomUUID'))) v AS x",
        "SELECT * FROM explode(array(reflect('java.util.UUID', 'randomUUID')))",
        "SELECT sum(duration_ms) OVER (PARTITION BY reflect('java.util.UUID', 'randomUUID')) FROM executions",
        "SELECT sum(duration_ms) OVER w FROM executions WINDOW w AS (ORDER BY reflect('java.util.UUID', 'randomUUID'))",
        "SELECT 1 UNION ALL SELECT length(reflect('java.util.UUID', 'randomUUID'))",
        // Functions that somebody has registered.
        "SELECT shell('x')",
        "SELECT name FROM executions WHERE shell(name) = 'one'",
        // Files.
        "SELECT * FROM text.`FOLDER/secret.txt`",
        "SELECT * FROM csv.`FOLDER/secret.csv`",
        "SELECT * FROM json.`FOLDER/secret.json`",
        "SELECT * FROM parquet.`FOLDER/secret.parquet`",
        "SELECT * FROM orc.`FOLDER/secret.orc`",
        "SELECT * FROM delta.`FOLDER/secret.delta`",
        "SELECT * FROM binaryFile.`FOLDER/secret.txt`",
        "TABLE text.`FOLDER/secret.txt`",
        "SELECT name FROM executions JOIN text.`FOLDER/secret.txt`",
        "SELECT (SELECT max(value) FROM text.`FOLDER/secret.txt`) AS x FROM executions",
        "SELECT 1 FROM executions WHERE EXISTS (SELECT 1 FROM text.`FOLDER/secret.txt`)",
        "WITH spans AS (SELECT * FROM text.`FOLDER/secret.txt`) SELECT * FROM spans",
        "SELECT e.name, s.* FROM executions e, LATERAL (SELECT * FROM text.`FOLDER/secret.txt`) s",
        "SELECT * FROM IDENTIFIER('text.`FOLDER/secret.txt`')",
        "SELECT IDENTIFIER('reflect')('java.util.UUID', 'randomUUID')",
        "SELECT * FROM delta.`FOLDER/lake/spans`",
        "SELECT * FROM delta.`FOLDER/secret.delta` VERSION AS OF 0",
        // Tables of somebody else.
        "SELECT * FROM global_temp.stranger",
        "SELECT * FROM other",
        // What changes something, or runs it.
        "CREATE TEMPORARY VIEW mine AS SELECT 1",
        "CREATE OR REPLACE TEMPORARY VIEW spans2 USING text OPTIONS (path 'FOLDER/secret.txt')",
        "CACHE TABLE mine2 AS SELECT * FROM text.`FOLDER/secret.txt`",
        "CREATE TEMPORARY FUNCTION f AS 'org.apache.spark.sql.hive.Nothing'",
        "SET spark.sql.ansi.enabled",
        "SET",
        "RESET spark.sql.ansi.enabled",
        "INSERT OVERWRITE DIRECTORY 'FOLDER/copy' USING parquet SELECT * FROM executions",
        "ADD FILE FOLDER/secret.txt",
        "LIST FILES",
        "REFRESH 'FOLDER'",
        "CLEAR CACHE",
        "EXPLAIN SELECT * FROM text.`FOLDER/secret.txt`",
        "DESCRIBE QUERY SELECT * FROM text.`FOLDER/secret.txt`",
        "DESCRIBE HISTORY delta.`FOLDER/secret.delta`",
        "DESCRIBE DETAIL delta.`FOLDER/secret.delta`",
        "VACUUM delta.`FOLDER/secret.delta` DRY RUN",
        "SHOW TABLES IN global_temp",
        "SHOW TABLES IN default",
        "SHOW COLUMNS IN stranger IN global_temp",
        "SHOW DATABASES",
        "SHOW CATALOGS",
        "SHOW FUNCTIONS",
        "USE default",
        "DROP VIEW IF EXISTS nothing");
  }

  @ParameterizedTest
  @MethodSource("waysOut")
  void refusesAWayOut(String way) {
    String sql = way.replace("FOLDER", folder.toString());
    assertThatCode(
            () -> {
              if (!way.startsWith("CREATE TEMPORARY FUNCTION")) {
                spark.sql(sql).collectAsList();
              }
            })
        .as("plain Spark answers it")
        .doesNotThrowAnyException();

    assertThatThrownBy(() -> guard().answer(spark, sql))
        .isInstanceOfAny(RefusedSql.class, ParseException.class);
  }

  /** What the first look would have let pass by a name that it does not know. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT reflect('java.util.UUID', 'randomUUID')",
        "SELECT (SELECT reflect('java.util.UUID', 'randomUUID') FROM executions)",
        "WITH a AS (SELECT reflect('java.util.UUID', 'randomUUID') AS id) SELECT * FROM a",
        "SELECT shell('x')",
        "SELECT * FROM text.`FOLDER/secret.txt`",
        "SELECT * FROM delta.`FOLDER/secret.delta`",
        "SELECT 1 FROM executions WHERE EXISTS (SELECT 1 FROM text.`FOLDER/secret.txt`)",
        "SELECT * FROM global_temp.stranger",
        "SELECT * FROM other",
        "SELECT TRANSFORM(name) USING 'cat' AS (line) FROM executions"
      })
  void refusesItInTheAnalysedPlanAsWell(String way) {
    Dataset<Row> rows = spark.sql(way.replace("FOLDER", folder.toString()));

    assertThatThrownBy(() -> guard().checkPlan(rows)).isInstanceOf(RefusedSql.class);
  }

  /** With what the notebook asks. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT name, status FROM executions;",
        "select `name` from `Executions` -- where it ends",
        "FROM executions SELECT name",
        "TABLE executions",
        "VALUES (1, 'a'), (2, 'b')",
        "SELECT * FROM VALUES (1), (2) AS t(x) WHERE x > 1",
        "SELECT * FROM range(3)",
        "SELECT * FROM explode(array(1, 2))",
        "SELECT 1 + 1, current_date(), input_file_name() FROM executions",
        "SELECT /*+ BROADCAST(s) */ s.name FROM executions e JOIN spans s USING (execution_arn)",
        "SELECT name FROM executions e WHERE EXISTS (SELECT 1 FROM spans s WHERE s.execution_arn = e.execution_arn)",
        "SELECT name, (SELECT count(*) FROM spans s WHERE s.execution_arn = e.execution_arn) AS n FROM executions e",
        "SELECT name FROM executions WHERE name IN (SELECT name FROM spans) OR name NOT IN ('a', 'b')",
        "SELECT name FROM executions UNION ALL SELECT name FROM spans",
        "SELECT name FROM executions UNION SELECT name FROM spans EXCEPT SELECT 'x' INTERSECT SELECT 'x'",
        "WITH a AS (SELECT * FROM spans), b AS (SELECT count(*) AS n FROM a) SELECT * FROM b, a",
        "WITH spans AS (SELECT 1 AS x) SELECT * FROM spans",
        "SELECT name, row_number() OVER (PARTITION BY kind ORDER BY active_ms DESC) AS r FROM spans",
        "SELECT name, sum(active_ms) OVER w FROM spans WINDOW w AS (PARTITION BY kind ORDER BY started_at ROWS 2 PRECEDING)",
        "SELECT key, value FROM spans LATERAL VIEW explode(attributes) a AS key, value",
        "SELECT key FROM spans LATERAL VIEW OUTER explode(map_keys(attributes)) a AS key",
        "SELECT attributes['try'], map_filter(attributes, (k, v) -> v <> ''), transform_values(attributes, (k, v) -> upper(v)) FROM spans",
        "SELECT get_json_object(input, '$.a'), from_json(input, 'a INT').a, json_tuple(input, 'b') FROM events",
        "SELECT percentile(active_ms, array(0.5, 0.99)), approx_count_distinct(name), collect_list(name) FROM spans",
        "SELECT kind, count(*) FROM spans GROUP BY ROLLUP (kind) HAVING count(*) > 0 ORDER BY kind NULLS LAST LIMIT 5 OFFSET 0",
        "SELECT * FROM (SELECT kind, status FROM spans) PIVOT (count(*) FOR status IN ('ok', 'error'))",
        "SELECT * FROM (SELECT 1 AS a, 2 AS b) UNPIVOT (v FOR k IN (a, b))",
        "SELECT DISTINCT kind FROM spans TABLESAMPLE (100 PERCENT)",
        "SELECT stack(2, 1, 'a', 2, 'b') AS (rank, figure)",
        "SELECT e.name, s.n FROM executions e, LATERAL (SELECT count(*) AS n FROM spans s WHERE s.name = e.name) s",
        "SELECT try_cast('x' AS INT), CASE WHEN 1 = 1 THEN 'a' ELSE 'b' END, INTERVAL 1 DAY, DATE '2026-08-24'",
        "SELECT name FROM spans DISTRIBUTE BY kind SORT BY name",
        "SELECT min_by(name, active_ms), regexp_extract(max(name), 'a(b)'), date_trunc('HOUR', max(started_at)) FROM spans",
        "SELECT url_decode('a%20b'), parse_url('http://a/b', 'HOST'), sha2('a', 256), uuid()",
        "DESCRIBE TABLE executions",
        "DESC spans",
        "DESCRIBE EXTENDED spans",
        "DESCRIBE spans name",
        "SHOW TABLES",
        "SHOW COLUMNS IN spans",
        "SHOW COLUMNS FROM executions"
      })
  void answers(String sql) {
    Dataset<Row> rows = guard().answer(spark, sql);

    assertThatCode(rows::collectAsList).doesNotThrowAnyException();
  }

  /** The blocks of SQL on these pages; a comment stands before each statement. */
  static Stream<String> sqlOfThePages() throws IOException {
    List<String> statements = new ArrayList<>();
    for (String page : List.of("README.md", "jobs/TABLES.md")) {
      Matcher block =
          Pattern.compile("(?s)```sql\\n(.*?)```")
              .matcher(Files.readString(Commands.REPOSITORY.resolve(page)));
      while (block.find()) {
        Stream.of(block.group(1).split("/\\*.*?\\*/", -1))
            .map(String::strip)
            .filter(sql -> !sql.isEmpty())
            .forEach(statements::add);
      }
    }
    return statements.stream();
  }

  @ParameterizedTest
  @MethodSource("sqlOfThePages")
  void answersWhatThePagesAsk(String sql) {
    Dataset<Row> rows = guard().answer(spark, sql);

    assertThatCode(rows::collectAsList).doesNotThrowAnyException();
  }

  private static QueryGuard guard() {
    return new QueryGuard(
        Stream.concat(Tables.ALL.stream().map(Table::name), Views.ALL.stream().map(View::name))
            .collect(Collectors.toSet()));
  }
}
