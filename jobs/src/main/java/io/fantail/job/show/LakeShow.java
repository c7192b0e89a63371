package io.fantail.job.show;

import io.fantail.job.message.ExitCode;
import io.fantail.job.message.JobException;
import io.fantail.job.session.Together;
import io.fantail.look.stored.ChildRow;
import io.fantail.look.stored.LengthScale;
import io.fantail.look.stored.MapRunChildren;
import io.fantail.look.stored.StoredMapRun;
import io.fantail.look.stored.StoredMapRuns;
import io.fantail.look.stored.StoredSpans;
import io.fantail.look.terminal.Paper;
import io.fantail.look.terminal.execution.ExecutionScreen;
import io.fantail.look.terminal.maprun.MapRunPicture;
import io.fantail.look.terminal.maprun.MapRunScreen;
import io.fantail.look.waterfall.Waterfall;
import io.fantail.table.DaySet;
import io.fantail.table.Lake;
import io.fantail.table.Tables;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

/** Reads what is asked for from a lake and prints it. */
public final class LakeShow {
  private static final int MOST_SLOWEST = 20;

  private final Lake lake;
  private final String asked;
  private final Paper paper;

  public LakeShow(Lake lake, String asked, Paper paper) {
    this.lake = lake;
    this.asked = asked;
    this.paper = paper;
  }

  /** Prints it for people. */
  public void text() {
    Shown shown = find();
    if (shown instanceof Shown.OfExecution one) {
      new ExecutionScreen(one.execution(), waterfall(one), one.spanId(), paper).print();
    } else if (shown instanceof Shown.OfMapRun one) {
      Iterator<ChildRow> all = paper.isAll() ? children(one.run()) : Collections.emptyIterator();
      new MapRunScreen(picture(one.run()), paper).print(all);
    }
  }

  /** Prints it for programs. */
  public void json() {
    Shown shown = find();
    if (shown instanceof Shown.OfExecution one) {
      ShowJson.execution(paper.out(), one.execution(), waterfall(one), one.spanId(), paper.isAll());
    } else if (shown instanceof Shown.OfMapRun one) {
      ShowJson.mapRun(paper.out(), picture(one.run()), paper.isAll() ? children(one.run()) : null);
    }
  }

  private Shown find() {
    if (!lake.has(Tables.EXECUTIONS)) {
      throw new JobException(
          ExitCode.NOTHING_MATCHED,
          "There is no table '%s' under %s: run 'trace' or 'run' first."
              .formatted(Tables.EXECUTIONS.name(), lake.uri()));
    }
    return new ShownFinder(lake, asked).find();
  }

  private Iterator<ChildRow> children(StoredMapRun run) {
    return new MapRunChildren(lake, run).inOrder();
  }

  /** What the tables say of it, each asked beside the others. */
  private MapRunPicture picture(StoredMapRun run) {
    LengthScale scale =
        LengthScale.of(
            Objects.requireNonNullElse(run.times().p50Ms(), 1.0),
            Objects.requireNonNullElse(run.times().maxMs(), 1.0));
    List<List<?>> read =
        Together.map(
            List.<Supplier<List<?>>>of(
                () -> new MapRunChildren(lake, run).groups(scale),
                () -> StoredMapRuns.timeline(lake, run),
                () -> StoredMapRuns.slowest(lake, run, MOST_SLOWEST),
                () -> StoredMapRuns.samples(lake, run)),
            Supplier::get);
    return new MapRunPicture(
        run, list(read.get(1)), scale, list(read.get(0)), list(read.get(2)), list(read.get(3)));
  }

  @SuppressWarnings("unchecked") // as they were asked for above
  private static <T> List<T> list(List<?> read) {
    return (List<T>) read;
  }

  private Waterfall waterfall(Shown.OfExecution one) {
    return Waterfall.of(
        StoredSpans.ofExecutions(
            lake,
            DaySet.NONE.plus(List.of(one.execution().day())),
            List.of(one.execution().executionArn())));
  }
}
