package io.fantail.archive.storage;

import static io.fantail.testing.ArchiveFiles.concat;
import static io.fantail.testing.ArchiveFiles.gzip;
import static io.fantail.testing.ArchiveFiles.utf8;
import static io.fantail.testing.ArchiveFiles.write;
import static org.assertj.core.api.Assertions.assertThat;

import io.fantail.archive.SeenRecord;
import io.fantail.archive.place.NameFromKey;
import io.fantail.archive.place.NamesFromKeys;
import io.fantail.testing.ArchiveFiles;
import io.fantail.testing.StoredForms;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every entry of an archive of files is an object of its own. */
class PackedEntriesTest extends PackedArchives {
  private static final String ARN =
      "arn:aws:states:eu-west-1:111122223333:execution:orders:order-1";
  private static final String DESCRIPTION =
      "{\"executionArn\":\""
          + ARN
          + "\",\"stateMachineArn\":\"arn:aws:states:eu-west-1:111122223333:stateMachine:orders\",\"startDate\":1790000000.123,\"status\":\"RUNNING\"}";

  PackedEntriesTest(@TempDir Path folder) {
    super(folder);
  }

  @ParameterizedTest
  @MethodSource("bothArchives")
  void saysInWhichEntryARecordStands(byte[] archive) throws IOException {
    List<Placed> placed = placed(archive);

    assertThat(places(placed))
        .containsExactly(
            "/logs/a/1 LOG_EVENT",
            "/logs/a/1 LOG_EVENT",
            "/logs/empty EMPTY_OBJECT",
            "/h/x.json HISTORY_ITEM");
    assertThat(placed).extracting(seen -> seen.record().position()).startsWith(0L, 29L, 0L);
  }

  @ParameterizedTest
  @CsvSource({
    "./a/b, /a/b",
    "/etc/passwd, /etc/passwd",
    "../../etc/passwd, /../../etc/passwd",
    "logs\\fn-a\\1, /logs/fn-a/1",
    "a//b/./c, /a/b/c",
    "\u2603 and blanks/[$LATEST]x, /\u2603 and blanks/[$LATEST]x"
  })
  void callsAnEntryByItsName(String written, String place) throws IOException {
    for (byte[] archive :
        List.of(
            StoredForms.streamedZip(files(written, line("x"))),
            StoredForms.tar(files(written, line("x"))))) {
      assertThat(places(placed(archive))).containsExactly(place + " LOG_EVENT");
    }
  }

  @Test
  void findsNamesInTheNamesOfEntries() throws IOException {
    byte[] archive = gzip(StoredForms.tar(files("lambda/fn-a/1", line("x"))));

    List<Placed> placed =
        placed(
            write(folder.resolve("archive.tar.gz"), archive),
            new NamesFromKeys(null, new NameFromKey("/(?<function>fn-[^/]+)/", "function"), null));

    assertThat(placed)
        .extracting(seen -> seen.record().source().functionName())
        .containsExactly("fn-a");
  }

  @Test
  void findsTheLogStreamOfAnExport() throws IOException {
    String stream = "2026-09-23-[$LATEST]f2d9ef6ec9274a98a9067c08847c7ccb";

    assertThat(placed(StoredForms.tar(files("export/1/" + stream + "/000000.gz", line("x")))))
        .extracting(seen -> seen.record().source().logStream())
        .containsExactly("2026/09/23/[$LATEST]f2d9ef6ec9274a98a9067c08847c7ccb");
  }

  /** Before the history or behind it, in a small folder and in one of many. */
  @ParameterizedTest
  @CsvSource({"a.json, z.json, 0", "z.json, a.json, 0", "order-1.json, order-1.describe.json, 40"})
  void findsADescriptionBesideAHistory(String history, String description, int others)
      throws IOException {
    Map<String, byte[]> files = files("x/" + history, HISTORY, "x/" + description, DESCRIPTION);
    for (int i = 0; i < others; i++) {
      files.put("x/other-" + i, utf8(line("x")));
    }

    for (byte[] archive : List.of(StoredForms.streamedZip(files), gzip(StoredForms.tar(files)))) {
      assertThat(placed(archive))
          .filteredOn(seen -> seen.record().kind().equals("HISTORY_ITEM"))
          .extracting(seen -> seen.record().executionArn())
          .containsExactly(ARN);
    }
  }

