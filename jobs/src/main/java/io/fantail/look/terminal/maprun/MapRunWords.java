package io.fantail.look.terminal.maprun;

import io.fantail.event.MapRunArn;
import io.fantail.look.stored.StoredMapRun;
import io.fantail.look.terminal.Cells;
import io.fantail.look.terminal.Marks;
import io.fantail.shape.Millis;
import io.fantail.text.Figures;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who a Map Run is, in words. */
final class MapRunWords {
  private MapRunWords() {}

  static String title(StoredMapRun run) {
    List<String> words = new ArrayList<>();
    MapRunArn arn = MapRunArn.parse(run.mapRunArn());
    String state = run.stateName() == null ? "" : " " + run.stateName();
    words.add("Map Run" + state + (arn == null ? "" : " (" + arn.stateMachineName() + ")"));
    words.add(MapRunArn.idOf(run.mapRunArn()));
    words.add(run.status());
    Duration active = run.activeTime();
    if (active != null) {
      words.add(Figures.time(Millis.of(active)));
    }
    return Cells.of(String.join(" · ", words), Integer.MAX_VALUE);
  }

  static String moment(StoredMapRun run) {
    return Marks.moment(run.startedAt());
  }

  static String children(StoredMapRun run) {
    StoredMapRun.Counts counts = run.counts();
    List<String> words = new ArrayList<>();
    add(words, counts.succeeded(), "succeeded");
    add(words, counts.failed(), "failed");
    add(words, counts.timedOut(), "timed out");
    add(words, counts.aborted(), "aborted");
    add(words, counts.running(), "without an end");
    String sentence =
        "· "
            + Figures.count(counts.children())
            + (counts.children() == 1 ? " child" : " children")
            + (words.isEmpty() ? "" : ": " + String.join(", ", words));
    StoredMapRun.Times times = run.times();
    return times.p50Ms() == null || times.p99Ms() == null || times.maxMs() == null
        ? sentence
        : sentence
            + " · p50 "
            + Figures.time(times.p50Ms())
            + ", p99 "
            + Figures.time(times.p99Ms())
            + ", max "
            + Figures.time(times.maxMs());
  }

  /** Its phases, which add up to its duration; "" where nothing shows them. */
  static String phases(StoredMapRun run) {
    StoredMapRun.Phases phases = run.phases();
    List<String> words = new ArrayList<>();
    add(words, "start", phases.start());
    add(words, "ramp", phases.ramp());
    add(words, "steady", phases.steady());
    add(words, "tail", phases.tail());
    add(words, "finish", phases.finish());
    return String.join(" · ", words);
  }

  /** What the picture may lack. */
  static List<String> doubts(StoredMapRun run) {
    StoredMapRun.Counts counts = run.counts();
    List<String> doubts = new ArrayList<>();
    Long reported = counts.reportedChildren();
    Long missing = counts.missingChildren();
    if (missing != null && missing != 0 && reported != null) {
      doubts.add(
          missing > 0
              ? "AWS counts "
                  + Figures.count(reported)
                  + " children: "
                  + Figures.count(missing)
                  + " that began are not here."
              : "AWS counted "
                  + Figures.count(reported)
                  + " children when it was asked: more are here.");
    }
    if (counts.pendingChildren() != null && counts.pendingChildren() > 0) {
      doubts.add(Figures.count(counts.pendingChildren()) + " of its children never began.");
    }
    if (counts.childrenWithoutHistory() > 0) {
      doubts.add(
          "Of "
              + Figures.count(counts.childrenWithoutHistory())
              + " children only an answer of the API tells.");
    }
    if (counts.childrenWithMissingEvents() > 0) {
      doubts.add(
          "Of "
              + Figures.count(counts.childrenWithMissingEvents())
              + " children events are missing.");
    }
    if (run.endedAt() == null) {
      doubts.add("Nothing in the archive ends it: it runs, or its last events were not archived.");
    }
    return doubts;
  }

  private static void add(List<String> words, long count, String what) {
    if (count > 0) {
      words.add(Figures.count(count) + " " + what);
    }
  }

  private static void add(List<String> words, String what, @Nullable Duration time) {
    if (time != null) {
      words.add(what + " " + Figures.time(Millis.of(time)));
    }
  }
}
