package io.fantail.archive.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.fantail.archive.record.ArchiveObject;
import io.fantail.event.HistoryEvent;
import io.fantail.event.LambdaRecord;
import io.fantail.event.collected.Histories;
import io.fantail.event.parse.ReadObject;
import io.fantail.sample.options.LambdaLogFormat;
import io.fantail.sample.options.SampleOptions;
import io.fantail.span.execution.ExecutionSpans;
import io.fantail.span.invocation.Invocations;
import io.fantail.testing.ArchiveFiles;
import io.fantail.testing.Coat;
import io.fantail.testing.Fields;
import io.fantail.testing.HistoryDress;
import io.fantail.testing.LogDress;
import io.fantail.testing.LoggedEvent;
import io.fantail.testing.SampledLogs;
import io.fantail.testing.SpanOutline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** One truth comes out of every container and every serialisation as the same records. */
class EveryDressTest {
  private static final SampleOptions SMALL = SampleOptions.of(6, 51).withPayloadChars(40);

  /** Where a record stood: what the dresses differ in. */
  private static final Set<String> PLACE = Set.of("sourceFile", "position", "unnamedStream");

  private static final Map<LambdaLogFormat, SampledLogs> SAMPLES =
      new EnumMap<>(LambdaLogFormat.class);
  private static final Map<LambdaLogFormat, Reference> REFERENCES =
      new EnumMap<>(LambdaLogFormat.class);

  private final Path folder;

  EveryDressTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @BeforeAll
  static void sample(@TempDir Path ofThisClass) throws IOException {
    for (LambdaLogFormat format : LambdaLogFormat.values()) {
      Path folder = ofThisClass.resolve(format.name());
      SampledLogs logs = SampledLogs.of(SMALL.withLambdaLogFormat(format), folder);
      SAMPLES.put(format, logs);
      REFERENCES.put(
          format,
          new Reference(
              read(
                  LogDress.FIREHOSE_MEMBERS.objects(logs.events(), Coat.PLAIN),
                  folder.resolve("reference"))));
    }
  }

  private static SampledLogs sampled(LambdaLogFormat format) {
    return Objects.requireNonNull(SAMPLES.get(format));
  }

  static Stream<Arguments> logDresses() {
    return Stream.of(LambdaLogFormat.values())
        .flatMap(
            format ->
                Stream.of(LogDress.values())
                    .flatMap(
                        dress ->
                            dress.coats().stream()
                                .sorted()
                                // What is around a text does not know what the text says.
                                .filter(
                                    coat ->
                                        format == LambdaLogFormat.TEXT
                                            || coat == Coat.PLAIN
                                            || coat == Coat.ALL_AT_ONCE)
                                .map(coat -> Arguments.of(format, dress, coat))));
  }

  static Stream<Arguments> historyDresses() {
    return Stream.of(HistoryDress.values())
        .flatMap(dress -> Stream.of(Coat.values()).map(coat -> Arguments.of(dress, coat)));
  }

  /**
   * The form that loses nothing, read once: the others are compared with it, and it with the truth.
   */
  private static final class Reference {
    private final Read read;
    private final List<String> eventFields;
    private final Map<String, String> outlines;
    private final Map<Set<String>, List<String>> lambdaFields = new HashMap<>();
    private final Map<Set<String>, List<String>> invocations = new HashMap<>();

    Reference(Read read) {
      this.read = read;
      this.eventFields = read.eventFields();
      this.outlines = read.outlines();
    }

    List<String> lambdaFields(Set<String> losses) {
      return lambdaFields.computeIfAbsent(losses, read::lambdaFields);
    }

    List<String> invocations(Set<String> losses) {
      return invocations.computeIfAbsent(losses, read::invocations);
    }
  }

  private static Reference reference(LambdaLogFormat format) {
    return Objects.requireNonNull(REFERENCES.get(format));
  }

  @ParameterizedTest
  @EnumSource
  void countsWhatTheSampleHolds(LambdaLogFormat format) throws IOException {
    SampledLogs logs = sampled(format);

    Read read = reference(format).read;

    assertThat(read.rejects).isEmpty();
    assertThat(read.events).hasSize((int) logs.truth().counts().events());
    assertThat(read.lambdaRecords).hasSize((int) logs.truth().counts().lambdaRecords());
    assertThat(read.invocations(Set.of())).hasSize((int) logs.truth().counts().lambdaInvocations());
  }

