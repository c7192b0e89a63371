package io.fantail.span.invocation;

import static io.fantail.span.invocation.LogStream.ONE;
import static io.fantail.span.invocation.LogStream.TWO;
import static org.assertj.core.api.Assertions.assertThat;

import io.fantail.archive.ArchiveReader;
import io.fantail.archive.place.NamesFromKeys;
import io.fantail.archive.record.ArchiveObject;
import io.fantail.archive.record.RawRecord;
import io.fantail.event.LambdaRecord;
import io.fantail.event.LambdaRecord.Status;
import io.fantail.event.collected.LogStreamPart;
import io.fantail.event.parse.RecordParser;
import io.fantail.event.policy.PayloadPolicy;
import io.fantail.span.LambdaInvocation;
import io.fantail.testing.ArchiveFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Messages that Firehose has stripped of their stream and their time. */
class UnplacedInvocationsTest {
  private static final Instant DELIVERED = Instant.parse("2026-09-23T22:56:44Z");

  private final Path folder;

  UnplacedInvocationsTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private List<LambdaInvocation> invocations(String... lines) throws IOException {
    ArchiveObject object =
        ArchiveFiles.write(
            folder.resolve("logs-1-2026-09-23-22-56-44-6b8a"), String.join("\n", lines));
    RecordParser parser = new RecordParser(new PayloadPolicy(4096, Set.of()), object.uri());
    List<LambdaRecord> records = new ArrayList<>();
    try (ArchiveReader reader =
        new ArchiveReader(object, ArchiveFiles.HADOOP, NamesFromKeys.NONE)) {
      for (RawRecord raw = reader.next(); raw != null; raw = reader.next()) {
        records.add((LambdaRecord) parser.parse(raw));
      }
    }
    records.sort(LogStreamPart.ORDER);
    InvocationsOfRecords invocations = InvocationStage.startingWith(records.get(0));
    records.forEach(invocations::add);
    List<LambdaInvocation> found = new ArrayList<>(invocations.takeFinished());
    found.addAll(invocations.takeRest());
    return found;
  }

  private static String start(String id) {
    return "START RequestId: " + id + " Version: 7";
  }

  private static String report(String id, String millis) {
    return "REPORT RequestId: " + id + "\tDuration: " + millis + " ms\tBilled Duration: 9 ms\t";
  }

  @Test
  void knowsTheDurationAndNoTime() throws IOException {
    assertThat(invocations(start(ONE), "END RequestId: " + ONE, report(ONE, "1.87")))
        .singleElement()
        .returns(ONE, LambdaInvocation::requestId)
        .returns("7", LambdaInvocation::functionVersion)
        .returns(1.87, invocation -> invocation.figures().durationMs())
        .returns(Status.SUCCESS, LambdaInvocation::status)
        .returns(null, LambdaInvocation::startedAt)
        .returns(null, LambdaInvocation::endedAt)
        .returns(DELIVERED, LambdaInvocation::deliveredAt);
  }

  @Test
  void attributesNothingByItsPlace() throws IOException {
    List<LambdaInvocation> found =
        invocations(
            "INIT_START Runtime Version: python:3.12.v43\tRuntime Version ARN: arn:aws:lambda:x",
            start(ONE),
            "[ERROR] Boom: bang",
            start(TWO),
            "hello",
            report(TWO, "2.0"),
            report(ONE, "1.0"));

    assertThat(found)
        .allMatch(invocation -> invocation.error().type() == null)
        .allMatch(invocation -> !invocation.coldStart())
        .allMatch(invocation -> invocation.logLines() == 0)
        .extracting(LambdaInvocation::requestId, invocation -> invocation.figures().durationMs())
        .containsExactlyInAnyOrder(
            org.assertj.core.groups.Tuple.tuple(ONE, 1.0),
            org.assertj.core.groups.Tuple.tuple(TWO, 2.0));
  }

  @Test
  void attributesALineThatBearsARequestId() throws IOException {
    assertThat(
            invocations(
                start(ONE),
                start(TWO),
                "[INFO]\t2026-09-23T22:56:40.123Z\t" + ONE + "\thello",
                "2026-09-23T22:56:41.123Z\t" + ONE + "\tINFO\thello",
                report(ONE, "1.0"),
                report(TWO, "2.0")))
        .filteredOn(invocation -> invocation.requestId().equals(ONE))
        .singleElement()
        .returns(2L, LambdaInvocation::logLines)
        .returns(null, LambdaInvocation::startedAt);
  }

  @Test
  void takesTheTimesOfJsonRecords() throws IOException {
    String record =
        "{\"time\":\"2026-09-23T22:56:%s.235Z\",\"type\":\"platform.%s\",\"record\":{\"requestId\":\"%s\"}}";

    assertThat(
            invocations(
                record.formatted("28", "start", ONE), record.formatted("29", "report", ONE)))
        .singleElement()
        .returns(Instant.parse("2026-09-23T22:56:28.235Z"), LambdaInvocation::startedAt)
        .returns(Instant.parse("2026-09-23T22:56:29.235Z"), LambdaInvocation::endedAt)
        .returns(null, LambdaInvocation::deliveredAt);
  }

  @Test
  void tellsARetryFromASecondDelivery() throws IOException {
    List<LambdaInvocation> seen =
        invocations(
            start(ONE),
            report(ONE, "1.0"),
            start(ONE),
            report(ONE, "1.0"),
            start(ONE),
            report(ONE, "3.0"));

    assertThat(SameRequest.runs(seen))
        .extracting(invocation -> invocation.figures().durationMs())
        .containsExactlyInAnyOrder(1.0, 3.0);
  }

  @Test
  void joinsWhatStoodInTwoObjects() throws IOException {
    List<LambdaInvocation> seen = new ArrayList<>(invocations(start(ONE)));
    seen.addAll(invocations(start(TWO), report(ONE, "1.0")));

    assertThat(SameRequest.runs(seen.stream().filter(i -> i.requestId().equals(ONE)).toList()))
        .singleElement()
        .returns("7", LambdaInvocation::functionVersion)
        .returns(1.0, invocation -> invocation.figures().durationMs());
  }
}
