package io.fantail.job;

import io.fantail.job.message.ExitCode;
import io.fantail.job.message.JobException;
import io.fantail.job.option.LakeAddress;
import io.fantail.job.query.QueryGuard;
import io.fantail.job.query.RefusedSql;
import io.fantail.job.query.SqlMistake;
import io.fantail.job.session.Session;
import io.fantail.job.summary.TextTable;
import io.fantail.shape.Table;
import io.fantail.table.Tables;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Answers SQL from the terminal. */
@Command(
    name = "query",
    description =
        "Answers SQL over the tables, each under its own name: latency, spans, errors, ...")
final class QueryCommand extends LakeCommand {
  @Mixin LakeAddress lakeAddress;

  @Parameters(paramLabel = "SQL", description = "One SELECT.")
  String sql;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "100",
      description = "Most rows that are printed. Default: ${DEFAULT-VALUE}.")
  int limit;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    try (Session session = open(lakeAddress.lake)) {
      session.checkQueryable();
      Tables.ALL.forEach(session.lake()::registerView);
      Dataset<Row> rows = answer(session.spark());
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

  /** Returns rows that are not computed yet; SHOW and DESCRIBE answer at once. */
  private Dataset<Row> answer(SparkSession spark) {
    QueryGuard guard =
        new QueryGuard(Tables.ALL.stream().map(Table::name).collect(Collectors.toSet()));
    return guard.answer(spark, sql);
  }

  /**
   * Tells failures of the SQL from others. Spark's own exception is checked, but declared nowhere.
   */
  private static RuntimeException explained(Exception failure) {
    if (failure instanceof RefusedSql) {
      return new JobException(ExitCode.USAGE, String.valueOf(failure.getMessage()), failure);
    }
    if (failure instanceof AnalysisException) {
      return new JobException(
          ExitCode.USAGE,
          "The SQL is not understood: " + SqlMistake.inWords(String.valueOf(failure.getMessage())),
          failure);
    }
    return failure instanceof RuntimeException unchecked
        ? unchecked
        : new IllegalStateException(failure);
  }
}