  @ParameterizedTest
  @MethodSource("logDresses")
  void readsTheSameFromEveryContainer(LambdaLogFormat format, LogDress dress, Coat coat)
      throws IOException {
    SampledLogs logs = sampled(format);
    List<LoggedEvent> held = logs.events().stream().filter(dress::holds).toList();
    boolean holdsLambda = held.stream().anyMatch(LoggedEvent::isOfLambda);

    Read read = read(dress.objects(held, coat), folder.resolve("dressed"));

    Reference reference = reference(format);
    assertThat(read.rejects).isEmpty();
    assertThat(read.eventFields()).isEqualTo(reference.eventFields);
    assertThat(read.outlines()).isEqualTo(reference.outlines).isNotEmpty();
    if (holdsLambda) {
      assertThat(read.lambdaFields(dress.losses()))
          .isEqualTo(reference.lambdaFields(dress.losses()));
      assertThat(read.invocations(dress.losses())).isEqualTo(reference.invocations(dress.losses()));
    }
  }

  @ParameterizedTest
  @MethodSource("historyDresses")
  void readsTheSameFromEverySerialisation(HistoryDress dress, Coat coat) throws IOException {
    SampledLogs logs = sampled(LambdaLogFormat.TEXT);
    List<Read> reads = new ArrayList<>();
    int count = 0;
    for (Map.Entry<String, List<LoggedEvent>> execution : logs.executions().entrySet()) {
      Map<String, byte[]> objects =
          dress.objects(execution.getKey(), SampledLogs.history(execution.getValue()), coat);
      reads.add(read(objects, folder.resolve("execution-" + count++)));
    }

    Read read = Read.all(reads);

    Reference reference = reference(LambdaLogFormat.TEXT);
    assertThat(read.rejects).isEmpty();
    assertThat(read.eventFields()).isEqualTo(reference.eventFields);
    assertThat(read.outlines()).isEqualTo(reference.outlines).isNotEmpty();
  }

  private static Read read(Map<String, byte[]> objects, Path root) throws IOException {
    for (Map.Entry<String, byte[]> object : objects.entrySet()) {
      Path file = root.resolve(object.getKey());
      Files.createDirectories(file.resolveSibling(""));
      Files.write(file, object.getValue());
    }
    List<Read> reads = new ArrayList<>();
    for (ArchiveObject object : ArchiveFiles.list(root)) {
      ReadObject read = ReadObject.of(object);
      reads.add(new Read(read.events(), read.lambdaRecords(), read.rejectReasons()));
    }
    return Read.all(reads);
  }

  /** Everything that some objects were read as; in no order, for objects have none. */
  private record Read(
      List<HistoryEvent> events, List<LambdaRecord> lambdaRecords, List<String> rejects) {
    static Read all(List<Read> reads) {
      return new Read(
          reads.stream().flatMap(read -> read.events.stream()).toList(),
          reads.stream().flatMap(read -> read.lambdaRecords.stream()).toList(),
          reads.stream().flatMap(read -> read.rejects.stream()).toList());
    }

    List<String> eventFields() {
      return sorted(events, PLACE).stream().map(Read::withoutQuotedNumbers).toList();
    }

    /** The log writes every number of the details as text, the API does not. */
    private static String withoutQuotedNumbers(String fields) {
      return fields.replaceAll("\"(\\d+)\"", "$1");
    }

    List<String> lambdaFields(Set<String> losses) {
      Set<String> without = new HashSet<>(losses);
      without.addAll(PLACE);
      return sorted(lambdaRecords, without);
    }

    List<String> invocations(Set<String> losses) {
      return sorted(Invocations.of(lambdaRecords), losses);
    }

    private static List<String> sorted(List<? extends Record> records, Set<String> without) {
      return records.stream()
          .map(record -> Fields.of(record, without).toString())
          .sorted()
          .toList();
    }

    Map<String, String> outlines() {
      Map<String, String> outlines = new TreeMap<>();
      Histories.of(events)
          .forEach(
              (arn, history) -> {
                ExecutionSpans spans = ExecutionSpans.of(history.events(), List.of());
                outlines.put(arn, SpanOutline.of(spans, spans.execution().startedAt()));
              });
      return outlines;
    }
  }
}
