package io.fantail.archive.named;

import io.fantail.archive.place.NamesFromKeys;
import io.fantail.archive.record.ArchiveObject;
import io.fantail.archive.storage.ArchiveStorage;
import io.fantail.archive.storage.ObjectContent;
import java.io.BufferedReader;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;

/**
 * A file that names objects: a text with an address in each line, a CSV file of S3 Inventory, or
 * the {@code manifest.json} that names such files. It is told by how it begins, and may be
 * compressed.
 */
public final class FileList {
  /** Of a manifest, which is parsed as a whole: a thousand files take 200 KB. */
  private static final int MOST_MANIFEST_CHARS = 64 << 20;

  private static final int LOOK_AHEAD = 1 << 16;

  private final Configuration hadoop;

  public FileList(Configuration hadoop) {
    this.hadoop = hadoop;
  }

  /**
   * Reads the list. Of an object the length and the version are those that the list tells; where it
   * does not tell both, the length is {@link ArchiveStorage#UNKNOWN_LENGTH}, and the version null.
   *
   * @throws FileNotFoundException when there is no such file
   * @throws UnusableList when it is no list
   */
  public List<ArchiveObject> read(String uri) throws IOException {
    List<ArchiveObject> named = new ArrayList<>();
    try (BufferedReader text = open(uri)) {
      String start = startOf(text);
      if (start.startsWith("{")) {
        readManifest(InventoryManifest.of(uri, textOf(uri, text)), named);
      } else if (InventoryRows.begin(start)) {
        new InventoryRows(uri, InventoryManifest.schemeOf(uri), InventoryColumns.UNKNOWN)
            .read(text, named::add);
      } else {
        new AddressLines(uri).read(text, named::add);
      }
    } catch (UncheckedIOException failure) {
      throw failure.getCause();
    }
    return named;
  }

  private void readManifest(InventoryManifest manifest, List<ArchiveObject> named)
      throws IOException {
    for (String file : manifest.files(hadoop)) {
      try (BufferedReader text = open(file)) {
        new InventoryRows(file, InventoryManifest.schemeOf(manifest.uri()), manifest.columns())
            .read(text, named::add);
      }
    }
  }

  private BufferedReader open(String uri) throws IOException {
    ArchiveObject list = new ArchiveObject(uri, ArchiveStorage.UNKNOWN_LENGTH, List.of());
    return new BufferedReader(
        new InputStreamReader(
            ObjectContent.alone(list, hadoop, NamesFromKeys.NONE).open(), StandardCharsets.UTF_8),
        LOOK_AHEAD);
  }

  /** The first characters behind blanks, which are read once more by whoever reads the list. */
  private static String startOf(BufferedReader text) throws IOException {
    text.mark(LOOK_AHEAD);
    char[] start = new char[LOOK_AHEAD / 2];
    int read = text.read(start);
    text.reset();
    return new String(start, 0, Math.max(0, read)).stripLeading();
  }

  private static String textOf(String uri, BufferedReader text) throws IOException {
    char[] all = new char[1 << 13];
    StringBuilder manifest = new StringBuilder();
    int read = text.read(all);
    while (read >= 0) {
      manifest.append(all, 0, read);
      if (manifest.length() > MOST_MANIFEST_CHARS) {
        throw new UnusableList(uri + " is too large for the manifest.json of an S3 Inventory.");
      }
      read = text.read(all);
    }
    return manifest.toString();
  }
}
