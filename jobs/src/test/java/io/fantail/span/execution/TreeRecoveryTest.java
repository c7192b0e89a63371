package io.fantail.span.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.fantail.event.HistoryEvent;
import io.fantail.testing.SpanOutline;
import io.fantail.testing.workflow.ExecutionRun;
import io.fantail.testing.workflow.RandomExecution;
import io.fantail.testing.workflow.VendedJson;
import io.fantail.testing.workflow.WrittenEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.LongFunction;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * The tree of every random execution is found as it was. One seed alone: {@code
 * -Dfantail.tree.seed=4711}; another number of them: {@code -Dfantail.tree.workflows=100000}.
 */
class TreeRecoveryTest {
  private static final int SHOWN = 3;

  /** Every {@code step}th seed. */
  private static LongStream seeds(int step) {
    Long one = Long.getLong("fantail.tree.seed");
    return one != null
        ? LongStream.of(one)
        : LongStream.range(0, Integer.getInteger("fantail.tree.workflows", 10_000))
            .filter(seed -> seed % step == 0);
  }

  @Test
  void findsTheTreeOfEveryRandomExecution() {
    check(
        1,
        seed -> {
          ExecutionRun run = RandomExecution.of(seed);
          return TreeCheck.problems(ofApi(run, run.events), run, run.events.size());
        });
  }

  @Test
  void saysOfARunningExecutionWhatIsTrueSoFar() {
    check(
        4,
        seed -> {
          ExecutionRun run = RandomExecution.of(seed);
          int events = 1 + new Random(seed).nextInt(run.events.size());
          return TreeCheck.problems(ofApi(run, run.events.subList(0, events)), run, events);
        });
  }

  @Test
  void findsTheSameInAnyOrderAnyCopiesAndAnyParts() {
    check(
        8,
        seed -> {
          ExecutionRun run = RandomExecution.of(seed);
          Random random = new Random(seed);
          List<WrittenEvent> shuffled = new ArrayList<>(run.events);
          shuffled.addAll(run.events.subList(0, random.nextInt(run.events.size())));
          Collections.shuffle(shuffled, random);
          int split = random.nextInt(shuffled.size());
          List<HistoryEvent> parts = new ArrayList<>();
          parts.addAll(RandomHistory.ofApi(run.arn, shuffled.subList(0, split), "b.json"));
          parts.addAll(
              RandomHistory.ofApi(run.arn, shuffled.subList(split, shuffled.size()), "a.json"));
          return RandomHistory.spans(parts).equals(ofApi(run, run.events))
              ? List.of()
              : List.of("the order of the events changes their tree");
        });
  }

  @Test
  void findsTheSameInTheLog() {
    check(
        8,
        seed -> {
          ExecutionRun run = RandomExecution.of(seed);
          ExecutionSpans withData = ofLog(run, run.events, true);
          List<String> problems = new ArrayList<>();
          if (!withData.equals(ofApi(run, run.events))) {
            problems.add("the log tells another tree than the API");
          }
          Instant epoch = run.startedAt();
          if (!SpanOutline.of(ofLog(run, run.events, false), epoch)
              .equals(SpanOutline.of(withData, epoch))) {
            problems.add("the log without data tells another tree");
          }
          return problems;
        });
  }

  /** Delivery is best effort. */
  @Test
  void saysNothingWrongWhereEventsAreMissing() {
    check(3, TreeRecoveryTest::withHoles);
  }

  @Test
  void saysNothingWrongOfALogOfErrors() {
    check(3, TreeRecoveryTest::ofErrors);
  }

  private static List<String> withHoles(long seed) {
    ExecutionRun run = RandomExecution.of(seed);
    Random random = new Random(seed);
    int percent = 1 + random.nextInt(20);
    List<WrittenEvent> kept =
        run.events.stream().filter(event -> random.nextInt(100) >= percent).toList();
    return kept.isEmpty() ? List.of() : DamageCheck.problems(ofLog(run, kept, true), run);
  }

  private static List<String> ofErrors(long seed) {
    ExecutionRun run = RandomExecution.of(seed);
    List<WrittenEvent> kept = run.events.stream().filter(VendedJson::isLoggedAsError).toList();
    return kept.isEmpty() ? List.of() : DamageCheck.problems(ofLog(run, kept, true), run);
  }

  private static ExecutionSpans ofApi(ExecutionRun run, List<WrittenEvent> events) {
    return RandomHistory.spans(RandomHistory.ofApi(run.arn, events, "history.json"));
  }

  private static ExecutionSpans ofLog(
      ExecutionRun run, List<WrittenEvent> events, boolean withData) {
    return RandomHistory.spans(RandomHistory.ofLog(run.arn, events, withData, "log.gz"));
  }

  private static void check(int step, LongFunction<List<String>> problemsOf) {
    Map<Long, List<String>> wrong = new TreeMap<>();
    seeds(step)
        .forEach(
            seed -> {
              List<String> problems = problemsOf.apply(seed);
              if (!problems.isEmpty()) {
                wrong.put(seed, problems);
              }
            });
    assertThat(wrong.keySet()).as(() -> described(wrong)).isEmpty();
  }

  private static String described(Map<Long, List<String>> wrong) {
    List<String> lines = new ArrayList<>();
    lines.add(wrong.size() + " seeds go wrong: " + wrong.keySet());
    wrong.keySet().stream()
        .sorted((a, b) -> RandomExecution.of(a).events.size() - RandomExecution.of(b).events.size())
        .limit(SHOWN)
        .forEach(
            seed -> {
              lines.add("seed " + seed);
              lines.addAll(wrong.getOrDefault(seed, List.of()));
              RandomExecution.of(seed).events.forEach(event -> lines.add("    " + event));
            });
    return String.join("\n", lines);
  }
}
