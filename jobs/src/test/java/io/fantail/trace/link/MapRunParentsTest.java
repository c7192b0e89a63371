package io.fantail.trace.link;

import static org.assertj.core.api.Assertions.assertThat;

import io.fantail.event.Description;
import io.fantail.event.DescriptionSource;
import io.fantail.event.Failure;
import io.fantail.event.Payload;
import io.fantail.event.UpstreamContext;
import io.fantail.event.maprun.ChildCounts;
import io.fantail.event.maprun.ItemCounts;
import io.fantail.event.maprun.MapRunSettings;
import io.fantail.span.MapRun;
import io.fantail.span.SpanKind;
import io.fantail.span.execution.ExecutionSpans;
import io.fantail.testing.History;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MapRunParentsTest {
  private static final String RUN = "arn:aws:states:eu-west-1:123456789012:mapRun:orders/Fan:run";
  private static final String OTHER = History.ARN + "-other";
  private static final String THIRD = History.ARN + "-third";

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void believesAHistoryBeforeAnyAnswer(boolean reversed) {
    ExecutionSpans starter =
        History.started()
            .event(2, 0, "MapStateEntered", "Each")
            .event(3, 2, "MapStateStarted")
            .mapRun(4, 3, "MapRunStarted", RUN)
            .spans();
    ExecutionSpans described = described(OTHER, DescriptionSource.DESCRIBE_MAP_RUN);
    MapRunIndex index = index(reversed, starter, described);

    assertThat(index.falseRuns(starter.mapRuns())).isEmpty();
    assertThat(index.falseRuns(described.mapRuns())).isEqualTo(described.mapRuns());
    assertThat(Contradictions.ofParent(described.mapRuns()))
        .isEqualTo("describe_map_run names " + RUN + " of another execution");
    assertThat(MapRunParents.without(described.mapRuns(), described.spans()))
        .extracting(span -> span.kind())
        .containsExactly(SpanKind.EXECUTION);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void believesTheMostTrustedOfSeveralAnswers(boolean reversed) {
    ExecutionSpans listed = described(History.ARN, DescriptionSource.LIST_MAP_RUNS);
    ExecutionSpans described = described(THIRD, DescriptionSource.DESCRIBE_MAP_RUN);
    ExecutionSpans describedToo = described(OTHER, DescriptionSource.DESCRIBE_MAP_RUN);
    MapRunIndex index = index(reversed, listed, described, describedToo);

    assertThat(index.falseRuns(describedToo.mapRuns())).isEmpty();
    assertThat(index.falseRuns(listed.mapRuns())).hasSize(1);
    assertThat(index.falseRuns(described.mapRuns())).hasSize(1);
  }

  @Test
  void keepsWhatOneAnswerSays() {
    ExecutionSpans described = described(OTHER, DescriptionSource.LIST_MAP_RUNS);
    List<MapRun> none = index(false, described).falseRuns(described.mapRuns());

    assertThat(none).isEmpty();
    assertThat(MapRunParents.without(none, described.spans())).hasSize(2);
    assertThat(Contradictions.ofParent(none)).isNull();
  }

  private static MapRunIndex index(boolean reversed, ExecutionSpans... parents) {
    List<ExecutionSpans> all = new ArrayList<>(List.of(parents));
    if (reversed) {
      Collections.reverse(all);
    }
    return MapRunIndex.CODEC.unpack(MapRunIndex.CODEC.pack(MapRunIndex.of(all)));
  }

  private static ExecutionSpans described(String parent, DescriptionSource source) {
    return ExecutionSpans.of(
        List.of(),
        List.of(
            new Description(
                source,
                parent,
                RUN,
                "SUCCEEDED",
                History.EPOCH,
                null,
                0,
                null,
                Failure.NONE,
                Payload.NONE,
                1L,
                ChildCounts.UNKNOWN,
                1L,
                ItemCounts.UNKNOWN,
                MapRunSettings.UNKNOWN,
                UpstreamContext.NONE,
                "file:/answers.json")));
  }
}
