package io.fantail.view;

import io.fantail.shape.FieldType;
import io.fantail.shape.Table;
import io.fantail.table.Tables;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An engine that reads a lake, with the file of {@code conf/sql} that tells it of the tables and
 * makes the views.
 */
enum Engine {
  SPARK(
      "spark",
      Dialect.SPARK,
      """
      -- The tables and views of a lake for Spark SQL with Delta Lake: spark-sql -f spark.sql, or statement by statement in a notebook.
      -- Executed by a test: all statements, in Spark 3.5 through its session, over a lake of many cases. Not executed: the same through
      -- JDBC and Spark's Thrift server, whose jars were not to be had where this was made.
      """,
      List.of()) {
    @Override
    List<String> knownBy(Table table) {
      return List.of(
          "CREATE TABLE IF NOT EXISTS %s USING delta LOCATION '%s'"
              .formatted(table.name(), address(table)));
    }
  },

  GLUE(
      "glue",
      Dialect.SPARK,
      """
      -- The tables and views of a lake in the AWS Glue Data Catalog, made by Spark with Delta Lake (EMR, EMR Serverless, Glue jobs with
      -- --datalake-formats delta): spark-sql -f glue.sql where the catalog of Spark is Glue. Athena then finds the tables, and needs no
      -- CREATE EXTERNAL TABLE, but does not read views that Spark made: those of athena.sql go into another database.
      -- The database has a folder of its own, which stays empty: DROP DATABASE may delete the folder of what it drops.
      -- Executed by a test: all statements, in Spark 3.5 with Spark's own catalog. Not executed: with Glue, which only AWS has.
      """,
      List.of(
          "CREATE DATABASE IF NOT EXISTS fantail_spark LOCATION '" + Engine.LAKE + "-database'",
          "USE fantail_spark")) {
    @Override
    List<String> knownBy(Table table) {
      return SPARK.knownBy(table);
    }
  },

  ATHENA(
      "athena",
      Dialect.TRINO,
      """
      -- The tables and views of a lake for Amazon Athena, engine version 3, which reads Delta tables as they are. It takes one statement
      -- at a time, with the database fantail chosen from the second one on. It keeps times to the millisecond. Percentiles of
      -- enhanced_metrics are approximate (approx_percentile), all else is as in Spark.
      -- Not executed: only AWS has Athena. A test parses the views with Trino's parser, as Athena's engine is a Trino, and executes the
      -- same views in Spark and DuckDB; it does not parse CREATE DATABASE and CREATE EXTERNAL TABLE, which are of Hive.
      """,
      List.of("CREATE DATABASE IF NOT EXISTS fantail")) {
    @Override
    List<String> knownBy(Table table) {
      return List.of(
          "CREATE EXTERNAL TABLE %s LOCATION '%s/' TBLPROPERTIES ('table_type' = 'DELTA')"
              .formatted(table.name(), address(table)));
    }
  },

  TRINO(
      "trino",
      Dialect.TRINO,
      """
      -- The tables and views of a lake for Trino with a catalog named delta of the connector delta_lake, in which
      -- delta.register-table-procedure.enabled=true stands: trino -f trino.sql. It keeps times to the millisecond. Percentiles of
      -- enhanced_metrics are approximate (approx_percentile), all else is as in Spark.
      -- Not executed: a Trino server is no library that a test could start. A test parses all statements with Trino's parser and
      -- executes the same views in Spark and DuckDB.
      """,
      List.of("CREATE SCHEMA IF NOT EXISTS delta.fantail", "USE delta.fantail")) {
    @Override
    List<String> knownBy(Table table) {
      return List.of(
          "CALL delta.system.register_table(schema_name => 'fantail', table_name => '%s', table_location => '%s')"
              .formatted(table.name(), address(table)));
    }
  },

  DUCKDB(
      "duckdb",
      Dialect.DUCKDB,
      """
      -- The tables and views of a lake for DuckDB 1.3 and later with its extension delta: duckdb my.duckdb -f duckdb.sql. For S3 it
      -- needs a secret: CREATE SECRET (TYPE s3, PROVIDER credential_chain). Where the extension cannot be had: duckdb-files.sql.
      -- Executed by a test: the views, as those of duckdb-files.sql are the same. Not executed: INSTALL, LOAD and delta_scan, as the
      -- extension is downloaded when it is first used.
      """,
      List.of("INSTALL delta", "LOAD delta")) {
    @Override
    List<String> knownBy(Table table) {
      return List.of(
          "CREATE OR REPLACE VIEW %s AS SELECT * FROM delta_scan('%s')"
              .formatted(table.name(), address(table)));
    }
  },

