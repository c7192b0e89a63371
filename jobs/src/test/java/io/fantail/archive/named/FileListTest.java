package io.fantail.archive.named;

import static io.fantail.testing.ArchiveFiles.HADOOP;
import static io.fantail.testing.ArchiveFiles.gzip;
import static io.fantail.testing.ArchiveFiles.utf8;
import static io.fantail.testing.ArchiveFiles.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fantail.archive.record.ArchiveObject;
import io.fantail.archive.record.ArchiveObject.Version;
import io.fantail.archive.storage.ArchiveStorage;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileListTest {
  private static final String TIME = "2026-11-20T05:06:07.000Z";
  private static final String ETAG = "0123456789abcdef0123456789abcdef-12";
  private static final Version VERSION =
      new Version(Instant.parse(TIME).toEpochMilli(), '"' + ETAG + '"');

  private final Path folder;

  FileListTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private List<ArchiveObject> read(String... lines) throws IOException {
    Path list = folder.resolve("list");
    write(list, String.join("\n", lines));
    return read(list);
  }

  private static List<ArchiveObject> read(Path list) throws IOException {
    return new FileList(HADOOP).read(list.toString());
  }

  private static String row(String... cells) {
    return "\"" + String.join("\",\"", cells) + "\"";
  }

  private static ArchiveObject unknown(String uri) {
    return new ArchiveObject(uri, ArchiveStorage.UNKNOWN_LENGTH, List.of());
  }

  private static ArchiveObject known(String uri) {
    return new ArchiveObject(uri, 7, VERSION);
  }

  @Test
  void readsAnAddressInEachLine() throws IOException {
    assertThat(
            read("# Of Friday", " s3://b/a,\"b\" c%20.gz\r", "", "s3a://b/x", "file:/a/b", "/c/d"))
        .containsExactly(
            unknown("s3://b/a,\"b\" c%20.gz"),
            unknown("s3a://b/x"),
            unknown("file:/a/b"),
            unknown("/c/d"));
    assertThat(read("")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://b/x",
        "gs://b/x",
        "s3://b",
        "s3:b/x",
        "data/x",
        "<html>",
        "bucket,key",
        "ftp:/x"
      })
  void refusesALineThatIsNoAddress(String line) {
    assertThatThrownBy(() -> read("s3://b/x", line))
        .isInstanceOf(UnusableList.class)
        .hasMessageStartingWith("Line 2 of " + folder)
        .hasMessageContaining(": " + line + ". Write one in each line");
  }

  @Test
  void readsAFileOfAnInventoryByTheFormsOfItsCells() throws IOException {
    assertThat(read(row("b", "a+b%2Bc/%E2%98%83%22", "7", TIME, ETAG, "STANDARD")))
        .containsExactly(known("s3://b/a b+c/\u2603\""));
    assertThat(read(row("b", "x"), row("b", "y", "STANDARD"), row("b", "z", "7")))
        .as("without what is needed")
        .containsExactly(unknown("s3://b/x"), unknown("s3://b/y"), unknown("s3://b/z"));
    assertThat(read(row("b", "x", "7", TIME)))
        .containsExactly(new ArchiveObject("s3://b/x", 7, new Version(VERSION.modifiedAt(), null)));
  }

  @Test
  void readsOfAllVersionsTheLatest() throws IOException {
    assertThat(
            read(
                row("b", "x", "v2", "true", "false", "7", TIME, ETAG),
                row("b", "x", "v1", "false", "false", "8", TIME, ETAG),
                row("b", "gone", "v3", "true", "true", "", TIME, "")))
        .containsExactly(known("s3://b/x"));
  }

  @Test
  void leavesOutWhatMarksAFolder() throws IOException {
    assertThat(read(row("b", "a/", "0", TIME, ETAG), row("b", "a_%24folder%24", "0", TIME, ETAG)))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"b, ''", "b, %zz"})
  void refusesARowWithoutAKey(String bucket, String key) {
    assertThatThrownBy(() -> read(row(bucket, key)))
        .isInstanceOf(UnusableList.class)
        .hasMessageContaining("is none of an S3 Inventory");
  }

  /** As S3 lays it out; the manifest names the columns, and its files by their keys. */
  @Test
  void readsAllFilesOfAManifest() throws IOException {
    Path report = folder.resolve("2026-11-30T01-00Z");
    write(
        report.resolve("manifest.json"),
        manifest("CSV", "ETag, Size, Key, Bucket, LastModifiedDate"));
    write(
        folder.resolve("data/1.csv.gz"),
        gzip(utf8(row(ETAG, "7", "x", "b", TIME) + "\n" + row("", "", "y", "b", "") + "\n")));
    write(report.resolve("2.csv"), row(ETAG, "7", "z", "b", TIME));

    assertThat(read(report.resolve("manifest.json")))
        .containsExactly(known("s3://b/x"), unknown("s3://b/y"), known("s3://b/z"));
  }

  @Test
  void looksForTheFilesOfAManifestInTheBucketThatItNames() throws IOException {
    InventoryManifest manifest =
        InventoryManifest.of("s3a://other/in/manifest.json", manifest("CSV", "Bucket, Key"));

    assertThat(manifest.files(HADOOP))
        .containsExactly(
            "s3a://reports/in/b/all/data/1.csv.gz", "s3a://reports/in/b/all/data/2.csv");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ORC | Bucket, Key | files in the form ORC",
        "CSV | Size, Key | files in the form CSV",
        "'' | Bucket, Key | no manifest.json of an S3 Inventory",
      })
  void refusesAManifestOfOtherFiles(String format, String schema, String why) {
    assertThatThrownBy(() -> read(manifest(format, schema)))
        .isInstanceOf(UnusableList.class)
        .hasMessageContaining(why);
  }

  @Test
  void refusesJsonThatIsTorn() {
    assertThatThrownBy(() -> read("{\"files\": ["))
        .isInstanceOf(UnusableList.class)
        .hasMessageContaining("is no JSON");
  }

  @Test
  void refusesACompressionThatIsTorn() throws IOException {
    byte[] whole = gzip(utf8(row("b", "x", "7", TIME, ETAG).repeat(1_000)));
    Path list = folder.resolve("torn");
    write(list, java.util.Arrays.copyOf(whole, whole.length / 2));

    assertThatThrownBy(() -> read(list)).isInstanceOf(IOException.class);
  }

  @Test
  void saysThatThereIsNoList() {
    assertThatThrownBy(() -> read(folder.resolve("none")))
        .isInstanceOf(FileNotFoundException.class);
  }

  private static String manifest(String format, String schema) {
    return """
    {"sourceBucket": "b", "destinationBucket": "arn:aws:s3:::reports", "version": "2016-11-30",
     "fileFormat": "%s", "fileSchema": "%s",
     "files": [{"key": "in/b/all/data/1.csv.gz", "size": 1, "MD5checksum": "f"},
               {"key": "in/b/all/data/2.csv", "size": 1, "MD5checksum": "f"}]}\
    """
        .formatted(format, schema);
  }
}
