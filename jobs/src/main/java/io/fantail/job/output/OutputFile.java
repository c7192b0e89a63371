package io.fantail.job.output;

import io.fantail.job.message.ExitCode;
import io.fantail.job.message.Explanation;
import io.fantail.job.message.JobException;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.jspecify.annotations.Nullable;

/**
 * A file that is there whole or not at all: a folder's, of HDFS or of S3. It is written under
 * another name beside its own, and then takes the name that it shall have.
 */
public final class OutputFile {
  private final String named;
  private final Path path;
  private final FileSystem fileSystem;

  /** What is written. */
  @FunctionalInterface
  public interface Content {
    void writeTo(Writer out) throws IOException;
  }

  private OutputFile(String named, Path path, FileSystem fileSystem) {
    this.named = named;
    this.path = path;
    this.fileSystem = fileSystem;
  }

  /**
   * Looks where the file shall be.
   *
   * @param option that names it, for messages
   * @param beginning how a file begins that may be replaced; null where none may be
   * @param isReplaced whether any that is there may be replaced
   * @throws JobException when something is there that may not be, or nobody can look
   */
  public static OutputFile at(
      String option,
      String address,
      Configuration hadoop,
      boolean isReplaced,
      @Nullable String beginning) {
    String named = option + " " + address;
    try {
      Path path = new Path(address);
      FileSystem found = path.getFileSystem(hadoop);
      // A checksum beside a local file would be a second file.
      FileSystem fileSystem = found instanceof LocalFileSystem local ? local.getRaw() : found;
      if (fileSystem.exists(path)) {
        if (fileSystem.getFileStatus(path).isDirectory()) {
          throw new JobException(ExitCode.USAGE, named + " is a folder: name a file in it.");
        }
        if (beginning == null && !isReplaced) {
          throw new JobException(ExitCode.USAGE, named + " exists. --force replaces it.");
        }
        if (beginning != null && !isReplaced && !begins(fileSystem, path, beginning)) {
          throw new JobException(
              ExitCode.USAGE,
              named + " exists, and is no file that this command wrote. Name another.");
        }
      }
      return new OutputFile(named, path, fileSystem);
    } catch (IOException | IllegalArgumentException failure) {
      throw cannotWrite(named, failure);
    }
  }

  private static boolean begins(FileSystem fileSystem, Path path, String beginning)
      throws IOException {
    byte[] expected = beginning.getBytes(StandardCharsets.UTF_8);
    try (InputStream in = fileSystem.open(path)) {
      return Arrays.equals(in.readNBytes(expected.length), expected);
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
      // Where a name can be taken over at once, there is no moment without the file.
      if (!(fileSystem instanceof RawLocalFileSystem)) {
        fileSystem.delete(path, false);
      }
      if (!fileSystem.rename(unfinished, path)) {
        fileSystem.delete(unfinished, false);
        throw new IOException("cannot be renamed: " + unfinished);
      }
    } catch (IOException failure) {
      throw cannotWrite(named, failure);
    }
  }

  private static JobException cannotWrite(String named, Exception failure) {
    return new JobException(
        ExitCode.FAILED,
        "The file cannot be written: " + named + ". " + Explanation.of(failure, null, ""),
        failure);
  }
}
