package io.fantail.job.item;

import io.fantail.job.message.ExitCode;
import io.fantail.job.message.Explanation;
import io.fantail.job.message.JobException;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;

/**
 * A file that is there whole or not at all: a folder's, of HDFS or of S3. It is written under
 * another name beside its own, and then takes the name that it shall have.
 */
public final class ItemFile {
  private final String address;
  private final Path path;
  private final FileSystem fileSystem;

  /** What is written. */
  @FunctionalInterface
  public interface Content {
    void writeTo(Writer out) throws IOException;
  }

  private ItemFile(String address, Path path, FileSystem fileSystem) {
    this.address = address;
    this.path = path;
    this.fileSystem = fileSystem;
  }

  /**
   * Looks where the file shall be.
   *
   * @param isReplaced whether one that is there may be replaced
   * @throws JobException when something is there that may not be, or nobody can look
   */
  public static ItemFile at(String address, Configuration hadoop, boolean isReplaced) {
    try {
      Path path = new Path(address);
      FileSystem named = path.getFileSystem(hadoop);
      // A checksum beside a local file would be a second file.
      FileSystem fileSystem = named instanceof LocalFileSystem local ? local.getRaw() : named;
      if (fileSystem.exists(path)) {
        refuseToReplace(address, fileSystem.getFileStatus(path).isDirectory(), isReplaced);
      }
      return new ItemFile(address, path, fileSystem);
    } catch (IOException | IllegalArgumentException failure) {
      throw cannotWrite(address, failure);
    }
  }

  private static void refuseToReplace(String address, boolean isFolder, boolean isReplaced) {
    if (isFolder) {
      throw new JobException(
          ExitCode.USAGE, "--out " + address + " is a folder: name a file in it.");
    } else if (!isReplaced) {
      throw new JobException(ExitCode.USAGE, "--out " + address + " exists. --force replaces it.");
    }
  }

  /**
   * Writes the file.
   *
   * @param runId of the command, for the name that the file has meanwhile
   * @throws JobException when it cannot be written; then there is none, or the former one
   */
  public void write(String runId, Content content) {
    Path unfinished = new Path(path.getParent(), "." + path.getName() + "." + runId + ".tmp");
    try {
      try (Writer out =
          new BufferedWriter(
              new OutputStreamWriter(
                  fileSystem.create(unfinished, false), StandardCharsets.UTF_8))) {
        content.writeTo(out);
      } catch (IOException | RuntimeException failure) {
        fileSystem.delete(unfinished, false);
        throw failure;
      }
      fileSystem.delete(path, false);
      if (!fileSystem.rename(unfinished, path)) {
        fileSystem.delete(unfinished, false);
        throw new IOException("cannot be renamed: " + unfinished);
      }
    } catch (IOException failure) {
      throw cannotWrite(address, failure);
    }
  }

  private static JobException cannotWrite(String address, Exception failure) {
    return new JobException(
        ExitCode.FAILED,
        "The file cannot be written: --out " + address + ". " + Explanation.of(failure, null, ""),
        failure);
  }
}
