package io.fantail.sample;

import static org.assertj.core.api.Assertions.assertThat;

import io.fantail.sample.WrittenArchive.Event;
import io.fantail.sample.options.ChildType;
import io.fantail.sample.options.FanOut;
import io.fantail.sample.options.LambdaLogFormat;
import io.fantail.sample.options.Layout;
import io.fantail.sample.options.Plant;
import io.fantail.sample.options.SampleOptions;
import io.fantail.sample.truth.SampleTruth;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SampleTruthTest {
  static Stream<SampleOptions> samples() {
    SampleOptions plain = SampleOptions.of(400, 7);
    return Stream.of(
        plain,
        plain.withLambdaLogFormat(LambdaLogFormat.JSON).withChildType(ChildType.EXPRESS),
        plain.withLayout(Layout.FIREHOSE),
        plain.withLayout(Layout.FIREHOSE).withLambdaLogFormat(LambdaLogFormat.JSON),
        plain.withLayout(Layout.HISTORY),
        SampleOptions.of(3, 1),
        SampleOptions.of(50, 2).withLayout(Layout.HISTORY),
        planted(Layout.EXPORT),
        planted(Layout.FIREHOSE).withLambdaLogFormat(LambdaLogFormat.JSON),
        planted(Layout.HISTORY));
  }

  private static SampleOptions planted(Layout layout) {
    return SampleOptions.of(400, 9)
        .withLayout(layout)
        .withFanOut(new FanOut(4, 0.15, EnumSet.allOf(Plant.class)));
  }

  @ParameterizedTest
  @MethodSource("samples")
  void countsWhatTheFilesHold(SampleOptions options, @TempDir Path folder) throws IOException {
    SampleTruth truth = SampleArchive.write(options, folder);
    WrittenArchive written = WrittenArchive.of(folder);

    List<String> messages = new ArrayList<>();
    written
        .lambdaStreams
        .values()
        .forEach(records -> records.forEach(record -> messages.add(record.message())));
    assertThat(truth.counts())
        .isEqualTo(
            new SampleTruth.Counts(
                eventsOf(written).size(),
                messages.size(),
                written.noise,
                written.duplicates,
                0,
                messages.stream().filter(SampleTruthTest::isReport).count(),
                messages.stream().filter(SampleTruthTest::isColdStart).count()));
    if (options.layout() == Layout.FIREHOSE) {
      assertThat(written.duplicates).isPositive();
      assertThat(written.logGroups)
          .contains("/aws/lambda/order-process", "/aws/vendedlogs/states/order-fanout-Logs");
    }
  }

  @ParameterizedTest
  @MethodSource("samples")
  void countsSpansStatesAndStatuses(SampleOptions options, @TempDir Path folder)
      throws IOException {
    SampleTruth truth = SampleArchive.write(options, folder);
    WrittenArchive written = WrittenArchive.of(folder);

    Map<String, Long> types = new TreeMap<>();
    Map<String, Long> states = new TreeMap<>();
    for (Event event : eventsOf(written)) {
      types.merge(event.type(), 1L, Long::sum);
      if (event.type().endsWith("StateEntered")) {
        states.merge(event.details().get("name").asText(), 1L, Long::sum);
      }
    }
    Map<String, Long> truthStates = new TreeMap<>();
    truth.states().forEach(row -> truthStates.merge(row.stateName(), row.count(), Long::sum));
    assertThat(truthStates).isEqualTo(states);
    Map<String, Long> spans = new TreeMap<>();
    truth.spans().forEach(row -> spans.put(row.kind(), row.count()));
    assertThat(spans)
        .containsEntry("execution", (long) written.histories().size())
        .containsEntry("map_run", types.get("MapRunStarted"))
        .containsEntry("attempt", types.get("TaskScheduled"))
        .containsEntry("state", states.values().stream().mapToLong(Long::longValue).sum());
    assertThat(statusCount(truth, "SUCCEEDED")).isEqualTo(count(types, "ExecutionSucceeded"));
    assertThat(statusCount(truth, "FAILED")).isEqualTo(count(types, "ExecutionFailed"));
    assertThat(statusCount(truth, "ABORTED")).isEqualTo(count(types, "ExecutionAborted"));
    assertThat(statusCount(truth, "TIMED_OUT")).isEqualTo(count(types, "ExecutionTimedOut"));
    assertThat(statusCount(truth, "RUNNING")).isEqualTo(options.fanOut().isAsked() ? 0 : 1);
  }

  @ParameterizedTest
  @MethodSource("samples")
  void linksByIdWhatTheFilesLink(SampleOptions options, @TempDir Path folder) throws IOException {
    SampleTruth truth = SampleArchive.write(options, folder);
    WrittenArchive written = WrittenArchive.of(folder);

    Set<String> logged = new HashSet<>();
    written
        .lambdaStreams
        .values()
        .forEach(
            records ->
                records.stream()
                    .map(WrittenArchive.LogRecord::message)
                    .filter(SampleTruthTest::isReport)
                    .forEach(report -> logged.addAll(idsIn(report))));
    long linked = 0;
    for (Event event : eventsOf(written)) {
      if (event.type().equals("TaskSucceeded") || event.type().equals("TaskFailed")) {
        String text = event.details().path("output").asText() + event.details().path("cause");
        linked += idsIn(text).stream().anyMatch(logged::contains) ? 1 : 0;
      }
    }
    long byId =
        truth.links().stream()
            .filter(row -> row.link().equals("request_id"))
            .mapToLong(SampleTruth.LinkCount::count)
            .sum();
    assertThat(byId).isEqualTo(linked).isPositive();
  }

  private static List<Event> eventsOf(WrittenArchive written) {
    List<Event> events = new ArrayList<>();
    written.histories().forEach(events::addAll);
    return events;
  }

  private static Set<String> idsIn(String text) {
    Set<String> ids = new HashSet<>();
    Matcher matcher = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}").matcher(text);
    while (matcher.find()) {
      ids.add(matcher.group());
    }
    return ids;
  }

  private static boolean isReport(String message) {
    return message.startsWith("REPORT RequestId: ") || message.contains("\"platform.report\"");
  }

  private static boolean isColdStart(String message) {
    return message.startsWith("INIT_START ") || message.contains("\"platform.initStart\"");
  }

  private static long statusCount(SampleTruth truth, String status) {
    return truth.executionStatus().stream()
        .filter(row -> row.status().equals(status))
        .mapToLong(SampleTruth.ExecutionStatusCount::count)
        .sum();
  }

  private static long count(Map<String, Long> types, String type) {
    return types.getOrDefault(type, 0L);
  }
}
