package io.fantail.archive.log;

import static io.fantail.testing.ArchiveFiles.write;
import static org.assertj.core.api.Assertions.assertThat;

import io.fantail.archive.SeenRecord;
import io.fantail.archive.place.NameFromKey;
import io.fantail.archive.place.NamesFromKeys;
import io.fantail.archive.record.ArchiveObject;
import io.fantail.event.LambdaRecord;
import io.fantail.event.LambdaRecord.Status;
import io.fantail.event.parse.ReadObject;
import io.fantail.span.LambdaInvocation;
import io.fantail.span.invocation.Invocations;
import io.fantail.testing.LambdaLines;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The lines of one invocation in the forms that tools really write, by variants of each: what is
 * beside the lines tells as much as it does in a subscription, and nothing of them is lost.
 */
class LogFormsTest {
  private static final LambdaLines LINES = LambdaLines.FAILED;

  private final Path folder;

  LogFormsTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @ParameterizedTest
  @MethodSource("io.fantail.archive.log.LogForms#placed")
  void readsTheInvocationWithItsError(Map.Entry<String, String> form) throws IOException {
    ReadObject read = read(form.getValue());

    assertThat(read.rejectReasons()).isEmpty();
    assertThat(read.lambdaRecords()).hasSize(LINES.all().size());
    assertThat(read.lambdaRecords()).extracting(LambdaRecord::atDelivery).containsOnly(false);
    assertThat(Invocations.of(read.lambdaRecords()))
        .singleElement()
        .satisfies(
            invocation -> {
              assertThat(invocation.requestId()).isEqualTo(LambdaLines.REQUEST_ID);
              assertThat(invocation.figures().durationMs()).isEqualTo(199.0);
              assertThat(invocation.error().type()).isEqualTo("ValueError");
              assertThat(invocation.error().message()).isEqualTo("no \"stock\"; none, at all");
              assertThat(invocation.startedAt())
                  .isBetween(LINES.startedAt().minusMillis(40), LINES.startedAt().plusMillis(500));
            });
  }

  /** The second page begins with what failed, and says behind it whose failure it is. */
  @Test
  void readsAnInvocationThatTwoPagesInTwoObjectsShare() throws IOException {
    String event = "{\"timestamp\":$ms,\"message\":$json,\"ingestionTime\":$ms}";
    List<String> events = LINES.all().stream().map(line -> line.in(event)).toList();
    String page = "{\"events\":[%s],\"nextForwardToken\":\"f/1/s\"}";
    ReadObject first = ReadObject.of(write(folder.resolve("1"), page.formatted(events.get(0))));
    String rest = String.join(",", events.subList(1, events.size()));
    ReadObject second = ReadObject.of(write(folder.resolve("2"), page.formatted(rest)));

    LambdaInvocation begun = Invocations.of(first.lambdaRecords()).get(0);
    LambdaInvocation ended = Invocations.of(second.lambdaRecords()).get(0);

    assertThat(begun.isSameRunAs(ended)).isTrue();
    LambdaInvocation whole = begun.mergedWith(ended);
    assertThat(whole.startedAt()).isEqualTo(LINES.startedAt());
    assertThat(whole.figures().durationMs()).isEqualTo(199.0);
    assertThat(whole.status()).isEqualTo(Status.ERROR);
    assertThat(whole.error().type()).isEqualTo("ValueError");
  }

  @ParameterizedTest
  @MethodSource("io.fantail.archive.log.LogForms#unplaced")
  void readsTheInvocationByItsRequestId(Map.Entry<String, String> form) throws IOException {
    ReadObject read = read(form.getValue());

    assertThat(read.rejectReasons()).isEmpty();
    assertThat(read.lambdaRecords()).hasSize(LINES.all().size());
    assertThat(Invocations.of(read.lambdaRecords()))
        .extracting(LambdaInvocation::requestId, invocation -> invocation.figures().durationMs())
        .containsExactly(org.assertj.core.groups.Tuple.tuple(LambdaLines.REQUEST_ID, 199.0));
  }

  static Stream<String> telemetryForms() {
    String record = "{\"time\":\"$iso\",\"type\":\"function\",\"record\":$json}";
    return Stream.of(
            "[%s]",
            "[\n  %s\n]\n",
            "{\"events\":[%s]}",
            "{\"extension\":\"x\",\"payload\":{\"records\":[%s]}}",
            "{\"batch\":[%s],\"function\":\"f\"}",
            "[[%s]]")
        .map(form -> form.formatted(LINES.joined(record, ",") + "," + LambdaLines.TELEMETRY));
  }

  @ParameterizedTest
  @MethodSource("telemetryForms")
  void readsBatchesOfTheTelemetryApi(String batch) throws IOException {
    for (String content : List.of(batch, batch.strip() + batch, batch + "\n" + batch)) {
      int batches = content.length() > batch.length() + 1 ? 2 : 1;

      ReadObject read = read(content);

      assertThat(read.rejectReasons()).isEmpty();
      assertThat(read.lambdaRecords()).hasSize(batches * (LINES.all().size() + 2));
      assertThat(Invocations.of(read.lambdaRecords()))
          .extracting(LambdaInvocation::requestId)
          .contains(LambdaLines.REQUEST_ID, LambdaLines.OTHER_REQUEST_ID);
    }
  }

  @ParameterizedTest
  @MethodSource("io.fantail.archive.log.LogForms#all")
  void takesTheFunctionFromTheKeyWhereTheFormDropsTheGroup(Map.Entry<String, String> form)
      throws IOException {
    ArchiveObject object = write(folder.resolve("fn-key/log"), form.getValue());
    NameFromKey function = new NameFromKey("/(?<function>fn-[^/]+)/", "function");

    List<SeenRecord> records = SeenRecord.in(object, new NamesFromKeys(null, function, null));

    assertThat(records).filteredOn(record -> record.kind().equals("LOG_EVENT")).isNotEmpty();
    assertThat(records)
        .filteredOn(record -> record.kind().equals("LOG_EVENT"))
        .allSatisfy(
            record -> {
              assertThat(record.source().isLambda()).isTrue();
              assertThat(record.source().functionName())
                  .isEqualTo(record.source().logGroup() == null ? "fn-key" : "fn-x");
            });
  }

  private ReadObject read(String content) throws IOException {
    return ReadObject.of(write(folder.resolve("log"), content));
  }
}
