package io.fantail.trace.link;

import static org.assertj.core.api.Assertions.assertThat;

import io.fantail.event.UpstreamContext;
import io.fantail.span.execution.ExecutionSpans;
import io.fantail.testing.History;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One Map Run is in the archive: it was open from 100 to 200 s. */
class MissingMapRunsTest {
  private static final String PREFIX = "arn:aws:states:eu-west-1:123456789012:";
  private static final String RUN = PREFIX + "mapRun:orders/Fan:a";
  private static final ExecutionSpans PARENT = parent("orders:one");
  private static final MapRunIndex INDEX = MapRunIndex.of(List.of(PARENT));

  @ParameterizedTest
  @CsvSource({
    "110, 120, false, within the run",
    "99.5, 120, false, earlier by what clocks differ",
    "150, 200.9, false, stopped with the run",
    "150, 260, true, outlives the run",
    "90, 95, true, shortly before the run",
    "230, 240, true, shortly after the run",
    "501, 510, false, long after the run",
  })
  void takesAChildThatNoRunHeldForASignOfAnother(
      double start, double end, boolean isSign, String why) {
    assertThat(rivalled(child(null, start, end)).contains(RUN)).as(why).isEqualTo(isSign);
  }

  @Test
  void takesAChildWhoseParentIsNotThereForASignOfAnother() {
    assertThat(rivalled(child(PREFIX + "execution:orders:two", 110, 120))).containsExactly(RUN);
    assertThat(rivalled(child(PREFIX + "execution:orders:one", 110, 120))).isEmpty();
  }

  @Test
  void takesAnExecutionWithHolesThatShowsNoRunForASignOfAnother() {
    assertThat(rivalled(withHole("orders:two", 50, 150))).containsExactly(RUN);
    assertThat(rivalled(withHole("orders:two", 50, 99))).isEmpty();
    assertThat(rivalled(withHole("bills:two", 50, 150))).isEmpty();
    assertThat(rivalled(withHole("orders/Fan:two", 110, 150))).isEmpty();
    assertThat(rivalled(whole("orders:two", 50, 150))).isEmpty();
    assertThat(rivalled(PARENT)).isEmpty();
  }

  @Test
  void linksNoChildByTimeToARunThatHadARival() {
    ExecutionSpans child = child(null, 110, 120);
    assertThat(link(child, INDEX)).isEqualTo(MapRunEvidence.TIME_WINDOW);

    MapRunIndex rivalled = MapRunIndex.of(List.of(PARENT), Map.of(), Set.of(RUN));
    assertThat(link(child, MapRunIndex.CODEC.unpack(MapRunIndex.CODEC.pack(rivalled))))
        .isEqualTo(MapRunEvidence.AMBIGUOUS);
    assertThat(link(child(PREFIX + "execution:orders:one", 110, 120), rivalled))
        .isEqualTo(MapRunEvidence.CONTEXT);
  }

  @Test
  void linksNoChildByTimeToARunThatItOutlived() {
    assertThat(link(child(null, 110, 202), INDEX)).isEqualTo(MapRunEvidence.NONE);
  }

  private static @Nullable MapRunEvidence link(ExecutionSpans child, MapRunIndex index) {
    return MapRunLinker.link(child.execution(), index.candidatesOf(child.execution()), List.of())
        .evidence();
  }

  private static Set<String> rivalled(ExecutionSpans execution) {
    return MissingMapRuns.rivalledBy(execution, INDEX).collect(Collectors.toSet());
  }

  private static ExecutionSpans parent(String name) {
    History history = whole(name, 90).event(2, 0, "MapStateEntered", "Each").at(90_000);
    history.event(3, 2, "MapStateStarted").at(90_000);
    history.mapRun(4, 3, "MapRunStarted", RUN).at(100_000);
    history.event(5, 4, "MapRunSucceeded").at(200_000);
    history.event(6, 4, "MapStateExited", "Each").at(200_000);
    return history.event(8, 6, "ExecutionSucceeded").at(210_000).spans();
  }

  private static ExecutionSpans child(@Nullable String parent, double start, double end) {
    UpstreamContext context = new UpstreamContext(parent, null, null, null, null, null, null);
    History history = History.startedAs(PREFIX + "execution:orders/Fan:c", context);
    history.at(Math.round(start * 1_000));
    return history.event(2, 1, "ExecutionSucceeded").at(Math.round(end * 1_000)).spans();
  }

  private static ExecutionSpans withHole(String name, double start, double end) {
    return whole(name, start).event(9, 8, "ExecutionSucceeded").at(Math.round(end * 1_000)).spans();
  }

  private static ExecutionSpans whole(String name, double start, double end) {
    return whole(name, start).event(2, 1, "ExecutionSucceeded").at(Math.round(end * 1_000)).spans();
  }

  private static History whole(String name, double start) {
    return History.startedAs(PREFIX + "execution:" + name, UpstreamContext.NONE)
        .at(Math.round(start * 1_000));
  }
}