  DUCKDB_FILES(
      "duckdb-files",
      Dialect.DUCKDB,
      """
      -- The same as duckdb.sql where the extension delta cannot be had: the files of a table are found by its log. For one session of
      -- DuckDB 1.3 or later (duckdb -init duckdb-files.sql), and once more after each run of Fantail, as the files are others then. It
      -- refuses a table whose log no longer begins with its first commit: Delta leaves commits out that are older than 30 days.
      -- Executed by a test: all statements, in DuckDB 2.0, whose answers equal those of Spark row by row.
      """,
      List.of(
          "SET VARIABLE lake = '" + Engine.LAKE + "'",
          """
          CREATE OR REPLACE TEMP MACRO commits_of(name) AS TABLE
            SELECT CAST(regexp_extract(filename, '(\\d+)\\.json$', 1) AS BIGINT) AS version,
              add.path AS added, remove.path AS removed
            FROM read_json(getvariable('lake') || '/' || name || '/_delta_log/*.json',
              format = 'newline_delimited', filename = true,
              columns = {'add': 'STRUCT(path VARCHAR)', 'remove': 'STRUCT(path VARCHAR)'})""",
          """
          CREATE OR REPLACE TEMP MACRO files_of(name) AS TABLE
            SELECT CASE WHEN (SELECT min(version) FROM commits_of(name)) > 0
              THEN error('The log of ' || name || ' does not begin with its first commit.')
              ELSE getvariable('lake') || '/' || name || '/' || url_decode(path) END AS file
            FROM (
              SELECT coalesce(added, removed) AS path, max_by(added IS NOT NULL, version) AS is_there
              FROM commits_of(name) WHERE added IS NOT NULL OR removed IS NOT NULL
              GROUP BY coalesce(added, removed)
            ) WHERE is_there""")) {
    @Override
    List<String> knownBy(Table table) {
      String names = String.join(", ", table.columnNames());
      String none =
          table.columns().stream()
              .map(column -> "NULL::%s AS %s".formatted(typeOf(column.type()), column.name()))
              .collect(Collectors.joining(", "));
      String days = table.byDay() ? ", hive_partitioning = true, hive_types = {''day'': DATE}" : "";
      return List.of(
          "SET VARIABLE %1$s = (SELECT list(file) FROM files_of('%1$s'))".formatted(table.name()),
          """
          CREATE OR REPLACE TEMP VIEW %1$s AS FROM query(CASE WHEN getvariable('%1$s') IS NULL
            THEN 'SELECT %2$s WHERE false'
            ELSE 'SELECT %3$s FROM read_parquet(getvariable(''%1$s''), union_by_name = true%4$s)' END)"""
              .formatted(table.name(), none, names, days));
    }

    @Override
    String viewOf(View view) {
      return super.viewOf(view).replace("REPLACE VIEW", "REPLACE TEMP VIEW");
    }
  };

  static final String LAKE = "s3://BUCKET/fantail/lake";

  /** A lake has these only if the archive had some of it. */
  static final Set<Table> NOT_ALWAYS_THERE =
      Set.of(Tables.DESCRIPTIONS, Tables.PENDING_CHILDREN, Tables.AWS_SPANS, Tables.REJECTS);

  final String file;
  final Dialect dialect;
  private final String head;

  @SuppressWarnings("ImmutableEnumChecker") // a List.of
  private final List<String> beginning;

  Engine(String file, Dialect dialect, String head, List<String> beginning) {
    this.file = file + ".sql";
    this.dialect = dialect;
    this.head = head;
    this.beginning = beginning;
  }

  /** The statements by which the engine knows of a table. */
  abstract List<String> knownBy(Table table);

  /** The statement that makes a view. */
  String viewOf(View view) {
    return "CREATE OR REPLACE VIEW %s AS\n%s"
        .formatted(view.name(), view.sql(dialect).stripTrailing());
  }

  private static String address(Table table) {
    return LAKE + "/" + table.name();
  }

  /** The type that DuckDB has for a column. */
  private static String typeOf(FieldType type) {
    return switch (type) {
      case TIME -> "TIMESTAMPTZ";
      case TEXTS -> "MAP(VARCHAR, VARCHAR)";
      case COUNTS -> "MAP(VARCHAR, BIGINT)";
      case TEXT_LIST -> "VARCHAR[]";
      case WHOLE_LIST -> "BIGINT[]";
      default -> type.sql().replace("STRING", "VARCHAR");
    };
  }

  /** The whole file. */
  String text() {
    List<String> parts = new ArrayList<>();
    parts.add(
        head
            + """
            -- Put the address of your lake in the place of %s. Nothing is written there.
            -- Written by ViewFilesTest of jobs with -Dfantail.views=write; to change a view, change io.fantail.view.
            """
                .formatted(LAKE));
    beginning.forEach(statement -> parts.add(statement + ";\n"));
    parts.add(statements(Tables.ALL.stream().filter(table -> !NOT_ALWAYS_THERE.contains(table))));
    parts.add(
        "-- These are there only where the archive had some: take the dashes away.\n"
            + statements(Tables.ALL.stream().filter(NOT_ALWAYS_THERE::contains))
                .lines()
                .map(line -> "-- " + line + "\n")
                .collect(Collectors.joining()));
    for (View view : Views.ALL) {
      parts.add("-- %s\n%s;\n".formatted(view.sentence(), viewOf(view)));
    }
    return String.join("\n", parts);
  }

  private String statements(Stream<Table> tables) {
    return tables
        .flatMap(table -> knownBy(table).stream())
        .map(statement -> statement + ";\n")
        .collect(Collectors.joining());
  }
}
