package io.fantail.archive.place;

import static io.fantail.testing.ArchiveFiles.HADOOP;
import static io.fantail.testing.ArchiveFiles.write;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.fantail.archive.SeenRecord;
import io.fantail.archive.record.BrokenReason;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What may lie in a folder beside files and folders. */
class LocalFoldersTest {
  private static final String LINE = "2026-09-23T22:56:44.466Z one\n";

  private final Path archive;
  private final Path outside;

  LocalFoldersTest(@TempDir Path folder) {
    this.archive = folder.resolve("archive");
    this.outside = folder.resolve("outside");
  }

  @BeforeEach
  void writeOneFile() throws IOException {
    write(archive.resolve("a/1.log"), LINE);
    write(outside.resolve("deep/2.log"), LINE);
  }

  /** Address and what is read there, below the archive. */
  private List<String> read(boolean followLinks, Path... roots) {
    return assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () ->
            new ArchiveListing(HADOOP, followLinks)
                    .list(
                        List.of(roots).stream().map(Path::toString).toList(),
                        ArchiveDays.ALL,
                        folder -> {})
                    .stream()
                    .flatMap(
                        object -> {
                          String name = object.uri().substring(object.uri().indexOf("archive"));
                          try {
                            return SeenRecord.in(object).stream()
                                .map(seen -> name + " " + seen.kind());
                          } catch (IOException impossible) {
                            throw new IllegalStateException(impossible);
                          }
                        })
                    .toList());
  }

  private void link(String name, Path target) throws IOException {
    Path link = archive.resolve(name);
    Files.createDirectories(link.getParent());
    Files.createSymbolicLink(link, target);
  }

  @Test
  void rejectsWhatIsNoFile() throws Exception {
    Path pipe = archive.resolve("pipe");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    try (ServerSocketChannel socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      socket.bind(UnixDomainSocketAddress.of(archive.resolve("socket")));

      assertThat(read(false, archive))
          .containsExactly(
              "archive/pipe SPECIAL_FILE",
              "archive/socket SPECIAL_FILE",
              "archive/a/1.log LOG_EVENT");
      assertThat(read(true, archive)).hasSize(3);
      assertThat(read(false, pipe)).containsExactly("archive/pipe SPECIAL_FILE");
    }
  }

  @Test
  void rejectsADeviceBehindALink() throws IOException {
    link("zero", Path.of("/dev/zero"));

    assertThat(read(false, archive)).contains("archive/zero LINK_OUT_OF_ARCHIVE");
    assertThat(read(true, archive)).contains("archive/zero SPECIAL_FILE");
  }

  @Test
  void rejectsALinkToNothing() throws IOException {
    link("dangling", archive.resolve("nowhere"));
    link("itself", archive.resolve("itself"));
    link("through-a-file", archive.resolve("a/1.log/x"));

    for (boolean followLinks : new boolean[] {true, false}) {
      assertThat(read(followLinks, archive))
          .containsExactly(
              "archive/dangling DANGLING_LINK",
              "archive/itself DANGLING_LINK",
              "archive/through-a-file DANGLING_LINK",
              "archive/a/1.log LOG_EVENT");
    }
  }

  @Test
  void listsWhatIsInTheArchiveOnceHoweverManyLinksThereAre() throws IOException {
    link("a/up", archive);
    link("a/loop/b", archive.resolve("a/loop"));
    link("file", archive.resolve("a/1.log"));
    link("latest", Path.of("a"));

    for (boolean followLinks : new boolean[] {true, false}) {
      assertThat(read(followLinks, archive)).containsExactly("archive/a/1.log LOG_EVENT");
    }
  }

  @Test
  void followsALinkOutOfTheArchiveIfAskedFor() throws IOException {
    link("more", outside);
    link("again", outside.resolve("deep"));
    link("file", outside.resolve("deep/2.log"));
    link("a/file", outside.resolve("deep/2.log"));
    Files.createSymbolicLink(outside.resolve("back"), archive);

    assertThat(read(false, archive))
        .containsExactly(
            "archive/again LINK_OUT_OF_ARCHIVE",
            "archive/file LINK_OUT_OF_ARCHIVE",
            "archive/more LINK_OUT_OF_ARCHIVE",
            "archive/a/1.log LOG_EVENT",
            "archive/a/file LINK_OUT_OF_ARCHIVE");
    assertThat(read(true, archive)).hasSize(2).contains("archive/a/1.log LOG_EVENT");
  }

  @Test
  void takesARootForWhatItIsALinkTo() throws IOException {
    Path root = archive.resolveSibling("link-to-archive");
    Files.createSymbolicLink(root, archive);
    link("inside", archive.resolve("a"));

    assertThat(read(false, root)).containsExactly("archive/a/1.log LOG_EVENT");
    assertThat(read(false, root, archive)).containsExactly("archive/a/1.log LOG_EVENT");
    assertThat(read(false, archive, archive.resolve("a"), archive.resolve("a/1.log"))).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"line\nend", "co:lon", "que?stion", "per%cent%41", " blank ", "back\\slash"})
  void readsWhateverItIsCalled(String name) throws IOException {
    write(archive.resolve(name).resolve(name), LINE);

    assertThat(read(false, archive)).contains("archive/" + name + "/" + name + " LOG_EVENT");
  }

  /** Java cannot write it down; a shell makes it. */
  @Test
  void rejectsANameThatIsNoText() throws Exception {
    Path script = outside.resolve("make.sh");
    Files.write(script, "echo x > \"$1/caf\u00e9\"\n".getBytes(ISO_8859_1));
    assertThat(new ProcessBuilder("sh", script.toString(), archive.toString()).start().waitFor())
        .isZero();

    assertThat(read(false, archive))
        .containsExactly("archive/caf\ufffd UNREADABLE_OBJECT", "archive/a/1.log LOG_EVENT");
  }

  @Test
  void rejectsWhatMayNotBeListedOrRead() throws IOException {
    Path closed = archive.resolve("closed");
    write(closed.resolve("in.log"), LINE);
    write(archive.resolve("secret.log"), LINE);
    Files.setPosixFilePermissions(closed, Set.of());
    Files.setPosixFilePermissions(archive.resolve("secret.log"), Set.of());
    assumeFalse(Files.isReadable(closed), "the superuser may list and read everything");

    try {
      assertThat(read(false, archive))
          .containsExactly(
              "archive/closed UNREADABLE_FOLDER",
              "archive/secret.log UNREADABLE_OBJECT",
              "archive/a/1.log LOG_EVENT");
    } finally {
      Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwx------"));
    }
  }

  @Test
  void saysTheSameWhereFoldersAreLookedIntoForDates() throws IOException {
    link("2026/11/20/out", outside);
    link("dangling", archive.resolve("nowhere"));
    write(archive.resolve("2026/11/21/x.log"), LINE);
    ArchiveDays days =
        new ArchiveDays(LocalDate.parse("2026-11-01"), LocalDate.parse("2026-11-30"));

    assertThat(
            new ArchiveListing(HADOOP, false)
                .list(List.of(archive.toString()), days, passedOver -> {}))
        .extracting(object -> object.refusal() == null ? null : object.refusal().reason())
        .containsExactlyInAnyOrder(
            BrokenReason.DANGLING_LINK, null, BrokenReason.LINK_OUT_OF_ARCHIVE, null);
  }
}
