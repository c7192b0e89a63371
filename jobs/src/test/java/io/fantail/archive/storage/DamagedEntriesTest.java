package io.fantail.archive.storage;

import static io.fantail.testing.ArchiveFiles.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fantail.testing.StoredForms;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is wrong with an archive of files is a reject, and all that is not is read. */
public class DamagedEntriesTest extends PackedArchives {
  DamagedEntriesTest(@TempDir Path folder) {
    super(folder);
  }

  @Test
  void rejectsWhatIsEncrypted() throws IOException {
    byte[] zip = StoredForms.zipWithoutCompression(files("a", line("x"), "b", line("y")));
    zip[6] |= 1;

    assertThat(places(placed(zip))).containsExactly("/a ENCRYPTED_ZIP", "/b LOG_EVENT");

    byte[] streamed = StoredForms.streamedZip(files("a", line("x"), "b", line("y")));
    streamed[6] |= 1;
    assertThat(places(placed(streamed))).containsExactly("/a ENCRYPTED_ZIP", " ENCRYPTED_ZIP");
  }

  @Test
  void rejectsWhatHoldsNothing() throws IOException {
    assertThat(places(placed(StoredForms.tar(Map.of())))).containsExactly(" EMPTY_OBJECT");
    assertThat(places(placed(StoredForms.streamedZip(Map.of())))).containsExactly(" EMPTY_OBJECT");
    assertThat(places(placed(StoredForms.tarOf(new TarArchiveEntry("folder/"))))).isEmpty();
  }

  /** Cut anywhere: what is before is kept, and one reject says where the rest was. */
  @ParameterizedTest
  @MethodSource("bothArchives")
  void keepsTheEntriesBeforeACut(byte[] archive) throws IOException {
    List<String> whole = places(placed(archive));
    for (int cut = 20; cut < archive.length - 1; cut += 7) {
      byte[] part = Arrays.copyOf(archive, cut);
      List<String> places = places(placed(part));
      List<String> lost =
          places.stream()
              .filter(place -> place.contains("TRUNCATED") || place.contains("UNKNOWN"))
              .toList();
      assertThat(lost).as("cut at " + cut).hasSizeLessThanOrEqualTo(1);
      assertThat(whole).as("cut at " + cut).containsAll(without(places, lost));
      assertThat(places.size() < whole.size() && lost.isEmpty()).as("cut at " + cut).isFalse();
    }
  }

  private static List<String> without(List<String> places, List<String> lost) {
    List<String> good = new ArrayList<>(places);
    good.removeAll(lost);
    return good;
  }

  @Test
  void saysWhereATarIsDamaged() throws IOException {
    byte[] tar = StoredForms.tar(files("a", line("x"), "b", line("y"), "c", line("z")));
    tar[1024 + 3] ^= 1;

    List<Placed> placed = placed(tar);

    assertThat(places(placed)).containsExactly("/a LOG_EVENT", " CORRUPT_TAR");
    assertThat(placed.get(1).record().position()).isBetween(1_000L, 1_600L);
  }

  @Test
  void noticesAnEntryThatIsNotWhatWasPacked() throws IOException {
    byte[] zip = StoredForms.zipWithoutCompression(files("a", line("good"), "b", line("y")));
    String text = new String(zip, StandardCharsets.ISO_8859_1);
    zip[text.indexOf("good")] = 'w';

    assertThat(places(placed(zip))).contains("/a CORRUPT_ZIP");
  }

  @Test
  void refusesArchivesInTooManyOthers() throws IOException {
    byte[] packed = utf8(line("x"));
    for (int i = 0; i < 9; i++) {
      packed = StoredForms.streamedZip(Map.of("a", packed));
    }

    assertThat(placed(packed))
        .singleElement()
        .satisfies(seen -> assertThat(seen.record().kind()).isEqualTo("INFLATION_BOMB"));
  }

  /** A name of a gigabyte is not held. */
  @Test
  void refusesANameWithoutEnd() throws IOException {
    TarArchiveEntry name =
        new TarArchiveEntry("././@LongLink", TarArchiveEntry.LF_GNUTYPE_LONGNAME);
    name.setSize(1L << 30);
    byte[] header = new byte[512];
    name.writeEntryHeader(header);
    ByteArrayOutputStream tar = new ByteArrayOutputStream();
    tar.writeBytes(header);
    tar.writeBytes(new byte[4 << 20]);

    assertThat(places(placed(tar.toByteArray()))).containsExactly(" CORRUPT_TAR");
  }

  /** Bytes changed anywhere end in records and rejects, never in a failure or without end. */
  @ParameterizedTest
  @MethodSource("bothArchives")
  void survivesEveryDamage(byte[] archive) throws IOException {
    Random random = new Random(3);
    for (int i = 0; i < 300; i++) {
      byte[] damaged = archive.clone();
      for (int change = 0; change <= random.nextInt(4); change++) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
      }
      assertThat(placed(damaged)).hasSizeLessThan(1_000);
    }
  }
}
