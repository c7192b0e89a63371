package io.fantail.archive.place;

import static io.fantail.testing.ArchiveFiles.HADOOP;
import static io.fantail.testing.ArchiveFiles.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import io.fantail.archive.SeenRecord;
import io.fantail.archive.record.ArchiveObject;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArchiveListingTest {
  private final Path folder;

  ArchiveListingTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private List<ArchiveObject> list(Path... roots) throws IOException {
    List<String> addresses = List.of(roots).stream().map(Path::toString).toList();
    return new ArchiveListing(HADOOP, false).list(addresses, ArchiveDays.ALL, folder -> {});
  }

  private static List<String> namesOf(List<String> addresses) {
    return addresses.stream().map(uri -> uri.substring(uri.lastIndexOf('/') + 1)).toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-09-23-[$LATEST]f2d9ef6e/000000.gz",
        "with blanks/a b.json",
        "100%/%41.json",
        "plus+and#and&/a?b.json",
        "colon:in:it/order:1.json",
        "{braces}*/snow \u2603.json",
        "year=2026/month=09/_data",
      })
  void findsAndReadsWhateverItIsCalled(String name) throws IOException {
    write(folder.resolve(name), "2026-09-23T22:56:44.466Z one\n");

    List<ArchiveObject> objects = list(folder);

    assertThat(objects).hasSize(1);
    assertThat(objects.get(0).uri()).endsWith("/" + name);
    assertThat(objects.get(0).length()).isEqualTo(29);
    assertThat(SeenRecord.textsIn(objects.get(0))).containsExactly("one");
  }

  @Test
  void listsInTheOrderOfAddresses() throws IOException {
    for (String name : List.of("b/2", "a/9", "b/1", "a/c/0")) {
      write(folder.resolve(name), "x");
    }

    assertThat(list(folder)).extracting(ArchiveObject::uri).isSorted().hasSize(4);
  }

  @Test
  void listsAnObjectUnderTwoRootsOnce() throws IOException {
    write(folder.resolve("a/1.json"), "x");
    write(folder.resolve("b/1.json"), "x");

    assertThat(list(folder, folder.resolve("a"), folder.resolve("a/1.json"))).hasSize(2);
  }

  @Test
  void listsManyFilesWithoutAskingForEachOne() throws IOException {
    for (int i = 0; i < 1_000; i++) {
      Files.createFile(folder.resolve("order-" + i + ".json"));
    }

    assertTimeout(Duration.ofSeconds(3), () -> assertThat(list(folder)).hasSize(1_000));
  }

  @Test
  void refusesARootThatDoesNotExist() {
    assertThatThrownBy(() -> list(folder.resolve("nowhere")))
        .isInstanceOf(FileNotFoundException.class)
        .hasMessageContaining("nowhere");
  }

  @Test
  void takesAllOfASmallFolderForSiblings() throws IOException {
    write(folder.resolve("history.json"), "x");
    write(folder.resolve("description.json"), "x");
    write(folder.resolve("deeper/other.json"), "x");

    assertThat(list(folder))
        .filteredOn(object -> object.name().equals("history.json"))
        .flatExtracting(object -> namesOf(object.siblings()))
        .containsExactly("description.json");
  }

  @Test
  void takesThoseOfTheSameNameForSiblingsInALargeFolder() throws IOException {
    for (int i = 0; i < 9; i++) {
      write(folder.resolve("order-" + i + ".json"), "x");
      write(folder.resolve("order-" + i + ".describe_execution.json"), "x");
    }

    assertThat(list(folder))
        .hasSize(18)
        .filteredOn(object -> object.name().equals("order-3.json"))
        .flatExtracting(object -> namesOf(object.siblings()))
        .containsExactly("order-3.describe_execution.json");
  }

  @Test
  void takesNoLargeObjectForADescription() throws IOException {
    write(folder.resolve("history.json"), "x");
    write(folder.resolve("large.json"), new byte[(2 << 20) + 1]);

    assertThat(list(folder))
        .filteredOn(object -> object.name().equals("history.json"))
        .flatExtracting(ArchiveObject::siblings)
        .isEmpty();
  }
}
