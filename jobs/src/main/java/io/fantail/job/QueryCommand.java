package io.fantail.job;

import io.fantail.table.Tables;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.Arrays;
import java.util.concurrent.Callable;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** SQL from the terminal. */
@Command(
    name = "query",
    description =
        "Answers SQL over the tables, each under its own name: latency, spans, errors, ...")
final class QueryCommand implements Callable<Integer> {
  @Spec CommandSpec spec;
  @Mixin LakeOption lakeOption;
  @Mixin OutputOptions outputOptions;

  @Parameters(paramLabel = "SQL", description = "One SELECT.")
  String sql;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "100",
      description = "Most rows that are printed. Default: ${DEFAULT-VALUE}.")
  int limit;

  private final Clock clock;

  QueryCommand(Clock clock) {
    this.clock = clock;
  }

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    try (Session session = Session.open("query", lakeOption, spec.commandLine().getErr(), clock)) {
      session.checkQueryable();
      Tables.ALL.forEach(session.lake()::registerView);
      Dataset<Row> rows = session.spark().sql(asSubquery(sql));
      if (outputOptions.json) {
        rows.limit(limit).toJSON().collectAsList().forEach(out::println);
      } else {
        TextTable.of(
                Arrays.asList(rows.columns()),
                rows.limit(limit + 1).collectAsList(),
                limit,
                Integer.MAX_VALUE)
            .print(out);
      }
      return ExitCode.DONE;
    } catch (Exception failure) {
      throw explained(failure);
    }
  }

  /** Only a query can stand in brackets: a DELETE would reach the table behind its view. */
  private static String asSubquery(String statement) {
    String text = statement.strip();
    return "SELECT * FROM (\n"
        + (text.endsWith(";") ? text.substring(0, text.length() - 1) : text)
        + "\n)";
  }

  /** Spark's own exception is checked in Scala's way: declared nowhere. */
  private static RuntimeException explained(Exception failure) {
    if (failure instanceof AnalysisException) {
      return new JobException(
          ExitCode.USAGE, "The SQL is not understood: " + failure.getMessage(), failure);
    }
    return failure instanceof RuntimeException unchecked
        ? unchecked
        : new IllegalStateException(failure);
  }
}
