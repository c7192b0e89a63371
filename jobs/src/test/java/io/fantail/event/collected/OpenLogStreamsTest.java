package io.fantail.event.collected;

import static org.assertj.core.api.Assertions.assertThat;

import io.fantail.event.LambdaRecord;
import io.fantail.event.collected.ParsedRows.Kind;
import io.fantail.shape.Micros;
import io.fantail.spark.Assorted.Value;
import io.fantail.spark.Keys;
import io.fantail.testing.RandomRecords;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpenLogStreamsTest {
  private static final String FILE = "log.gz";
  private static final int MAX_PART_RECORDS = 512;
  private static final int MAX_RECORDS = 32_768;

  private final RandomRecords random = new RandomRecords(1);
  private final Queue<Value<Kind>> ready = new ArrayDeque<>();
  private final OpenLogStreams streams = new OpenLogStreams(ready);

  @Test
  void handsAPartOnWhenItIsFull() {
    for (int i = 0; i < MAX_PART_RECORDS - 1; i++) {
      streams.add(record("a", i));
    }
    streams.add(record("b", 0));
    assertThat(ready).isEmpty();

    streams.add(record("a", MAX_PART_RECORDS));
    assertThat(ready).hasSize(1);
    assertThat(onlyPart()).hasSize(MAX_PART_RECORDS);
  }

  @Test
  void handsAllOnWhenTogetherTheyAreTooMany() {
    int streamsOpen = MAX_RECORDS / 8;
    for (int i = 0; i < MAX_RECORDS - 1; i++) {
      streams.add(record("stream " + i % streamsOpen, i));
    }
    assertThat(ready).isEmpty();

    streams.add(record("stream 0", MAX_RECORDS));
    assertThat(ready).hasSize(streamsOpen);
  }

  @Test
  void countsPartsThatWereFullForNoMore() {
    for (int i = 0; i < 2 * MAX_RECORDS; i++) {
      streams.add(record("a", i));
    }
    ready.clear();
    for (int i = 0; i < MAX_RECORDS - 1; i++) {
      streams.add(record("stream " + i, i));
    }

    assertThat(ready).isEmpty();
  }

  @Test
  void keysAPartByItsStreamAndTheTimeOfItsFirstRecord() {
    streams.add(record("a", 2));
    streams.add(record("a", 1));
    streams.add(record("a", 3));
    streams.handOnAll();

    Value<Kind> part = ready.element();
    assertThat(part.kind()).isEqualTo(Kind.LOG_STREAM);
    assertThat(Keys.groupOf(part.key())).isEqualTo("a");
    assertThat(onlyPart()).hasSize(3).isSortedAccordingTo(LogStreamPart.ORDER);
    assertThat(Micros.toInstant(Keys.orderOf(part.key()))).isEqualTo(onlyPart().get(0).at());
  }

  @Test
  void keysRecordsThatNameNoStreamByTheAnswerThatHoldsThemOrByTheirObject() {
    LambdaRecord ofAnswer = random.lambdaRecord(null, null, "answers.gz", 1);
    LambdaRecord ofObject = random.lambdaRecord(null, null, "line.gz", 1);
    assertThat(ofAnswer.unnamedStream()).isEqualTo("answers.gz@7");
    assertThat(ofObject.unnamedStream()).isNull();
    streams.add(ofAnswer);
    streams.add(ofObject);
    streams.handOnAll();

    assertThat(ready)
        .extracting(part -> Keys.groupOf(part.key()))
        .containsExactlyInAnyOrder("answers.gz@7", "line.gz");
  }

  @Test
  void keepsTheLogGroupsOfStreamsWithOneNameApart() {
    streams.add(random.lambdaRecord("one", "default", FILE, 1));
    streams.add(random.lambdaRecord("other", "default", FILE, 2));
    streams.handOnAll();

    assertThat(ready)
        .flatExtracting(part -> LogStreamPart.CODEC.unpack(part.packed()).records())
        .extracting(LambdaRecord::logGroup)
        .containsExactlyInAnyOrder("one", "other");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 50, 3000})
  void losesNoRecord(int count) {
    Random choice = new Random(count);
    List<LambdaRecord> records = new ArrayList<>();
    for (int i = 0; i < 5000; i++) {
      records.add(record("stream " + choice.nextInt(count), i));
    }
    records.forEach(streams::add);
    streams.handOnAll();
    streams.handOnAll();

    List<LambdaRecord> handedOn = new ArrayList<>();
    for (Value<Kind> part : ready) {
      List<LambdaRecord> unpacked = LogStreamPart.CODEC.unpack(part.packed()).records();
      assertThat(unpacked)
          .isSortedAccordingTo(LogStreamPart.ORDER)
          .allMatch(
              one -> Keys.groupOf(part.key()).equals(Objects.requireNonNull(one.logStream())));
      handedOn.addAll(unpacked);
    }
    assertThat(handedOn).containsExactlyInAnyOrderElementsOf(records);
  }

  private List<LambdaRecord> onlyPart() {
    return LogStreamPart.CODEC.unpack(ready.element().packed()).records();
  }

  private LambdaRecord record(@Nullable String stream, long position) {
    return random.lambdaRecord(stream, FILE, position);
  }
}
