package io.fantail.job.show;

import io.fantail.event.ExecutionArn;
import io.fantail.event.MapRunArn;
import io.fantail.job.item.KnownMapRun;
import io.fantail.job.message.ExitCode;
import io.fantail.job.message.JobException;
import io.fantail.look.stored.StoredExecution;
import io.fantail.look.stored.StoredExecutions;
import io.fantail.look.stored.StoredMapRun;
import io.fantail.look.stored.StoredMapRuns;
import io.fantail.table.DaySet;
import io.fantail.table.Lake;
import io.fantail.text.Figures;
import io.fantail.text.Printable;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Finds what is meant by the text that somebody gave: the ARN of an execution or a Map Run, what
 * {@link KnownMapRun} takes for a Map Run, the name of an execution, an end or a beginning of it,
 * or the id of a trace, a request, a span or a durable execution.
 */
public final class ShownFinder {
  private static final Pattern CUT = Pattern.compile("^(?:…|\\.{2,3})[:/]?|(?:…|\\.{2,3})$");
  private static final int MOST_NAMED = 5;

  private final Lake lake;
  private final String given;
  private final String asked;

  /**
   * Begins.
   *
   * @param given as it was written, with dots where it was cut
   */
  public ShownFinder(Lake lake, String given) {
    this.lake = lake;
    this.given = given;
    this.asked = CUT.matcher(given.strip()).replaceAll("");
  }

  /**
   * Finds it.
   *
   * @throws JobException when it is nothing, or may be several things
   */
  public Shown find() {
    if (asked.isEmpty()) {
      throw new JobException(
          ExitCode.USAGE, "What is to be shown? Name an execution or a Map Run.");
    }
    ExecutionsByName executions = new ExecutionsByName(lake, asked);
    if (isExecutionArn()) {
      List<Candidate> exact = executions.withArn();
      return exact.isEmpty() ? one(List.of(), executions.named()) : one(List.of(), exact);
    }
    List<StoredMapRun> runs = mapRuns();
    if (MapRunArn.parse(asked) != null && runs.size() == 1) {
      return new Shown.OfMapRun(runs.get(0));
    }
    List<Candidate> named = executions.named();
    return one(runs, named.isEmpty() && runs.isEmpty() ? executions.withPart() : named);
  }

  private boolean isExecutionArn() {
    return ExecutionArn.parse(asked) != null;
  }

  private List<StoredMapRun> mapRuns() {
    if (MapRunArn.parse(asked) != null) {
      List<StoredMapRun> exact = StoredMapRuns.withArn(lake, asked);
      if (!exact.isEmpty()) {
        return exact;
      }
    }
    List<StoredMapRun> all = StoredMapRuns.all(lake);
    List<String> meant =
        KnownMapRun.meant(given, all.stream().map(ShownFinder::known).toList()).stream()
            .map(KnownMapRun::arn)
            .toList();
    return all.stream().filter(run -> meant.contains(run.mapRunArn())).toList();
  }

  private Shown one(List<StoredMapRun> runs, List<Candidate> executions) {
    int count = runs.size() + executions.size();
    if (count > 1) {
      throw new JobException(ExitCode.USAGE, severalAre(runs, executions));
    } else if (!runs.isEmpty()) {
      return new Shown.OfMapRun(runs.get(0));
    } else if (executions.isEmpty()) {
      throw new JobException(ExitCode.NOTHING_MATCHED, new Nearby(lake, asked).sentence(given));
    }
    Candidate found = executions.get(0);
    List<StoredExecution> rows =
        StoredExecutions.withArns(
            lake, DaySet.NONE.plus(List.of(found.day())), List.of(found.executionArn()));
    if (rows.isEmpty()) {
      throw new JobException(ExitCode.NOTHING_MATCHED, new Nearby(lake, asked).sentence(given));
    }
    return new Shown.OfExecution(rows.get(0), found.spanId());
  }

  private String severalAre(List<StoredMapRun> runs, List<Candidate> executions) {
    List<String> lines = new ArrayList<>();
    runs.stream().limit(MOST_NAMED).map(run -> "  " + known(run).inWords()).forEach(lines::add);
    executions.stream()
        .limit(MOST_NAMED)
        .map(one -> "  " + one.executionArn() + ", started " + one.startedAt())
        .forEach(lines::add);
    int count = runs.size() + executions.size();
    boolean isMore = count > lines.size() || executions.size() > ExecutionsByName.MOST;
    String all = executions.size() > ExecutionsByName.MOST ? "many" : Figures.count(count);
    return Printable.of(given)
        + " may be any of "
        + all
        + ":\n"
        + String.join("\n", lines)
        + (isMore ? "\n  and more" : "");
  }

  private static KnownMapRun known(StoredMapRun run) {
    long children = run.counts().children();
    return new KnownMapRun(
        run.mapRunArn(),
        run.stateName(),
        run.startedAt(),
        Figures.count(children) + (children == 1 ? " child" : " children"));
  }
}
