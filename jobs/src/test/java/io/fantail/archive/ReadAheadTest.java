package io.fantail.archive;

import static io.fantail.testing.ArchiveFiles.gzip;
import static io.fantail.testing.ArchiveFiles.utf8;
import static io.fantail.testing.ArchiveFiles.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fantail.archive.place.NamesFromKeys;
import io.fantail.archive.record.ArchiveObject;
import io.fantail.archive.storage.HeldObject;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

@ResourceLock(HookedFileSystem.LOCK)
@Timeout(60)
class ReadAheadTest {
  private final Path folder;
  private final Queue<String> opened = new ConcurrentLinkedQueue<>();

  ReadAheadTest(@TempDir Path folder) {
    this.folder = folder;
  }

  /** An object of one line, its own name. */
  private ArchiveObject object(String name) throws IOException {
    return object(name, utf8("2026-09-23T22:56:44.466Z " + name + "\n"));
  }

  private ArchiveObject object(String name, byte[] content) throws IOException {
    ArchiveObject local = write(folder.resolve(name), content);
    return new ArchiveObject(HookedFileSystem.address(local.uri()), local.length(), List.of());
  }

  private List<ArchiveObject> objects(int count) throws IOException {
    List<ArchiveObject> objects = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      objects.add(object("object-" + (1_000 + i)));
    }
    return objects;
  }

  /** Threads that an earlier test left behind open its objects still, and are not heard. */
  private ReadAhead readAhead(List<ArchiveObject> objects, HookedFileSystem.Opening opening) {
    Set<String> names = objects.stream().map(ArchiveObject::name).collect(Collectors.toSet());
    return new ReadAhead(
        objects.iterator(),
        HookedFileSystem.configuration(
            name -> {
              if (names.contains(name)) {
                opened.add(name);
                opening.of(name);
              }
            }),
        NamesFromKeys.NONE);
  }

  private static List<SeenRecord> nextOf(ReadAhead readAhead) throws IOException {
    try (ArchiveReader reader = readAhead.next()) {
      return reader == null ? List.of() : SeenRecord.in(reader);
    }
  }

  private static List<String> textsOf(List<SeenRecord> records) {
    return records.stream().map(SeenRecord::text).toList();
  }

  private static void await(CountDownLatch latch) throws IOException {
    try {
      if (!latch.await(30, TimeUnit.SECONDS)) {
        throw new IOException("nobody came");
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException();
    }
  }

  @Test
  void opensAsManyAtOnceAsItReadsAhead() throws IOException {
    CountDownLatch allOpening = new CountDownLatch(ReadAhead.OBJECTS);

    try (ReadAhead readAhead =
        readAhead(
            objects(ReadAhead.OBJECTS),
            name -> {
              allOpening.countDown();
              await(allOpening);
            })) {
      assertThat(textsOf(nextOf(readAhead))).containsExactly("object-1000");
    }
  }

  @Test
  void keepsTheOrderWhicheverArrivesFirst() throws IOException {
    List<ArchiveObject> objects = objects(100);
    CountDownLatch othersCame = new CountDownLatch(ReadAhead.OBJECTS - 1);

    List<String> texts = new ArrayList<>();
    try (ReadAhead readAhead =
        readAhead(
            objects,
            name -> {
              if (name.equals("object-1000")) {
                await(othersCame);
              }
              othersCame.countDown();
            })) {
      for (int i = 0; i < 100; i++) {
        texts.addAll(textsOf(nextOf(readAhead)));
      }
      assertThat(readAhead.next()).isNull();
    }

    assertThat(texts).containsExactlyElementsOf(objects.stream().map(ArchiveObject::name).toList());
    assertThat(opened).hasSize(100);
  }

  @Test
  void readsTheSameAsOneAfterTheOther() throws IOException {
    byte[] line = utf8("2026-09-23T22:56:44.466Z one\n");
    List<ArchiveObject> objects =
        List.of(
            object("plain", line),
            object("gzip", gzip(line)),
            object("cut", Arrays.copyOf(gzip(line), 40)),
            object("empty", new byte[0]),
            object("unknown", utf8("PAR1")),
            object("gone", line),
            object("history.json", utf8("{\"executionArn\":\"a\",\"events\":[{\"id\":1}]}")),
            object("torn.json", utf8("{\"events\":[{\"id\":1},")));
    Files.delete(folder.resolve("gone"));

    List<SeenRecord> alone = new ArrayList<>();
    for (ArchiveObject object : objects) {
      String local = object.uri().replaceFirst("hooked", "file");
      alone.addAll(SeenRecord.in(new ArchiveObject(local, object.length(), List.of())));
    }
    List<SeenRecord> ahead = new ArrayList<>();
    try (ReadAhead readAhead = readAhead(objects, name -> {})) {
      for (int i = 0; i < objects.size(); i++) {
        ahead.addAll(nextOf(readAhead));
      }
    }

    assertThat(ahead)
        .usingRecursiveFieldByFieldElementComparatorIgnoringFields("text")
        .containsExactlyElementsOf(alone);
    assertThat(ahead)
        .extracting(SeenRecord::kind)
        .contains("UNREADABLE_OBJECT", "TRUNCATED_GZIP", "MALFORMED_JSON");
  }

  @Test
  void failsWithTheObjectWhoseStorageFailsAndNotBefore() throws IOException {
    try (ReadAhead readAhead =
        readAhead(
            objects(3),
            name -> {
              if (name.equals("object-1001")) {
                throw new SocketTimeoutException("no answer");
              }
            })) {
      assertThat(textsOf(nextOf(readAhead))).containsExactly("object-1000");
      assertThatThrownBy(() -> nextOf(readAhead))
          .isInstanceOf(UncheckedIOException.class)
          .hasMessageContaining("no answer");
    }
  }

  @Test
  void rejectsTheOneObjectThatMayNotBeRead() throws IOException {
    try (ReadAhead readAhead =
        readAhead(
            objects(3),
            name -> {
              if (name.equals("object-1001")) {
                throw new AccessDeniedException(name);
              }
            })) {
      assertThat(textsOf(nextOf(readAhead))).containsExactly("object-1000");
      assertThat(nextOf(readAhead))
          .extracting(SeenRecord::kind)
          .containsExactly("UNREADABLE_OBJECT");
      assertThat(textsOf(nextOf(readAhead))).containsExactly("object-1002");
    }
  }

  @Test
  void holdsNoMoreBytesThanItMay() throws IOException {
    byte[] mebibyte = new byte[HeldObject.MAX_BYTES];
    Arrays.fill(mebibyte, (byte) 'x');
    List<ArchiveObject> objects = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      objects.add(object("object-" + (1_000 + i), mebibyte));
    }

    try (ReadAhead readAhead = readAhead(objects, name -> {})) {
      for (int i = 1; i <= objects.size(); i++) {
        assertThat(nextOf(readAhead)).hasSize(1);
        assertThat(opened.size() - i + 1L)
            .as("the one that has its turn and those ahead")
            .isLessThanOrEqualTo(ReadAhead.MAX_BYTES / mebibyte.length);
      }
    }
    assertThat(opened).hasSize(30);
  }

  @Test
  void readsALargeObjectInItsTurnFromAStream() throws IOException {
    Map<String, String> threads = new ConcurrentHashMap<>();
    byte[] large = new byte[HeldObject.MAX_BYTES + 1];
    Arrays.fill(large, (byte) '\n');

    try (ReadAhead readAhead =
        readAhead(
            List.of(object("large", large), object("small")),
            name -> threads.put(name, Thread.currentThread().getName()))) {
      nextOf(readAhead);
      nextOf(readAhead);
    }

    assertThat(threads.get("large")).isEqualTo(Thread.currentThread().getName());
    assertThat(threads.get("small")).startsWith("fantail-read-ahead");
  }

  @Test
  void readsADescriptionBesideItsHistoryOnce() throws IOException {
    String arn = "arn:aws:states:us-west-2:1:execution:orders:one";
    ArchiveObject description =
        object(
            "1.describe.json",
            utf8(
                "{\"executionArn\":\"%s\",\"stateMachineArn\":\"arn:aws:states:us-west-2:1:stateMachine:orders\",\"startDate\":1790204283.035}"
                    .formatted(arn)));
    ArchiveObject alone =
        object("1.json", utf8("{\"events\":[{\"timestamp\":1790204283.035,\"id\":1}]}"));
    ArchiveObject history =
        new ArchiveObject(alone.uri(), alone.length(), List.of(description.uri()));

    for (List<ArchiveObject> objects :
        List.of(List.of(description, history), List.of(history, description))) {
      opened.clear();
      List<SeenRecord> records = new ArrayList<>();
      try (ReadAhead readAhead = readAhead(objects, name -> {})) {
        records.addAll(nextOf(readAhead));
        records.addAll(nextOf(readAhead));
      }

      assertThat(records).extracting(SeenRecord::executionArn).contains(arn);
      assertThat(opened).containsExactlyInAnyOrder("1.describe.json", "1.json");
    }
  }

  @Test
  void readsAnObjectThatGrewToItsEnd() throws IOException {
    ArchiveObject listed = object("grows");
    write(
        folder.resolve("grows"), "2026-09-23T22:56:44.466Z grows\n2026-09-23T22:56:45.000Z more\n");

    try (ReadAhead readAhead = readAhead(List.of(listed), name -> {})) {
      assertThat(nextOf(readAhead)).hasSize(2);
    }
  }

  @Test
  void stopsWaitingWhenTheTaskIsKilled() throws IOException {
    CountDownLatch never = new CountDownLatch(1);
    try (ReadAhead readAhead = readAhead(objects(2), name -> await(never))) {
      Thread.currentThread().interrupt();

      assertThatThrownBy(() -> nextOf(readAhead))
          .isInstanceOf(UncheckedIOException.class)
          .hasCauseInstanceOf(InterruptedIOException.class);
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  @Test
  void endsWhatIsUnderWayWhenItIsClosed() throws IOException, InterruptedException {
    CountDownLatch never = new CountDownLatch(1);
    CountDownLatch begun = new CountDownLatch(ReadAhead.OBJECTS);
    CountDownLatch ended = new CountDownLatch(ReadAhead.OBJECTS);
    ReadAhead readAhead =
        readAhead(
            objects(ReadAhead.OBJECTS),
            name -> {
              try {
                begun.countDown();
                await(never);
              } finally {
                ended.countDown();
              }
            });
    ArchiveReader reader = readAhead.next();

    assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
    readAhead.close();

    assertThat(ended.await(30, TimeUnit.SECONDS)).isTrue();
    assertThat(reader).isNotNull();
  }
}
