package io.fantail.table.lease;

import static org.assertj.core.api.Assertions.assertThat;

import io.fantail.table.lease.ExclusiveCreate.OnDisk;
import io.fantail.table.lease.ExclusiveCreate.Settled;
import io.fantail.table.lease.ExclusiveCreate.WithoutOverwrite;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ExclusiveCreateTest {
  @TempDir java.nio.file.Path folder = java.nio.file.Path.of("");

  private static FileSystem disk() throws IOException {
    return FileSystem.getLocal(new Configuration());
  }

  static Stream<ExclusiveCreate> ways() throws IOException {
    return Stream.of(
        new OnDisk(disk()), new WithoutOverwrite(disk()), new Settled(disk(), Duration.ZERO));
  }

  @ParameterizedTest
  @MethodSource("ways")
  void writesWhereNothingIsAndOnlyThere(ExclusiveCreate create) throws IOException {
    java.nio.file.Path file = folder.resolve("a folder/of its own/file");
    Path path = new Path(file.toString());

    assertThat(create.write(path, bytes("first"))).isTrue();
    assertThat(create.write(path, bytes("second"))).isFalse();

    assertThat(Files.readString(file)).isEqualTo("first");
  }

  @Test
  void letsOneOfManyWinOnADisk() throws Exception {
    ExclusiveCreate create = ExclusiveCreate.of(disk(), new Path(folder.toString()));
    assertThat(create).isEqualTo(new OnDisk(disk()));
    assertThat(create.isAtomic()).isTrue();
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      for (int i = 0; i < 50; i++) {
        java.nio.file.Path file = folder.resolve("file-" + i);
        assertThat(winnersOf(threads, create, file))
            .singleElement()
            .isEqualTo(Files.readString(file));
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private static List<String> winnersOf(
      ExecutorService threads, ExclusiveCreate create, java.nio.file.Path file)
      throws InterruptedException, ExecutionException {
    List<Callable<String>> writers = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      String text = "writer " + i;
      writers.add(() -> create.write(new Path(file.toString()), bytes(text)) ? text : "");
    }
    List<String> winners = new ArrayList<>();
    for (Future<String> done : threads.invokeAll(writers)) {
      winners.add(done.get());
    }
    winners.removeIf(String::isEmpty);
    return winners;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
