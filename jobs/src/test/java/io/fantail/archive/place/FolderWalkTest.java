package io.fantail.archive.place;

import static io.fantail.testing.ArchiveFiles.HADOOP;
import static io.fantail.testing.ArchiveFiles.write;
import static org.assertj.core.api.Assertions.assertThat;

import io.fantail.archive.HookedFileSystem;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** On the disk, and as in an object store. */
@ResourceLock(HookedFileSystem.LOCK)
class FolderWalkTest {
  private static final ArchiveDays NOVEMBER =
      new ArchiveDays(LocalDate.parse("2026-11-01"), LocalDate.parse("2026-11-30"));

  private final Path folder;
  private final List<String> passedOver = new ArrayList<>();

  FolderWalkTest(@TempDir Path folder) {
    this.folder = folder;
  }

  /** The keys that are found among these, in their order. */
  private List<String> found(ArchiveDays days, String... keys) throws IOException {
    for (String key : keys) {
      write(folder.resolve(key), "x");
    }
    List<String> onDisk = found(HADOOP, "file:", days);
    List<String> inStore = found(HookedFileSystem.configuration(name -> {}), "hooked:", days);
    assertThat(inStore).isEqualTo(onDisk);
    return onDisk;
  }

  private List<String> found(Configuration hadoop, String scheme, ArchiveDays days)
      throws IOException {
    passedOver.clear();
    return new ArchiveListing(hadoop, false)
            .list(
                List.of(scheme + folder),
                days,
                address -> passedOver.add(address.substring(scheme.length() + rootLength())))
            .stream()
            .map(object -> object.uri().substring(scheme.length() + rootLength()))
            .sorted()
            .toList();
  }

  private int rootLength() {
    return folder.toString().length() + 1;
  }

  @ParameterizedTest
  @CsvSource({
    "2026/10/31/05/a.gz, 2026/11/01/05/a.gz, 2026/12/01/05/a.gz",
    "2025/11/15/05/a.gz, 2026/11/15/05/a.gz, 2027/11/15/05/a.gz",
    "logs/app/2026/10/31/a.gz, logs/app/2026/11/30/a.gz, logs/app/2026/12/01/a.gz",
    "year=2026/month=10/day=31/a, year=2026/month=11/day=1/a, year=2026/month=12/day=01/a",
    "m/dt=2026-10-31/a, m/dt=2026-11-01/a, m/dt=2026-12-01/a",
    "2026-10-31/a, 2026-11-30/deeper/b/a, 2026-12-01/a",
  })
  void listsTheFoldersOfTheDays(String old, String wanted, String young) throws IOException {
    assertThat(found(NOVEMBER, old, wanted, young)).containsExactly(wanted);
    assertThat(passedOver).hasSize(2);
    assertThat(found(ArchiveDays.ALL, old, wanted, young)).hasSize(3);
    assertThat(passedOver).isEmpty();
  }

  @Test
  void passesOverAWholeMonthAtOnce() throws IOException {
    found(NOVEMBER, "2026/09/01/a", "2026/09/02/a", "2026/10/03/a", "2026/11/01/a");

    assertThat(passedOver).containsExactlyInAnyOrder("2026/09", "2026/10");
  }

  @Test
  void listsWhatIsBesideDatesAndBelowNone() throws IOException {
    assertThat(
            found(
                NOVEMBER,
                "manifest.json",
                "orders/one/history.json",
                "fire/processing-failed/2026/11/01/a",
                "fire/2026/10/01/a",
                "fire/2026/11/01/a"))
        .containsExactly(
            "fire/2026/11/01/a",
            "fire/processing-failed/2026/11/01/a",
            "manifest.json",
            "orders/one/history.json");
  }

  @Test
  void takesTheFoldersOfLogStreamsForNoDates() throws IOException {
    String stream = "task/2026-09-23-[$LATEST]f2d9ef6ec9274a98a9067c08847c7ccb/000000.gz";

    assertThat(found(NOVEMBER, stream)).containsExactly(stream);
    assertThat(passedOver).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"2026/09/23, 2027/01/01", "dt=2026-09-23, dt=2027-01-01", "2026/10/31, 2027/02/03"})
  void listsOlderDaysWhereTheyAreThoseOfLogStreams(String old, String young) throws IOException {
    String stream = "/[$LATEST]f2d9ef6ec9274a98a9067c08847c7ccb";

    assertThat(found(NOVEMBER, "fn/" + old + stream, "fn/" + young + stream))
        .containsExactly("fn/" + old + stream);
  }

  @Test
  void doubtsNumbersThatAreNoDates() throws IOException {
    String[] keys = {"2024/07/a", "2024/77/a", "2025/03/xy/a", "2025/03/04/a", "2026/a"};

    assertThat(found(NOVEMBER, keys)).contains("2024/07/a", "2024/77/a", "2026/a");
  }

  @Test
  void listsWhatLiesDirectlyInAMonth() throws IOException {
    assertThat(found(NOVEMBER, "2026/11/a.gz")).containsExactly("2026/11/a.gz");
  }

  @Test
  void listsARootWhateverItsOwnDate() throws IOException {
    write(folder.resolve("2020/01/02/a"), "x");

    assertThat(
            new ArchiveListing(HADOOP, false)
                .list(
                    List.of(folder + "/2020/01/02", folder + "/2020/01/02/a"),
                    NOVEMBER,
                    passedOver::add))
        .hasSize(1);
  }

  @Test
  void asksAnObjectStoreOnceWhereThereAreNoDates() throws IOException {
    String[] keys =
        Stream.iterate(0, i -> i + 1).limit(101).map(i -> i + "/a").toArray(String[]::new);
    assertThat(found(NOVEMBER, keys)).hasSize(101);

    assertThat(HookedFileSystem.flatListings()).containsExactly(folder.toString());
  }

  @Test
  void asksAnObjectStoreForNoFolderOfAnotherDay() throws IOException {
    found(NOVEMBER, "dt=2026-10-30/a", "dt=2026-10-31/a", "dt=2026-11-01/a", "dt=2026-11-02/a");

    assertThat(HookedFileSystem.flatListings())
        .containsExactlyInAnyOrder(folder + "/dt=2026-11-01", folder + "/dt=2026-11-02");
  }
}
