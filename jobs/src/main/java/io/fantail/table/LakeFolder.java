package io.fantail.table;

import io.fantail.shape.Table;
import java.io.IOException;
import java.util.function.Predicate;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * The folder of a lake, and which tables there are in it, as the listings of their logs show it.
 * Nothing here needs Spark.
 *
 * @param uri without a slash at its end
 */
public record LakeFolder(Configuration hadoop, String uri) {
  /** A page that was damaged would be decoded to other values, in silence. */
  private static final String VERIFY_CHECKSUMS = "parquet.page.verify-checksum.enabled";

  public LakeFolder {
    hadoop.setBoolean(VERIFY_CHECKSUMS, true);
    uri = uri.endsWith("/") ? uri.substring(0, uri.length() - 1) : uri;
  }

  public String path(Table table) {
    return uri + "/" + table.name();
  }

  /**
   * Whether the table was ever written.
   *
   * @param wasWritten whether a run knows of rows of it: asked where there are files and no log,
   *     which the first run that writes the table leaves when it is interrupted
   * @throws LakeException when it cannot be told, or a part of the table's log is missing
   */
  public boolean has(Table table, Predicate<Table> wasWritten) {
    return look(table, wasWritten).isTable();
  }

  private TableLog look(Table table, Predicate<Table> wasWritten) {
    Path folder = new Path(path(table));
    try {
      FileSystem fileSystem = folder.getFileSystem(hadoop);
      TableLog log = TableLog.of(fileSystem, folder);
      if (!log.isTable() && TableLog.hasFiles(fileSystem, folder) && wasWritten.test(table)) {
        throw log.missing();
      }
      return log;
    } catch (IOException failure) {
      throw new LakeException(
          "The lake cannot be read: "
              + folder
              + " ("
              + LakeFaults.reasonOf(failure)
              + ").\nCheck --lake and the right to list and to read there.",
          failure);
    }
  }

  /**
   * The number of the table's last commit; -1 where there is none.
   *
   * @throws LakeException as {@link #has}
   */
  public long versionOf(Table table) {
    return look(table, any -> false).version();
  }
}