  @Test
  void findsADescriptionInAnArchiveBesideIt() throws IOException {
    write(folder.resolve("description.zip"), StoredForms.streamedZip(files("d", DESCRIPTION)));
    write(folder.resolve("history.tgz"), gzip(StoredForms.tar(files("h", HISTORY))));

    assertThat(SeenRecord.in(ArchiveFiles.besideOthers(folder.resolve("history.tgz"))))
        .extracting(SeenRecord::executionArn)
        .containsExactly(ARN);
  }

  /**
   * Larger than what is held, with a description behind it and one of another execution far off.
   */
  @Test
  void streamsWhatIsTooLargeToHold() throws IOException {
    StringBuilder large = new StringBuilder();
    while (large.length() < EntryWindow.MAX_ENTRY_BYTES + 100_000) {
      large.append(line("x".repeat(1_000)));
    }
    Map<String, byte[]> files = files("a", large.toString(), "b", line("b"), "c", large.toString());
    int lines = large.length() / line("x".repeat(1_000)).length();

    for (byte[] archive : List.of(StoredForms.streamedZip(files), gzip(StoredForms.tar(files)))) {
      List<String> places = places(placed(archive));
      assertThat(places).hasSize(2 * lines + 1).allMatch(place -> place.endsWith(" LOG_EVENT"));
      assertThat(places.get(lines)).isEqualTo("/b LOG_EVENT");
    }
  }

  /** What is read twice, to find whose history it is, is streamed twice. */
  @Test
  void looksIntoALargeHistoryMoreThanOnce() throws IOException {
    StringBuilder history = new StringBuilder("{\"events\":[");
    int events = 0;
    while (history.length() < EntryWindow.MAX_ENTRY_BYTES + 100_000) {
      history.append(events++ == 0 ? "" : ",");
      history.append(
          "{\"id\":%d,\"timestamp\":1790000000.123,\"type\":\"%s\",\"x\":\"%s\"}"
              .formatted(events, events == 1 ? "ExecutionStarted" : "Pass", "x".repeat(9_000)));
    }
    history.append("],\"executionArn\":\"" + ARN + "\"}");

    assertThat(placed(gzip(StoredForms.tar(files("b", line("b"), "h.json", history.toString())))))
        .filteredOn(seen -> seen.place().equals("/h.json"))
        .hasSize(events)
        .allMatch(seen -> ARN.equals(seen.record().executionArn()));
  }

  @Test
  void followsNoLink() throws IOException {
    byte[] tar =
        StoredForms.tarOf(
            new TarArchiveEntry("folder/"),
            link("folder/in", "../other", TarArchiveEntry.LF_SYMLINK),
            link("folder/out", "../../other", TarArchiveEntry.LF_SYMLINK),
            link("absolute", "/etc/passwd", TarArchiveEntry.LF_SYMLINK),
            link("folder/hard", "other", TarArchiveEntry.LF_LINK),
            link("pipe", "", TarArchiveEntry.LF_FIFO),
            link("device", "", TarArchiveEntry.LF_CHR));

    assertThat(places(placed(tar)))
        .containsExactly(
            "/folder/in LINK_WITHIN_ARCHIVE",
            "/folder/out LINK_OUT_OF_ARCHIVE",
            "/absolute LINK_OUT_OF_ARCHIVE",
            "/folder/hard LINK_WITHIN_ARCHIVE",
            "/pipe SPECIAL_FILE",
            "/device SPECIAL_FILE");
  }

  private static TarArchiveEntry link(String name, String target, byte kind) {
    TarArchiveEntry entry = new TarArchiveEntry(name, kind);
    entry.setLinkName(target);
    return entry;
  }

  @Test
  void passesOverWhatMacOsPutsBeside() throws IOException {
    Map<String, byte[]> files = files("a/log", line("x"));
    files.put("__MACOSX/a/._log", concat(new byte[] {0, 5, 22, 7, 0, 2, 0, 0}, new byte[80]));
    files.put("a/.DS_Store", concat(new byte[] {0, 0, 0, 1}, utf8("Bud1"), new byte[80]));

    assertThat(places(placed(StoredForms.streamedZip(files))))
        .containsExactly(
            "/a/log LOG_EVENT", "/__MACOSX/a/._log MACOS_METADATA", "/a/.DS_Store MACOS_METADATA");
  }
}
