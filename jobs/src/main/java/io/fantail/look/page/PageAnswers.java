package io.fantail.look.page;

import io.fantail.shape.Table;
import io.fantail.table.DaySet;
import io.fantail.table.Lake;
import io.fantail.table.Tables;
import io.fantail.view.View;
import io.fantail.view.Views;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/** Asks a lake all that the page shows. */
public final class PageAnswers {
  private static final int MOST_TIMELINES = 20;

  /** So many of the slowest children are named with a link. */
  private static final int MOST_NAMED = 60;

  /** How several questions are asked: side by side, or one after the other. */
  @FunctionalInterface
  public interface Asker {
    List<Answer> ask(List<Question> questions, Function<Question, Answer> answer);
  }

  /**
   * All that was found.
   *
   * @param extent the time that it is about
   */
  public record Found(PageExtent extent, List<Answer> answers) {}

  private final Lake lake;
  private final Asker asker;

  public PageAnswers(Lake lake, Asker asker) {
    this.lake = lake;
    this.asker = asker;
    // Else ${env:NAME} in a name would be replaced.
    lake.spark().conf().set("spark.sql.variable.substitute", false);
  }

  /** Makes tables and views known by their names; the log of each table is read once. */
  private void register(DaySet days) {
    for (Table table : Tables.ALL) {
      lake.read(table, days).createOrReplaceTempView(table.name());
    }
    for (View view : Views.ALL) {
      lake.spark().sql(view.sql()).createOrReplaceTempView(view.name());
    }
  }

  /**
   * Asks everything.
   *
   * @param base another window, to be drawn beside; null where none is wanted
   */
  public Found of(PageScope scope, @Nullable PageScope base) {
    DaySet days = base == null ? scope.days() : scope.days().plus(base.days());
    register(days.widenedBackBy(1));
    ExecutionQuestions executions = new ExecutionQuestions(scope);
    SpanQuestions spans = new SpanQuestions(scope);
    ReportQuestions reports = new ReportQuestions(scope);
    List<Answer> answers =
        new ArrayList<>(
            ask(
                List.of(
                    executions.extent(),
                    executions.latency("latency"),
                    reports.mapRuns(),
                    reports.factors(),
                    reports.stragglers(),
                    reports.errors())));
    Answer first = answers.get(0);
    PageExtent extent = extentOf(first);
    Map<String, Double> slow = slowFrom(answers.get(1));
    List<String> mapRuns = texts(answers.get(2), "map_run_arn");
    List<String> starters =
        texts(answers.get(2), "parent_execution_arn").stream().distinct().toList();
    List<String> drawn = mapRuns.subList(0, Math.min(MOST_TIMELINES, mapRuns.size()));
    List<Question> rest =
        new ArrayList<>(
            List.of(
                executions.children(mapRuns, named(scope, answers)),
                executions.parents(starters),
                spans.figures(slow),
                spans.parts(slow),
                spans.slowChildren(slow),
                spans.edges(),
                executions.survival("survival"),
                executions.survivalOfMapRuns(drawn),
                executions.heat(extent),
                executions.outcomes(mapRuns),
                executions.outcomeHistogram(mapRuns),
                executions.errorTimes(extent),
                executions.childLinks(),
                reports.timeline(drawn),
                reports.errorTrends(),
                reports.failedItems(),
                reports.failedItemCounts(),
                reports.warnings(),
                reports.coverage(),
                reports.runs(),
                reports.rejects()));
    if (base != null) {
      ExecutionQuestions ofBase = new ExecutionQuestions(base);
      rest.add(ofBase.latency("base_latency"));
      rest.add(ofBase.survival("base_survival"));
    }
    List<Answer> others = ask(rest);
    answers.addAll(others);
    List<String> unfolding =
        Stream.concat(
                texts(others.get(1), "execution_arn").stream(),
                texts(others.get(0), "execution_arn").stream())
            .distinct()
            .toList();
    answers.addAll(ask(List.of(spans.spans(unfolding))));
    return new Found(extent, answers);
  }

  private List<Answer> ask(List<Question> questions) {
    return asker.ask(questions, this::answer);
  }

  private Answer answer(Question question) {
    Dataset<Row> rows = lake.spark().sql(question.sql());
    return new Answer(question, rows.schema(), rows.collectAsList());
  }

  private static PageExtent extentOf(Answer extent) {
    Row row = extent.rows().get(0);
    return row.isNullAt(0)
        ? new PageExtent(0, 0)
        : new PageExtent(Answer.millisOf(row.get(0)), Answer.millisOf(row.get(1)));
  }

  /** From where on a child is of the slowest percent of those with its label. */
  private static Map<String, Double> slowFrom(Answer latency) {
    Map<String, Double> slow = new LinkedHashMap<>();
    for (Row row : latency.rows()) {
      Double p99 = row.getAs("p99_ms");
      if (row.<Boolean>getAs("is_distributed_map_child") && p99 != null) {
        slow.put(row.getAs("state_machine_name"), p99);
      }
    }
    return slow;
  }

  /** Executions that causes, errors and the list of slow children name. */
  private static List<String> named(PageScope scope, List<Answer> answers) {
    Stream<String> causes =
        answers.get(3).rows().stream()
            .filter(row -> row.<Boolean>getAs("is_finding"))
            .map(row -> row.<String>getAs("example_execution_arn"));
    Stream<String> slow = texts(answers.get(4), "execution_arn").stream().limit(MOST_NAMED);
    Stream<String> failed = texts(answers.get(5), "sample_execution_arn").stream();
    return Stream.of(Stream.ofNullable(scope.openedArn()), causes, slow, failed)
        .flatMap(Function.identity())
        .filter(Objects::nonNull)
        .distinct()
        .toList();
  }

  private static List<String> texts(Answer answer, String column) {
    return answer.rows().stream().map(row -> row.<String>getAs(column)).toList();
  }
}
