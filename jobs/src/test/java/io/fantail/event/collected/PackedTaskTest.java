package io.fantail.event.collected;

import static org.assertj.core.api.Assertions.assertThat;

import io.fantail.archive.record.ArchiveObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PackedTaskTest {
  @Test
  void returnsWhatWasPacked() {
    List<ArchiveObject> task =
        List.of(
            new ArchiveObject("s3a://b/a b+%41/[$LATEST]\u2603.json", 1L << 40, List.of()),
            new ArchiveObject("s3a://b/1.json", 0, List.of("s3a://b/1.a.json", "s3a://b/1.b")));

    assertThat(PackedTask.unpack(PackedTask.pack(task))).isEqualTo(task);
    assertThat(PackedTask.unpack(PackedTask.pack(List.of()))).isEmpty();
  }

  @Test
  void takesLittleMoreThanWhatDiffersInTheAddresses() {
    Random random = new Random(3);
    List<ArchiveObject> task = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      UUID id = new UUID(random.nextLong(), random.nextLong());
      String history = "s3a://archive/histories/orders/2026/11/23/" + id + ".json";
      String description = "s3a://archive/histories/orders/2026/11/23/" + id + ".describe.json";
      task.add(new ArchiveObject(description, 900, List.of(history)));
      task.add(new ArchiveObject(history, 5_000, List.of(description)));
    }

    assertThat(PackedTask.pack(task).length / task.size()).isLessThan(50);
  }
}
