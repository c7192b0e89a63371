package io.fantail.trace.link;

import static org.assertj.core.api.Assertions.assertThat;

import io.fantail.event.UpstreamContext;
import io.fantail.span.Execution;
import io.fantail.span.execution.ExecutionSpans;
import io.fantail.span.execution.PackedExecution;
import io.fantail.spark.Keyed;
import io.fantail.spark.Keyeds;
import io.fantail.spark.Pair;
import io.fantail.spark.Shared;
import io.fantail.testing.History;
import io.fantail.testing.WithLocalSpark;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import scala.Tuple2;

@WithLocalSpark
class NestedStageTest {
  private static final int PARTITIONS = 3;
  private static final String PREFIX = "arn:aws:states:eu-west-1:123456789012:";
  private static final String ROOT = arn("top");

  /** The executions of an archive, each written with what it started. */
  private final List<ExecutionSpans> archive = new ArrayList<>();

  @Test
  void bringsEveryMixOfNestingToOneRoot(SparkSession spark) {
    add(ROOT, null, List.of(arn("a")), null);
    add(arn("a"), null, List.of(), "one");
    for (int i = 0; i < 50; i++) {
      add(child("one", i), null, List.of(arn("b") + i), null);
      add(arn("b") + i, null, List.of(), i == 7 ? "two" : null);
    }
    add(child("two", 0), null, List.of(arn("c")), null);
    add(arn("c"), null, List.of(arn("d")), null);
    add(arn("d"), null, List.of(), "three");
    add(child("three", 0), null, List.of(), null);

    Map<String, String> links = links(spark);
    assertThat(links).hasSize(archive.size());
    links.remove(ROOT);
    assertThat(links.values())
        .as("all of one tree")
        .allMatch(link -> link.endsWith(" in " + ROOT + " " + TraceIds.ofRoot(ROOT)));
    assertThat(links.get(child("one", 7))).startsWith("time_window " + arn("a"));
    assertThat(links.get(arn("b") + 7)).startsWith("started_execution " + child("one", 7));
    assertThat(links.get(child("three", 0))).startsWith("time_window " + arn("d"));
  }

  @Test
  void followsAChainOfExecutionsThatGoOnAsNewOnes(SparkSession spark) {
    for (int i = 0; i < 40; i++) {
      add(arn("chain") + i, null, List.of(arn("chain") + (i + 1)), null);
    }

    assertThat(links(spark).values())
        .allMatch(
            link -> link.endsWith(" in " + arn("chain") + "0 " + TraceIds.ofRoot(arn("chain0"))));
  }

  @Test
  void asksTheStarterThatAnInputNames(SparkSession spark) {
    add(ROOT, null, Collections.singletonList(null), null);
    add(arn("a"), ROOT, List.of(arn("b")), null);
    add(arn("b"), null, List.of(), null);
    add(arn("lost"), arn("elsewhere"), List.of(), null);

    assertThat(links(spark))
        .containsEntry(ROOT, "null null in " + ROOT + " " + TraceIds.ofRoot(ROOT))
        .containsEntry(arn("a"), "context " + ROOT + " in " + ROOT + " " + TraceIds.ofRoot(ROOT))
        .containsEntry(
            arn("b"), "started_execution " + arn("a") + " in " + ROOT + " " + TraceIds.ofRoot(ROOT))
        .containsEntry(
            arn("lost"),
            "context "
                + arn("elsewhere")
                + " in "
                + arn("elsewhere")
                + " "
                + TraceIds.ofRoot(arn("elsewhere")));
  }

  @Test
  void handsTheRootToChildrenOfAParentWhoseMapRunIsNotThere(SparkSession spark) {
    add(ROOT, null, List.of(arn("a")), null);
    add(arn("a"), null, List.of(), null);
    UpstreamContext ofA = new UpstreamContext(arn("a"), null, null, null, null, null, null);
    UpstreamContext ofNobody = new UpstreamContext(arn("x"), null, null, null, null, null, null);
    addWith(child("lost", 0), ofA, List.of(arn("b")), "two");
    add(arn("b"), null, List.of(), null);
    add(child("two", 0), null, List.of(), null);
    addWith(child("lost", 1), ofNobody, List.of(), null);

    String inRoot = " in " + ROOT + " " + TraceIds.ofRoot(ROOT);
    assertThat(links(spark))
        .containsEntry(child("lost", 0), "context " + arn("a") + inRoot)
        .containsEntry(arn("b"), "started_execution " + child("lost", 0) + inRoot)
        .containsEntry(
            child("lost", 1),
            "context " + arn("x") + " in " + arn("x") + " " + TraceIds.ofRoot(arn("x")))
        .hasEntrySatisfying(child("two", 0), link -> assertThat(link).endsWith(inRoot));
  }

