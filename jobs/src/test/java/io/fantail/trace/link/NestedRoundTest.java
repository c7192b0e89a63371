package io.fantail.trace.link;

import static org.assertj.core.api.Assertions.assertThat;

import io.fantail.event.UpstreamContext;
import io.fantail.span.Execution;
import io.fantail.span.execution.ExecutionSpans;
import io.fantail.testing.History;
import io.fantail.trace.link.NestedStarter.Question;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rounds over plain collections, against a walk up from each execution. */
class NestedRoundTest {
  private static final String PREFIX = "arn:aws:states:eu-west-1:123456789012:";

  /** An execution as the test made it, with the one above it. */
  private static final class Node {
    private final String arn;
    private final int above;
    private final boolean namesStarter;
    private final List<String> started = new ArrayList<>();
    private boolean hasMapRun;

    Node(String arn, int above, boolean namesStarter) {
      this.arn = arn;
      this.above = above;
      this.namesStarter = namesStarter;
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5, 20, 100})
  void findsTheRootThatAWalkUpFinds(int size) {
    for (int seed = 0; seed < 40; seed++) {
      List<Node> forest = forest(new Random(1000L * size + seed), size);
      Map<String, String> expected = new TreeMap<>();
      forest.forEach(node -> expected.put(node.arn, rootOf(node, forest)));

      assertThat(rootsByRounds(forest)).as("size %d, seed %d", size, seed).isEqualTo(expected);
    }
  }

  @Test
  void countsWhateverTheOrder() {
    NestedStarter starter =
        NestedStarter.of(
            History.started()
                .event(2, 0, "MapStateEntered", "Each")
                .event(3, 2, "MapStateStarted")
                .mapRun(4, 3, "MapRunStarted", PREFIX + "mapRun:m/l:r")
                .spans(),
            List.of());
    NestedStart one = start("one");
    NestedStart other = start("other");
    NestedRound forth = new NestedRound();
    forth.add(starter, List.of(one, other));
    NestedRound back = new NestedRound();
    back.add(starter, List.of(other, one));
    NestedRound whole = new NestedRound();
    whole.add(NestedRound.CODEC.unpack(NestedRound.CODEC.pack(forth)));

    assertThat(forth.outcome()).isEqualTo(back.outcome());
    assertThat(whole.outcome()).isEqualTo(back.outcome());
    assertThat(whole.ofParents()).containsEntry(History.ARN, List.of(one, other));
    assertThat(whole.outcome()).isNotEqualTo(new NestedRound().outcome());
    back.add(starter, List.of(one));
    assertThat(whole.outcome()).isNotEqualTo(back.outcome());
  }

  private static NestedStart start(String name) {
    return new NestedStart(
        name, "1", History.EPOCH, NestedEvidence.STARTED_EXECUTION, new TracePlace(name, "trace"));
  }

  /** Each but the first hangs on one before it, or is a root. */
  private static List<Node> forest(Random random, int size) {
    List<Node> forest = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      int above = random.nextInt(i + 1) - 1;
      boolean isRoot = above < 0 || random.nextInt(10) == 0;
      int kind = random.nextInt(3);
      if (isRoot || kind > 0) {
        forest.add(new Node(PREFIX + "execution:m" + i + ":run", isRoot ? -1 : above, kind == 1));
        if (!isRoot && kind == 2) {
          forest.get(above).started.add(forest.get(i).arn);
        }
      } else {
        forest.get(above).hasMapRun = true;
        String child = PREFIX + "execution:fan/L" + above + ":child-" + i;
        forest.add(new Node(child, above, false));
      }
    }
    return forest;
  }

  private static String rootOf(Node node, List<Node> forest) {
    return node.above < 0 ? node.arn : rootOf(forest.get(node.above), forest);
  }

  private static ExecutionSpans spansOf(Node node, int number, List<Node> forest) {
    String starter = node.namesStarter && node.above >= 0 ? forest.get(node.above).arn : null;
    History history =
        History.startedAs(
            node.arn, new UpstreamContext(null, null, null, null, starter, null, null));
    long id = 1;
    for (String started : node.started) {
      history.event(id + 1, 0, "TaskStateEntered", "S" + id).at(10);
      history.scheduled(id + 2, id + 1, "TaskScheduled", "states:startExecution").at(10);
      history.event(id + 3, id + 2, "TaskSucceeded").at(20).startedExecution(started);
      id += 3;
    }
    if (node.hasMapRun) {
      history.event(id + 1, 0, "MapStateEntered", "Each").at(10);
      history.event(id + 2, id + 1, "MapStateStarted").at(10);
      history
          .mapRun(id + 3, id + 2, "MapRunStarted", PREFIX + "mapRun:fan/L" + number + ":run")
          .at(10);
    }
    return history.spans();
  }

  /** What {@link NestedStage} does with shuffles. */
  private static Map<String, String> rootsByRounds(List<Node> forest) {
    List<ExecutionSpans> built = new ArrayList<>();
    Map<String, List<Question>> questions = new HashMap<>();
    for (int i = 0; i < forest.size(); i++) {
      ExecutionSpans spans = spansOf(forest.get(i), i, forest);
      built.add(spans);
      Execution execution = spans.execution();
      String asked = execution.context().startedByArn();
      if (asked != null) {
        questions
            .computeIfAbsent(asked, arn -> new ArrayList<>())
            .add(new Question(execution.arn(), execution.startedAt()));
      }
    }
    List<ExecutionSpans> parents = built.stream().filter(one -> !one.mapRuns().isEmpty()).toList();
    List<NestedStarter> starters =
        built.stream()
            .map(
                one ->
                    NestedStarter.of(one, questions.getOrDefault(one.execution().arn(), List.of())))
            .filter(NestedStarter::handsDown)
            .toList();
    MapRunIndex index = MapRunIndex.of(parents);
    Map<String, List<NestedStart>> told = Map.of();
    NestedRound.Outcome before = new NestedRound().outcome();
    while (true) {
      Map<String, List<NestedStart>> next = new HashMap<>();
      for (NestedStarter starter : starters) {
        starter
            .tell(index, told.getOrDefault(starter.execution().arn(), List.of()))
            .forEach(
                (arn, start) -> next.computeIfAbsent(arn, key -> new ArrayList<>()).add(start));
      }
      told = next;
      NestedRound round = new NestedRound();
      for (NestedStarter starter : starters) {
        List<NestedStart> own =
            told.getOrDefault(starter.execution().arn(), Collections.emptyList());
        round.add(starter, own);
      }
      if (round.outcome().equals(before)) {
        break;
      }
      index = MapRunIndex.of(parents, round.ofParents(), Set.of());
      before = round.outcome();
    }
    Map<String, String> roots = new TreeMap<>();
    for (ExecutionSpans one : built) {
      Execution execution = one.execution();
      ExecutionLink link = index.link(execution, told.getOrDefault(execution.arn(), List.of()));
      assertThat(link.place().traceId())
          .isEqualTo(TraceIds.ofRoot(link.place().rootExecutionArn()));
      roots.put(execution.arn(), link.place().rootExecutionArn());
    }
    return roots;
  }
}
