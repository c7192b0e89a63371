package io.fantail.event.collected;

import static org.assertj.core.api.Assertions.assertThat;

import io.fantail.event.HistoryEvent;
import io.fantail.event.UpstreamContext;
import io.fantail.span.Span;
import io.fantail.span.execution.ExecutionSpans;
import io.fantail.trace.link.TraceIds;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The same archive gives the same ids, in whatever order its pages and copies are read. */
class IdsInAnyOrderTest {
  private static final String ARN = io.fantail.testing.History.ARN;
  private static final UpstreamContext CALLER =
      new UpstreamContext(null, null, "255", "_dd.p.tid=ab", null, null, null);

  /** Two iterations that enter one state in one millisecond, a retry, and the end. */
  private static List<HistoryEvent> events() {
    return io.fantail.testing.History.startedAs(ARN, CALLER)
        .event(2, 0, "MapStateEntered", "Each")
        .event(3, 2, "MapStateStarted")
        .iteration(4, 3, "MapIterationStarted", "Each", 0)
        .iteration(5, 3, "MapIterationStarted", "Each", 1)
        .event(6, 4, "TaskStateEntered", "Charge")
        .at(60)
        .event(7, 5, "TaskStateEntered", "Charge")
        .at(60)
        .scheduled(8, 6, "TaskScheduled", "lambda:invoke")
        .scheduled(9, 7, "TaskScheduled", "lambda:invoke")
        .event(10, 8, "TaskFailed")
        .scheduled(11, 10, "TaskScheduled", "lambda:invoke")
        .event(12, 11, "TaskSucceeded")
        .event(13, 9, "TaskSucceeded")
        .event(14, 0, "ExecutionAborted")
        .events();
  }

  @Test
  void readsPagesAndCopiesInAnyOrder() {
    List<String> expected = idsOf(List.of(part("a.json", events())));
    assertThat(expected).hasSizeGreaterThan(8).doesNotHaveDuplicates();

    Random random = new Random(11);
    for (int i = 0; i < 200; i++) {
      List<HistoryPart> parts = pages("a.json", random);
      parts.addAll(pages("b.json", random));
      // Any page may be there once more, but none may be missing.
      parts.addAll(parts.subList(0, random.nextInt(parts.size())));
      Collections.shuffle(parts, random);
      assertThat(idsOf(parts)).isEqualTo(expected);
    }
  }

  /** A log without data may have been kept beside it, and payloads may not be kept at all. */
  @Test
  void takesTheContextFromTheCopyThatHasIt() {
    List<HistoryEvent> withoutData =
        io.fantail.testing.History.started().event(2, 0, "ExecutionAborted").events();
    HistoryPart log = part("0.log", withoutData);
    HistoryPart history = part("z.json", events());

    for (List<HistoryPart> parts : List.of(List.of(log, history), List.of(history, log))) {
      assertThat(History.of(ARN, parts).events().get(0).context()).isEqualTo(CALLER);
    }
  }

  private static List<HistoryPart> pages(String sourceFile, Random random) {
    List<HistoryEvent> left = new ArrayList<>(events());
    Collections.shuffle(left, random);
    List<HistoryPart> pages = new ArrayList<>();
    while (!left.isEmpty()) {
      List<HistoryEvent> page = left.subList(0, 1 + random.nextInt(left.size()));
      pages.add(part(sourceFile, page));
      page.clear();
    }
    return pages;
  }

  private static HistoryPart part(String sourceFile, List<HistoryEvent> events) {
    HistoryPart.Builder part = new HistoryPart.Builder(true, sourceFile);
    events.forEach(part::add);
    return part.build();
  }

  private static List<String> idsOf(List<HistoryPart> parts) {
    ExecutionSpans built = ExecutionSpans.of(History.of(ARN, parts));
    String trace = TraceIds.of(ARN, built.execution().context());
    Stream<String> spans = built.spans().stream().map(Span::spanId);
    return Stream.concat(Stream.of(trace), spans).toList();
  }
}
