package io.fantail.archive.place;

import static org.assertj.core.api.Assertions.assertThat;

import io.fantail.archive.record.ArchiveObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ArchiveTasksTest {
  private static final long MEBIBYTE = 1L << 20;

  private static List<ArchiveObject> objects(int count, long length) {
    return IntStream.range(0, count)
        .mapToObj(i -> new ArchiveObject("file:/archive/" + i, length, List.of()))
        .toList();
  }

  private static long bytesOf(List<ArchiveObject> task) {
    return task.stream().mapToLong(ArchiveObject::length).sum();
  }

  @Test
  void packsEveryObjectOnceInItsOrder() {
    Random random = new Random(5);
    List<ArchiveObject> objects = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      long length = (long) Math.pow(10, random.nextDouble() * 9);
      objects.add(new ArchiveObject("file:/archive/" + i, length, List.of()));
    }

    List<List<ArchiveObject>> tasks = ArchiveTasks.pack(objects, 8);

    assertThat(tasks.stream().flatMap(List::stream)).containsExactlyElementsOf(objects);
    assertThat(tasks).doesNotContain(List.of());
  }

  @Test
  void givesEveryCoreWork() {
    assertThat(ArchiveTasks.pack(objects(1_000, MEBIBYTE), 16)).hasSizeGreaterThanOrEqualTo(16);
  }

  @Test
  void packsManySmallObjectsIntoFewTasks() {
    assertThat(ArchiveTasks.pack(objects(100_000, 500), 4)).hasSizeBetween(16, 400);
  }

  @Test
  void packsNoMoreObjectsIntoATaskThanAreOpenedInSeconds() {
    assertThat(ArchiveTasks.pack(objects(200_000, 0), 1))
        .hasSizeLessThan(500)
        .allSatisfy(task -> assertThat(task).hasSizeLessThanOrEqualTo(512));
  }

  @Test
  void keepsTasksSmallHoweverMuchThereIs() {
    List<List<ArchiveObject>> tasks = ArchiveTasks.pack(objects(5_000, 20 * MEBIBYTE), 2);

    assertThat(tasks).allSatisfy(task -> assertThat(bytesOf(task)).isLessThan(160 * MEBIBYTE));
  }

  @Test
  void packsNothingIntoNoTask() {
    assertThat(ArchiveTasks.pack(List.of(), 4)).isEmpty();
  }

  @Test
  void packsEmptyObjects() {
    assertThat(ArchiveTasks.pack(objects(3, 0), 1).stream().flatMap(List::stream)).hasSize(3);
  }
}
