package io.fantail.span.invocation;

import static io.fantail.span.invocation.LogStream.ONE;
import static org.assertj.core.api.Assertions.assertThat;

import io.fantail.event.LambdaRecord;
import io.fantail.event.collected.LogStreamPart;
import io.fantail.event.collected.PackedParts;
import io.fantail.spark.Groups;
import io.fantail.spark.Keyeds;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** However the records of a stream were delivered, its invocations are the same. */
class StreamDeliveryTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5})
  void comesToTheSameHoweverTheStreamWasDelivered(int objects) {
    for (int seed = 0; seed < 60; seed++) {
      Random random = new Random(100L * objects + seed);
      LogStream whole = busyStream(random);
      List<LambdaRecord> delivered = new ArrayList<>(whole.records());
      for (LambdaRecord record : whole.records()) {
        if (random.nextInt(3) == 0) {
          delivered.add(record);
        }
      }
      Collections.shuffle(delivered, random);
      List<List<LambdaRecord>> parts = new ArrayList<>();
      for (int i = 0; i < objects; i++) {
        parts.add(new ArrayList<>());
      }
      delivered.forEach(record -> parts.get(random.nextInt(objects)).add(record));
      parts.removeIf(List::isEmpty);

      StreamRecords records =
          new StreamRecords(
              new Groups<>(Keyeds.walk(LogStreamPart.CODEC, PackedParts.logStreams(parts))));
      StreamInvocations stream = new StreamInvocations();
      for (LambdaRecord next = records.next(); next != null; next = records.next()) {
        stream.add(next);
      }
      assertThat(stream.takeRest()).as("seed %d", seed).isEqualTo(whole.invocations());
      assertThat(stream.takeDuplicates()).isEqualTo(delivered.size() - whole.records().size());
    }
  }

  /** Invocations of every outcome behind one another, as a subscription delivers them. */
  private static LogStream busyStream(Random random) {
    LogStream stream = new LogStream();
    long at = 100;
    stream.event(90, "init", "INIT_START Runtime Version: python:3.12.v43\n");
    for (int run = 0; run < 6; run++) {
      String id = random.nextInt(4) == 0 ? ONE : new UUID(run, random.nextLong()).toString();
      String event = "run " + run + " ";
      stream.event(at, event + 1, "START RequestId: " + id + " Version: $LATEST\n");
      for (int line = 0; line < random.nextInt(4); line++) {
        stream.event(at + 1 + line, event + 2 + line, "working\n");
      }
      int outcome = random.nextInt(4);
      if (outcome == 1) {
        stream.event(at + 8, event + 6, "[ERROR] Boom: bang\nTraceback (most recent call last):");
      } else if (outcome == 2) {
        stream.event(at + 8, event + 6, "RequestId: " + id + " Error: Runtime exited\n");
      }
      stream.event(at + 9, event + 7, "END RequestId: " + id + "\n");
      String status = outcome == 3 ? "\tStatus: timeout" : "";
      stream.event(
          at + 9, event + 8, "REPORT RequestId: " + id + "\tDuration: 8.5 ms" + status + "\n");
      at += 10 + random.nextInt(3) * 60_000L;
    }
    return stream;
  }
}
