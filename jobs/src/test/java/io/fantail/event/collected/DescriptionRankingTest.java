package io.fantail.event.collected;

import static org.assertj.core.api.Assertions.assertThat;

import io.fantail.event.Description;
import io.fantail.event.DescriptionSource;
import io.fantail.event.Failure;
import io.fantail.event.Payload;
import io.fantail.event.UpstreamContext;
import io.fantail.event.maprun.ChildCounts;
import io.fantail.event.maprun.ItemCounts;
import io.fantail.event.maprun.MapRunSettings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DescriptionRankingTest {
  private static final String ARN = "arn:aws:states:eu-west-1:123456789012:execution:orders:o-1";
  private static final Instant START = Instant.parse("2026-11-23T23:59:59.999Z");

  @Test
  void takesTheMostTrustedFirstAndEachOnceInAnyOrder() {
    List<Description> answers =
        new ArrayList<>(
            List.of(
                answer(DescriptionSource.DESCRIBE_EXECUTION, 2, 90L, "a"),
                answer(DescriptionSource.DESCRIBE_EXECUTION, 1, 95L, "b"),
                answer(DescriptionSource.DESCRIBE_EXECUTION, 1, null, "c"),
                answer(DescriptionSource.LIST_EXECUTIONS, 2, 90L, "d"),
                answer(DescriptionSource.RESULT_WRITER, 2, 90L, "e"),
                answer(DescriptionSource.DESCRIBE_MAP_RUN, 0, 80L, "f")));
    List<Description> expected = List.copyOf(answers);
    answers.add(answer(DescriptionSource.LIST_EXECUTIONS, 2, 90L, "z"));

    for (int seed = 0; seed < 20; seed++) {
      Collections.shuffle(answers, new Random(seed));

      assertThat(DescriptionRanking.ranked(answers)).isEqualTo(expected);
    }
  }

  @Test
  void isAHistoryOfTheDayOnWhichItStarted() {
    History history =
        History.of(
            ARN,
            List.of(
                HistoryPart.of(answer(DescriptionSource.LIST_MAP_RUNS, 0, 5L, "a")),
                HistoryPart.of(answer(DescriptionSource.LIST_EXECUTIONS, 0, 90L, "b"))));

    assertThat(history.slot().day()).isEqualTo("2026-11-23");
    assertThat(history.events()).isEmpty();
    assertThat(history.descriptions()).hasSize(2);
  }

  private static Description answer(
      DescriptionSource source, int redriveCount, @Nullable Long endedAt, String file) {
    return new Description(
        source,
        ARN,
        source.isOfMapRun() ? "arn:run" : null,
        endedAt == null ? "RUNNING" : "SUCCEEDED",
        source.isOfMapRun() ? START.plusMillis(1) : START,
        endedAt == null ? null : START.plusMillis(endedAt),
        redriveCount,
        redriveCount == 0 ? null : START.plusMillis(2),
        Failure.NONE,
        Payload.of("in", null),
        source.isOfMapRun() ? 7L : null,
        source.isOfMapRun()
            ? new ChildCounts(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L)
            : ChildCounts.UNKNOWN,
        3L,
        source.isOfMapRun() ? new ItemCounts(1L, 2L, 3L) : ItemCounts.UNKNOWN,
        source.isOfMapRun() ? new MapRunSettings(40L, 2L, 0.5) : MapRunSettings.UNKNOWN,
        new UpstreamContext(null, "root", "1", null, null, null, null),
        file);
  }
}
