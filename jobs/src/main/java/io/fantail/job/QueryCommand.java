package io.fantail.job;

import io.fantail.job.message.ExitCode;
import io.fantail.job.message.JobException;
import io.fantail.job.option.LakeAddress;
import io.fantail.job.query.LakeQuery;
import io.fantail.job.query.QueryFormat;
import io.fantail.job.query.RefusedSql;
import io.fantail.job.query.SqlMistake;
import io.fantail.job.session.Session;
import io.fantail.job.summary.TextTable;
import java.io.PrintWriter;
import org.apache.spark.sql.AnalysisException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Answers SQL from the terminal. */
@Command(
    name = "query",
    description =
        "Answers SQL over the tables and views, each under its own name: latency, spans, errors,"
            + " enhanced_metrics, ...")
final class QueryCommand extends LakeCommand {
  private static final int MOST_ROWS = 10_000_000;

  @Mixin LakeAddress lakeAddress;

  @Parameters(
      paramLabel = "SQL",
      description = "One SELECT, DESCRIBE TABLE, SHOW TABLES or SHOW COLUMNS.")
  String sql;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "100",
      description = "Most rows that are printed. Default: ${DEFAULT-VALUE}.")
  int limit;

  @Option(
      names = "--format",
      defaultValue = "table",
      description =
          "How rows are printed: ${COMPLETION-CANDIDATES}. A table is cut to the width of the terminal, the others are"
              + " whole; json is one object a row, as with --json. Default: ${DEFAULT-VALUE}.")
  QueryFormat format;

  @Override
  void checkOptions() {
    if (limit < 0 || limit > MOST_ROWS) {
      throw new JobException(
          ExitCode.USAGE,
          "--limit is "
              + limit
              + ": ask for 0 to "
              + MOST_ROWS
              + " rows; export writes whole tables.");
    }
  }

  @Override
  public Integer call() {
    checkOptions();
    PrintWriter out = spec.commandLine().getOut();
    try (Session session = open(lakeAddress.lake)) {
      session.checkQueryable();
      LakeQuery query = new LakeQuery(session.lake(), sql);
      boolean isMore =
          switch (outputOptions.json ? QueryFormat.JSON : format) {
            case TABLE -> {
              TextTable.of(query.columns(), query.rows(limit + 1), limit, Integer.MAX_VALUE)
                  .print(out);
              yield false;
            }
            case JSON -> {
              query.json(limit).forEach(out::println);
              yield false;
            }
            case CSV -> query.printCsv(out, limit);
            case MARKDOWN -> query.printMarkdown(out, limit);
          };
      if (isMore) {
        // Not among the rows, which a program reads.
        spec.commandLine().getErr().println("... and more: raise --limit");
      }
      return ExitCode.DONE;
    } catch (Exception failure) {
      throw explained(failure);
    }
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
