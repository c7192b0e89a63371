package io.fantail.span;

import static org.assertj.core.api.Assertions.assertThat;

import io.fantail.testing.workflow.ExecutionRun;
import io.fantail.testing.workflow.RandomExecution;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * The tree of every random execution is found as it was. One seed alone: {@code
 * -Dfantail.tree.seed=4711}; another number of them: {@code -Dfantail.tree.workflows=100000}.
 */
class TreeRecoveryTest {
  private static final int SHOWN = 3;

  private static LongStream seeds() {
    Long one = Long.getLong("fantail.tree.seed");
    return one != null
        ? LongStream.of(one)
        : LongStream.range(0, Integer.getInteger("fantail.tree.workflows", 10_000));
  }

  @Test
  void findsTheTreeOfEveryRandomExecution() {
    Map<Long, List<String>> wrong = new TreeMap<>();
    seeds()
        .forEach(
            seed -> {
              ExecutionRun run = RandomExecution.of(seed);
              ExecutionSpans built =
                  RandomHistory.spans(RandomHistory.ofApi(run.arn, run.events, "history.json"));
              List<String> problems = TreeCheck.problems(built, run, run.events.size());
              if (!problems.isEmpty()) {
                wrong.put(seed, problems);
              }
            });
    assertThat(wrong).as(() -> described(wrong)).isEmpty();
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
