package io.fantail.archive.place;

import static io.fantail.testing.ArchiveFiles.HADOOP;
import static io.fantail.testing.ArchiveFiles.list;
import static io.fantail.testing.ArchiveFiles.write;
import static org.assertj.core.api.Assertions.assertThat;

import io.fantail.archive.HookedFileSystem;
import io.fantail.archive.record.ArchiveObject;
import io.fantail.archive.record.ArchiveObject.Version;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ResourceLock(HookedFileSystem.LOCK)
class NamedObjectsTest {
  private static final ArchiveDays NOVEMBER =
      new ArchiveDays(LocalDate.parse("2026-11-01"), LocalDate.parse("2026-11-30"));

  private final Path folder;
  private final List<String> passedOver = new ArrayList<>();

  NamedObjectsTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private static List<ArchiveObject> named(String... addresses) {
    return Arrays.stream(addresses)
        .map(address -> new ArchiveObject(address, -1, List.of()))
        .toList();
  }

  private List<ArchiveObject> complete(List<ArchiveObject> named) throws IOException {
    return new NamedObjects(HADOOP, false).complete(named, ArchiveDays.ALL, passedOver::add);
  }

  private List<ArchiveObject> complete(Object... files) throws IOException {
    return complete(named(Arrays.stream(files).map(Object::toString).toArray(String[]::new)));
  }

  @Test
  void makesOfEachWhatAListingMakesOfIt() throws IOException {
    Path history = folder.resolve("a/history [1].json");
    write(history, "x");
    write(folder.resolve("a/description.json"), "xy");
    write(folder.resolve("b/2"), "xyz");

    assertThat(
            complete(
                folder.resolve("b/2"), history, "file:" + folder + "/a/description.json", history))
        .isEqualTo(list(folder))
        .hasSize(3);
  }

  @Test
  void asksAnObjectStoreForWhatTheListDoesNotTell() throws IOException {
    write(folder.resolve("1"), "x");
    Configuration store = HookedFileSystem.configuration(name -> {});
    List<ArchiveObject> named =
        List.of(
            new ArchiveObject("hooked:" + folder + "/1", -1, List.of()),
            new ArchiveObject("hooked:" + folder + "/2", -1, List.of()),
            new ArchiveObject("hooked:" + folder + "/3", 7, new Version(5, "etag")));

    List<ArchiveObject> objects =
        new NamedObjects(store, false).complete(named, ArchiveDays.ALL, passedOver::add);

    assertThat(objects).extracting(ArchiveObject::length).containsExactly(1L, 0L, 7L);
    assertThat(messageOf(objects.get(1))).isEqualTo("does not exist, or not any more");
    assertThat(objects.get(2).refusal()).as("nobody has looked").isNull();
  }

  @Test
  void refusesWhatCannotBeRead() throws IOException {
    write(folder.resolve("1"), "x");
    Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("1"));

    List<ArchiveObject> objects = complete(folder, folder.resolve("0"), link);

    assertThat(objects)
        .extracting(NamedObjectsTest::messageOf)
        .containsExactlyInAnyOrder(
            "is a folder: --archive reads what is under it",
            "does not exist, or not any more",
            "a link to %s/1, outside of the archive: --follow-links reads it".formatted(folder));
  }

  private static String messageOf(ArchiveObject object) {
    return Objects.requireNonNull(object.refusal()).message();
  }

  @ParameterizedTest
  @CsvSource({
    "a/2026/10/31/05/x, a/2026/10/31",
    "a/2026/12/01/05/x, a/2026/12/01",
    "a/2026/11/01/05/x,",
    "a/dt=2026-10-31/x, a/dt=2026-10-31",
    "a/year=2026/month=10/day=31/x, a/year=2026/month=10/day=31",
    // Numbers, but no whole date.
    "a/2026/10/x,",
    "a/2026/10/logs/31/x,",
    "a/2026/logs/2025/10/31/x, a/2026/logs/2025/10/31",
    "a/2026-10-31.json,",
    // In doubt it is read.
    "a/2026-12-01/restored/2026/11/02/x,",
    // A log stream of Lambda begins on its day.
    "a/2026/10/31/[$LATEST]0123456789abcdef0123456789abcdef/x,",
    "a/2026/12/31/[$LATEST]0123456789abcdef0123456789abcdef/x, a/2026/12/31",
  })
  void passesOverFoldersOfOtherDays(String key, String other) {
    String root = "s3://b/2020/01/01/";
    NamedFolders folders = NamedFolders.of(List.of(root + key, root + "z"), NOVEMBER);

    assertThat(folders.passedOver(root + key)).isEqualTo(other == null ? null : root + other);
  }

  @ParameterizedTest
  @CsvSource({
    "a/2026/10/31/x, a/2026/10/30/x, a/2026/10/31",
    "a/2026/10/31/x, a/2026/12/30/x, a/2026/10/31",
    "a/2026/10/31/x, a/2026/10/31/y,",
    "a/2026/10/31/2026-10-01/x, a/2026/10/31/2026-10-02/x, a/2026/10/31/2026-10-01",
    "a/2026-10-31/x, a/2026-11-01/x, a/2026-10-31",
  })
  void takesForTheRootWhatAllAddressesBeginWith(String key, String beside, String other) {
    NamedFolders folders = NamedFolders.of(List.of(key, beside), NOVEMBER);

    assertThat(folders.passedOver(key)).isEqualTo(other);
  }

  @Test
  void saysOfEachFolderOnceThatItWasPassedOver() throws IOException {
    for (String key : List.of("2026/10/31/a", "2026/10/31/b", "2026/11/01/c")) {
      write(folder.resolve(key), "x");
    }
    List<ArchiveObject> named = list(folder);

    assertThat(new NamedObjects(HADOOP, false).complete(named, NOVEMBER, passedOver::add))
        .extracting(ArchiveObject::name)
        .containsExactly("c");
    assertThat(passedOver).containsExactly("file:" + folder + "/2026/10/31");
  }
}
