package io.fantail.span.invocation;

import static org.assertj.core.api.Assertions.assertThat;

import io.fantail.event.LambdaRecord;
import io.fantail.event.LambdaRecordKind;
import io.fantail.event.collected.LogStreamPart;
import io.fantail.event.collected.PackedParts;
import io.fantail.spark.Groups;
import io.fantail.spark.Keyeds;
import io.fantail.testing.BareRecord;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StreamRecordsTest {
  private static final LambdaRecordKind[] KINDS = LambdaRecordKind.values();

  @Test
  void hasNothingOfNoParts() {
    assertThat(read(List.of())).isEmpty();
  }

  @Test
  void readsPartsThatOverlapInTheOrderOfTime() {
    List<LambdaRecord> first = List.of(record("s", 1, 0), record("s", 5, 1), record("s", 9, 2));
    List<LambdaRecord> second = List.of(record("s", 2, 3), record("s", 10, 4));
    List<LambdaRecord> third = List.of(record("s", 9, 5), record("s", 20, 6));

    assertThat(read(List.of(third, second, first)))
        .extracting(LambdaRecord::position)
        .containsExactly(0L, 3L, 1L, 2L, 5L, 4L, 6L);
  }

  @Test
  void readsAPartThatBeginsWhereAllBeforeItHaveEnded() {
    List<LambdaRecord> first = List.of(record("s", 1, 0));
    List<LambdaRecord> second = List.of(record("s", 500, 1));

    assertThat(read(List.of(second, first)))
        .extracting(LambdaRecord::position)
        .containsExactly(0L, 1L);
  }

  @Test
  void readsOneStreamBehindTheOther() {
    List<LambdaRecord> first = List.of(record("b", 1, 0), record("a", 7, 1), record("b", 9, 2));
    List<LambdaRecord> second = List.of(record("b", 5, 3), record("a", 2, 4));
    StreamRecords records = records(List.of(first, second));

    List<String> found = new ArrayList<>();
    LambdaRecord next = records.next();
    while (next != null) {
      found.add(records.stream() + next.position());
      next = records.next();
    }
    assertThat(found).containsExactly("a4", "a1", "b0", "b3", "b2");
    assertThat(records.next()).isNull();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5, 30})
  void readsAsIfItHadSortedAll(int objects) {
    for (int seed = 0; seed < 100; seed++) {
      Random random = new Random(1000L * objects + seed);
      List<List<LambdaRecord>> parts = new ArrayList<>();
      List<LambdaRecord> all = new ArrayList<>();
      for (int object = 0; object < objects; object++) {
        int begins = random.nextInt(60);
        List<LambdaRecord> part = new ArrayList<>();
        for (int i = 0; i <= random.nextInt(20); i++) {
          part.add(record(random, "object " + object, begins + random.nextInt(20), i));
        }
        parts.add(part);
        all.addAll(part);
      }
      all.sort(
          Comparator.comparing(StreamRecordsTest::streamOf).thenComparing(LogStreamPart.ORDER));

      assertThat(read(parts)).as("%d objects, seed %d", objects, seed).isEqualTo(all);
    }
  }

  private static List<LambdaRecord> read(List<List<LambdaRecord>> objects) {
    StreamRecords records = records(objects);
    List<LambdaRecord> read = new ArrayList<>();
    LambdaRecord next = records.next();
    while (next != null) {
      assertThat(records.stream()).isEqualTo(streamOf(next));
      read.add(next);
      next = records.next();
    }
    return read;
  }

  private static StreamRecords records(List<List<LambdaRecord>> objects) {
    return new StreamRecords(
        new Groups<>(Keyeds.walk(LogStreamPart.CODEC, PackedParts.logStreams(objects))));
  }

  private static String streamOf(LambdaRecord record) {
    return record.logStream() == null ? record.sourceFile() : record.logStream();
  }

  private static LambdaRecord record(String stream, long millis, long position) {
    return record(LambdaRecordKind.APPLICATION, stream, "log.gz", millis, position);
  }

  /** Few streams and few times, so that many records fall together. */
  private static LambdaRecord record(Random random, String file, long millis, long position) {
    String stream = random.nextInt(4) == 0 ? null : "stream " + random.nextInt(3);
    return record(KINDS[random.nextInt(KINDS.length)], stream, file, millis, position);
  }

  private static LambdaRecord record(
      LambdaRecordKind kind, @Nullable String stream, String file, long millis, long position) {
    return BareRecord.of(LogStream.at(millis), kind, stream, file, position);
  }
}
