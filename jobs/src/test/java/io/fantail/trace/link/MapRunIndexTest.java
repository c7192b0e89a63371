package io.fantail.trace.link;

import static org.assertj.core.api.Assertions.assertThat;

import io.fantail.event.UpstreamContext;
import io.fantail.span.Execution;
import io.fantail.span.ExecutionStatus;
import io.fantail.span.MapRun;
import io.fantail.span.execution.ExecutionSpans;
import io.fantail.testing.History;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MapRunIndexTest {
  private static final String PREFIX = "arn:aws:states:eu-west-1:123456789012:";
  private static final String ROOT = PREFIX + "execution:orders:top";

  @Test
  void findsTheRunsOfTheFamilyThatWereOpen() {
    MapRunIndex index =
        MapRunIndex.of(
            List.of(
                parent(
                    ROOT,
                    run("orders/Fan", "over", 0, 9),
                    run("orders/Fan", "open", 5, 100),
                    run("orders/Fan", "later", 11, 99),
                    run("orders/Other", "strange", 5, 100))));

    assertThat(index.candidatesOf(child("orders/Fan", 10, null)))
        .containsExactly(candidate("orders/Fan", "open", ROOT, ROOT, 5, 100));
  }

  @Test
  void findsARunThatNeverEndedBehindOnesThatDid() {
    MapRunIndex index =
        MapRunIndex.of(
            List.of(
                parent(
                    ROOT,
                    run("orders/Fan", "a", 0, null),
                    run("orders/Fan", "b", 1, 2),
                    run("orders/Fan", "c", 3, 4))));

    assertThat(index.candidatesOf(child("orders/Fan", 1_000_000, null)))
        .containsExactly(candidate("orders/Fan", "a", ROOT, ROOT, 0, null));
  }

  @Test
  void findsTheRunsOfTheParentThatTheInputNamesWheneverTheyWere() {
    MapRunIndex index =
        MapRunIndex.of(
            List.of(
                parent(ROOT, run("orders/Fan", "over", 0, 9), run("orders/Other", "b", 0, 99)),
                parent(ROOT + "-2", run("orders/Fan", "a", 0, 9))));

    assertThat(index.candidatesOf(child("orders/Fan", 10, ROOT)))
        .containsExactly(candidate("orders/Fan", "over", ROOT, ROOT, 0, 9));
  }

  @Test
  void doesNotTakeTheFirstEventThereIsForTheStart() {
    MapRunIndex index = MapRunIndex.of(List.of(parent(ROOT, run("orders/Fan", "a", 0, null))));
    Execution headless =
        History.emptyOf(PREFIX + "execution:orders/Fan:child")
            .event(2, 0, "PassStateEntered", "A")
            .spans()
            .execution();

    assertThat(index.candidatesOf(headless)).isEmpty();
  }

  @Test
  void hasNoRunForAnExecutionThatIsNoChild() {
    MapRunIndex index = MapRunIndex.of(List.of(parent(ROOT, run("orders/Fan", "a", 0, null))));

    assertThat(index.candidatesOf(History.started().spans().execution())).isEmpty();
  }

  @Test
  void passesOverARunWhoseArnIsNone() {
    MapRun odd =
        new MapRun("odd", "Fan", ROOT, "1", ExecutionStatus.RUNNING, History.EPOCH, null, null);
    MapRunIndex index = MapRunIndex.of(List.of(parent(ROOT, odd, run("orders/Fan", "a", 0, null))));

    assertThat(
            MapRunIndex.CODEC
                .unpack(MapRunIndex.CODEC.pack(index))
                .candidatesOf(child("orders/Fan", 10, ROOT)))
        .containsExactly(candidate("orders/Fan", "a", ROOT, ROOT, 0, null));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 5, 20, 100})
  void findsTheSameAsALookAtEveryRun(int size) {
    for (int seed = 0; seed < 100; seed++) {
      Random random = new Random(1000L * size + seed);
      List<MapRunCandidate> all = new ArrayList<>();
      List<ExecutionSpans> parents = new ArrayList<>();
      for (int i = 0; i < size; i++) {
        String parent = ROOT + random.nextInt(4);
        String family = random.nextBoolean() ? "orders/Fan" : "orders/Other";
        int start = random.nextInt(60);
        Integer end = random.nextInt(15) == 0 ? null : (Integer) (start + random.nextInt(20));
        String name = random.nextInt(10) + "-" + i;
        parents.add(parent(parent, run(family, name, start, end)));
        all.add(candidate(family, name, parent, parent, start, end));
      }
      MapRunIndex index = MapRunIndex.of(parents);

      for (int start = -1; start <= 80; start += 3) {
        String named = random.nextBoolean() ? null : ROOT + random.nextInt(5);
        Execution child = child("orders/Fan", start, named);
        assertThat(index.candidatesOf(child))
            .as("size %d, seed %d, child at %d of %s", size, seed, start, named)
            .isEqualTo(lookedAtEvery(all, child));
        assertThat(MapRunIndex.CODEC.unpack(MapRunIndex.CODEC.pack(index)).candidatesOf(child))
            .isEqualTo(lookedAtEvery(all, child));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 8})
  void knowsTheRootAboveNestedRunsInWhateverOrderTheirParentsCome(int depth) {
    List<ExecutionSpans> parents = nested(depth);

    for (int seed = 0; seed < 5; seed++) {
      Collections.shuffle(parents, new Random(seed));
      assertThat(
              MapRunIndex.of(parents)
                  .candidatesOf(child("level" + depth + "/Fan", depth + 1, null)))
          .as("depth %d, seed %d", depth, seed)
          .extracting(MapRunCandidate::place)
          .containsExactly(new TracePlace(ROOT, TraceIds.ofRoot(ROOT)));
    }
  }

  @Test
  void givesUpAboveRunsThatAreNestedWithoutAnEnd() {
    MapRunIndex index = MapRunIndex.of(nested(30));

    assertThat(index.candidatesOf(child("level8/Fan", 9, null)))
        .extracting(run -> run.place().rootExecutionArn())
        .containsExactly(ROOT);
    assertThat(index.candidatesOf(child("level30/Fan", 31, null))).hasSize(1);
  }

  @Test
  void packsNothing() {
    MapRunIndex nothing =
        MapRunIndex.CODEC.unpack(MapRunIndex.CODEC.pack(MapRunIndex.of(List.of())));

    assertThat(nothing.candidatesOf(child("orders/Fan", 0, null))).isEmpty();
  }

  /** The root starts a run of level 1, a child of that one of level 2, and so on. */
  private static List<ExecutionSpans> nested(int depth) {
    List<ExecutionSpans> parents = new ArrayList<>();
    parents.add(parent(ROOT, run("level1/Fan", "run", 1, null)));
    for (int level = 2; level <= depth; level++) {
      Execution above = child("level" + (level - 1) + "/Fan", level, null);
      MapRun run = run("level" + level + "/Fan", "run", level, null);
      parents.add(new ExecutionSpans(above, List.of(), List.of(of(above.arn(), run))));
    }
    return parents;
  }

  private static List<MapRunCandidate> lookedAtEvery(List<MapRunCandidate> all, Execution child) {
    String family = Objects.requireNonNull(child.parts().mapRunFamily());
    return all.stream()
        .filter(run -> run.mapRunArn().startsWith(family + ":"))
        .filter(
            run ->
                run.wasOpenAt(child.startedAt())
                    || run.parentExecutionArn().equals(child.context().parentExecutionArn()))
        .sorted(Comparator.comparing(MapRunCandidate::mapRunArn))
        .toList();
  }

  private static Execution child(String family, long startedAt, @Nullable String parent) {
    UpstreamContext context = new UpstreamContext(parent, null, null, null, null, null, null);
    return History.startedAs(PREFIX + "execution:" + family + ":child", context)
        .at(startedAt)
        .spans()
        .execution();
  }

  private static ExecutionSpans parent(String arn, MapRun... runs) {
    Execution execution = History.startedAs(arn, UpstreamContext.NONE).spans().execution();
    List<MapRun> own = List.of(runs).stream().map(run -> of(arn, run)).toList();
    return new ExecutionSpans(execution, List.of(), own);
  }

  private static MapRun of(String parent, MapRun run) {
    return new MapRun(
        run.arn(),
        run.stateName(),
        parent,
        run.spanId(),
        run.status(),
        run.startedAt(),
        run.overBy(),
        run.describedBy());
  }

  private static MapRun run(String family, String name, long start, @Nullable Integer end) {
    return new MapRun(
        PREFIX + "mapRun:" + family + ":" + name,
        "Fan",
        "",
        "0000000000000001",
        end == null ? ExecutionStatus.RUNNING : ExecutionStatus.SUCCEEDED,
        History.EPOCH.plusMillis(start),
        end == null ? null : History.EPOCH.plusMillis(end),
        null);
  }

  private static MapRunCandidate candidate(
      String family, String name, String parent, String root, long start, @Nullable Integer end) {
    return Candidates.of(
        PREFIX + "mapRun:" + family + ":" + name,
        parent,
        root,
        TraceIds.ofRoot(root),
        History.EPOCH.plusMillis(start),
        end == null ? null : History.EPOCH.plusMillis(end),
        false);
  }
}
