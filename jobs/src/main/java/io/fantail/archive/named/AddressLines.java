package io.fantail.archive.named;

import io.fantail.archive.record.ArchiveObject;
import io.fantail.archive.storage.ArchiveStorage;
import io.fantail.text.Printable;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** The lines of a text that names an object in each; empty ones and comments name none. */
final class AddressLines {
  /**
   * An address as {@code --archive} takes it, of the kinds of storage that archives are read of.
   */
  private static final Pattern ADDRESS = Pattern.compile("(?:s3a?|hdfs)://[^/]+/.+|(?:file:)?/.+");

  private static final String COMMENT = "#";
  private static final int SHOWN_CHARS = 100;

  private final String uri;

  /** Of the list at an address. */
  AddressLines(String uri) {
    this.uri = uri;
  }

  void read(BufferedReader text, Consumer<ArchiveObject> named) throws IOException {
    int number = 0;
    String line = text.readLine();
    while (line != null) {
      number++;
      String address = line.strip();
      if (!address.isEmpty() && !address.startsWith(COMMENT)) {
        if (!ADDRESS.matcher(address).matches()) {
          throw new UnusableList(noAddress(number, address));
        }
        named.accept(new ArchiveObject(address, ArchiveStorage.UNKNOWN_LENGTH, List.of()));
      }
      line = text.readLine();
    }
  }

  private String noAddress(int number, String line) {
    String shown = Printable.of(line.substring(0, Math.min(SHOWN_CHARS, line.length())));
    return "Line %,d of %s is no address of an object: %s. Write one in each line, as s3://BUCKET/KEY, hdfs://HOST/FILE or /FOLDER/FILE; or give the CSV file or the manifest.json of an S3 Inventory."
        .formatted(number, uri, shown);
  }
}