  @Test
  void endsOnInputThatGoesRound(SparkSession spark) {
    add(arn("a"), arn("b"), List.of(arn("b")), "one");
    add(child("one", 0), null, List.of(arn("a")), null);
    add(arn("b"), null, List.of(arn("c"), arn("b")), null);
    add(arn("c"), arn("c"), List.of(arn("a")), null);

    assertThat(links(spark))
        .hasSize(4)
        .hasEntrySatisfying(arn("a"), link -> assertThat(link).startsWith("ambiguous null"));
    assertThat(links(spark)).isEqualTo(links(spark));
  }

  @Test
  void doesNothingWhereNoExecutionStartsAnother(SparkSession spark) {
    add(ROOT, null, Collections.singletonList(null), "one");
    add(child("one", 0), null, List.of(), null);

    assertThat(overview().hasNested()).isFalse();
    assertThat(links(spark).get(child("one", 0))).startsWith("time_window " + ROOT);
  }

  /** By ARN: {@code <parent_link> <parent> in <root> <trace>}. */
  private Map<String, String> links(SparkSession spark) {
    Keyed<ExecutionSpans> built = built(spark).readBy(PackedExecution.WITHOUT_SPANS);
    NestedStage nested = NestedStage.of(built(spark), overview(), PARTITIONS);
    Shared<MapRunIndex> mapRuns = nested.mapRuns();
    return new TreeMap<>(
        nested
            .placed(built)
            .mapToPair(
                placed -> {
                  Execution execution = placed.packed().unpack().execution();
                  ExecutionLink link = mapRuns.unpack().link(execution, placed.others());
                  return new Tuple2<>(
                      placed.key(),
                      "%s %s in %s %s"
                          .formatted(
                              link.parentLink(),
                              link.parentExecutionArn(),
                              link.place().rootExecutionArn(),
                              link.place().traceId()));
                })
            .collectAsMap());
  }

  private TraceOverview overview() {
    TraceOverview overview = new TraceOverview();
    archive.forEach(overview::add);
    return overview;
  }

  private Keyed<ExecutionSpans> built(SparkSession spark) {
    List<Pair<ExecutionSpans>> pairs = new ArrayList<>();
    archive.forEach(one -> pairs.add(new Pair<>(one.execution().arn(), one)));
    Collections.shuffle(pairs, new Random(5));
    return Keyeds.sorted(spark, PackedExecution.WHOLE, pairs, PARTITIONS);
  }

  /**
   * An execution that begins at 10 ms.
   *
   * @param startedBy by its input
   * @param started by its attempts; null where an attempt does not name it
   * @param label of its Map Run
   */
  private void add(
      String arn,
      @Nullable String startedBy,
      List<@Nullable String> started,
      @Nullable String label) {
    addWith(
        arn, new UpstreamContext(null, null, null, null, startedBy, null, null), started, label);
  }

  private void addWith(
      String arn, UpstreamContext context, List<@Nullable String> started, @Nullable String label) {
    History history = History.startedAs(arn, context);
    long id = 1;
    for (String one : started) {
      history.event(id + 1, 0, "TaskStateEntered", "Start" + id).at(5);
      history.scheduled(id + 2, id + 1, "TaskScheduled", "states:startExecution").at(5);
      history.event(id + 3, id + 2, "TaskSucceeded").at(20);
      if (one != null) {
        history.startedExecution(one);
      }
      id += 3;
    }
    if (label != null) {
      String run = PREFIX + "mapRun:machine/" + label + ":run";
      history.event(id + 1, 0, "MapStateEntered", "Each").at(5);
      history.event(id + 2, id + 1, "MapStateStarted").at(5);
      history.mapRun(id + 3, id + 2, "MapRunStarted", run).at(5);
    }
    archive.add(history.spans());
  }

  private static String arn(String name) {
    return PREFIX + "execution:machine:" + name;
  }

  private static String child(String label, int number) {
    return PREFIX + "execution:machine/" + label + ":child-" + number;
  }
}
