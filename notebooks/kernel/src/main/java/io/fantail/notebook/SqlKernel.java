package io.fantail.notebook;

import io.fantail.job.message.Explanation;
import io.fantail.job.query.RefusedSql;
import io.fantail.job.query.SqlMistake;
import io.fantail.job.session.TemporaryFolder;
import io.fantail.job.summary.TextTable;
import io.fantail.notebook.chart.Chart;
import io.fantail.notebook.chart.ChartRequest;
import io.fantail.table.LakeFaults;
import io.github.spencerpark.jupyter.kernel.BaseKernel;
import io.github.spencerpark.jupyter.kernel.LanguageInfo;
import io.github.spencerpark.jupyter.kernel.display.DisplayData;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.concurrent.Future;
import org.apache.spark.sql.AnalysisException;
import org.jspecify.annotations.Nullable;

/**
 * Answers cells, one after the other. An error ends a cell with one sentence and, as Jupyter's
 * protocol has it, with the status {@code error}, by which nbconvert fails.
 */
final class SqlKernel extends BaseKernel {
  /** So many rows are shown where the cell says nothing else. */
  private static final int SHOWN_ROWS = 100;

  /** Whatever the cell says: a page with more would not be scrolled by anybody. */
  private static final int MOST_ROWS = 10_000;

  /** A picture is of more rows than the table below it shows. */
  private static final int DRAWN_ROWS = 5_000;

  /** Below a picture more rows than these are folded. */
  private static final int OPEN_ROWS = 12;

  private static final int CELL_CHARS = 200;

  private final Future<LakeCells> cells;

  /**
   * @param cells while Spark starts, Jupyter goes on
   */
  SqlKernel(Future<LakeCells> cells) {
    this.cells = cells;
    // What Spark logs is for the terminal.
    setShouldReplaceStdStreams(false);
  }

  @Override
  public @Nullable DisplayData eval(String source) throws Exception {
    try {
      Cell cell = Cell.of(source);
      return cell instanceof Cell.Sql sql ? answer(sql) : null;
    } catch (CellMistake mistake) {
      throw mistake;
    } catch (Exception | StackOverflowError | OutOfMemoryError failure) {
      throw new CellMistake(inWords(failure), failure);
    }
  }

  private @Nullable DisplayData answer(Cell.Sql sql) throws Exception {
    ChartRequest chart = ChartRequest.in(sql.statement());
    int asked = sql.flags().rows == null ? SHOWN_ROWS : sql.flags().rows;
    int limit = asked < 0 ? MOST_ROWS : Math.min(asked, MOST_ROWS);
    Answer answer =
        cells.get().answer(sql.statement(), chart == null ? limit : Math.max(limit, DRAWN_ROWS));
    return sql.flags().quiet ? null : shown(answer, limit, chart);
  }

  private static @Nullable DisplayData shown(
      Answer answer, int limit, @Nullable ChartRequest chart) {
    if (answer instanceof Answer.Said said) {
      return new DisplayData(said.sentence());
    }
    if (!(answer instanceof Answer.Rows rows)) {
      return null;
    }
    StringWriter text = new StringWriter();
    TextTable.of(rows.columns(), rows.rows(), limit, CELL_CHARS)
        .print(new PrintWriter(text, true), Integer.MAX_VALUE);
    DisplayData display = new DisplayData(text.toString());
    display.putHTML(html(rows, limit, chart));
    return display;
  }

  private static String html(Answer.Rows rows, int limit, @Nullable ChartRequest chart) {
    String table = HtmlTable.of(rows, limit);
    if (chart == null || rows.rows().isEmpty()) {
      return HtmlTable.framed(table);
    }
    String picture = Chart.svg(chart, rows.columns(), rows.rows());
    return rows.rows().size() <= OPEN_ROWS
        ? HtmlTable.framed(picture, table)
        : HtmlTable.framed(
            picture,
            "<details><summary>"
                + Numbers.of(rows.rows().size())
                + " rows</summary>"
                + table
                + "</details>");
  }

  private static String inWords(Throwable failure) {
    Throwable cause =
        failure instanceof java.util.concurrent.ExecutionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    String message = String.valueOf(cause.getMessage());
    if (cause instanceof RefusedSql || cause instanceof CellMistake) {
      return message;
    }
    if (cause instanceof AnalysisException) {
      return "The SQL is not understood: " + SqlMistake.inWords(message);
    }
    String lakeFault = LakeFaults.explain(cause);
    return lakeFault != null ? lakeFault : Explanation.of(cause, null, TemporaryFolder.ofJvm());
  }

  /** One sentence; a stack trace of Spark would hide it. */
  @Override
  public List<String> formatError(Exception failure) {
    return String.valueOf(failure.getMessage()).lines().toList();
  }

  @Override
  public String getBanner() {
    return "Fantail: SQL over the tables of a lake.";
  }

  @Override
  public LanguageInfo getLanguageInfo() {
    return new LanguageInfo.Builder("sql")
        .version("Spark SQL")
        .mimetype("text/x-sql")
        .fileExtension(".sql")
        .pygments("sql")
        .codemirror("text/x-sql")
        .build();
  }

  @Override
  public void interrupt() {
    if (cells.isDone()) {
      try {
        cells.get().stop();
      } catch (Exception neverStarted) {
        // Nothing is being computed then.
      }
    }
  }
}
