package io.fantail.job.export;

import io.fantail.job.message.ExitCode;
import io.fantail.job.message.Explanation;
import io.fantail.job.message.JobException;
import io.fantail.look.export.ExportFiles;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;

/**
 * The folder of an export: local, of HDFS or of S3. Everything is written into a hidden folder in
 * it and takes its name when all is there, so that an export that is killed leaves nothing that
 * looks like one; the next export takes its remains away.
 */
final class ExportFolder implements ExportFiles, AutoCloseable {
  private static final String STAGING = ".fantail-export-";
  private static final int BUFFER = 1 << 18;

  /** A file, or a folder with all its files. */
  record Written(String name, long bytes) {}

  private final String address;
  private final Path path;
  private final Path staging;
  private final FileSystem fileSystem;
  private final ExportFormat format;

  private ExportFolder(
      String address, Path path, Path staging, FileSystem fileSystem, ExportFormat format) {
    this.address = address;
    this.path = path;
    this.staging = staging;
    this.fileSystem = fileSystem;
    this.format = format;
  }

  /**
   * Looks at the folder.
   *
   * @param runId of the command
   * @param isReplaced whether files of a former export of the format may be replaced; others stay
   * @throws JobException when it has something and that is not allowed, or nobody can look
   */
  static ExportFolder at(
      String address, Configuration hadoop, ExportFormat format, String runId, boolean isReplaced) {
    try {
      Path path = new Path(address);
      FileSystem named = path.getFileSystem(hadoop);
      // A checksum beside a local file would be a second file.
      FileSystem fileSystem = named instanceof LocalFileSystem local ? local.getRaw() : named;
      if (fileSystem.exists(path)) {
        if (!fileSystem.getFileStatus(path).isDirectory()) {
          throw new JobException(ExitCode.USAGE, "--out " + address + " is a file: name a folder.");
        }
        refuseIfFull(address, fileSystem.listStatus(path), isReplaced);
      }
      return new ExportFolder(address, path, new Path(path, STAGING + runId), fileSystem, format);
    } catch (IOException | IllegalArgumentException failure) {
      throw cannotWrite(address, failure);
    }
  }

  private static void refuseIfFull(String address, FileStatus[] content, boolean isReplaced) {
    boolean isFull = Arrays.stream(content).anyMatch(one -> !isStaging(one));
    if (isFull && !isReplaced) {
      throw new JobException(
          ExitCode.USAGE,
          "--out "
              + address
              + " is not empty. --force replaces a former export of this format in it; other files stay.");
    }
  }

  private static boolean isStaging(FileStatus one) {
    return one.getPath().getName().startsWith(STAGING);
  }

  @Override
  public OutputStream create(String name) throws IOException {
    if (!format.has(name)) {
      throw new IllegalArgumentException(format + " has no file " + name);
    }
    return new BufferedOutputStream(fileSystem.create(new Path(staging, name), false), BUFFER);
  }

  /** Where Spark may write files, for {@link #gather}. */
  String scratch(String name) {
    return new Path(staging, "spark-" + name).toString();
  }

  /**
   * Gathers the files that Spark wrote, under names that are the same each time.
   *
   * @param extension of their names
   */
  void gather(String name, String extension) throws IOException {
    Path folder = new Path(staging, name);
    fileSystem.mkdirs(folder);
    List<Path> parts =
        Arrays.stream(fileSystem.listStatus(new Path(scratch(name))))
            .map(FileStatus::getPath)
            .filter(file -> file.getName().startsWith("part-"))
            .sorted(Comparator.comparing(Path::getName))
            .toList();
    for (int i = 0; i < parts.size(); i++) {
      rename(parts.get(i), new Path(folder, String.format("part-%05d.%s", i, extension)));
    }
    fileSystem.delete(new Path(scratch(name)), true);
  }

  /**
   * Gives everything its name, in the place of a former export.
   *
   * @throws JobException when that fails
   */
  List<Written> publish() {
    try {
      List<Written> written = new ArrayList<>();
      FileStatus[] staged = fileSystem.listStatus(staging);
      Arrays.sort(
          staged,
          Comparator.<FileStatus>comparingInt(one -> one.getPath().getName().length())
              .thenComparing(one -> one.getPath().getName()));
      for (FileStatus former : fileSystem.listStatus(path)) {
        if (format.has(former.getPath().getName())) {
          fileSystem.delete(former.getPath(), true);
        }
      }
      for (FileStatus one : staged) {
        String name = one.getPath().getName();
        long bytes = fileSystem.getContentSummary(one.getPath()).getLength();
        rename(one.getPath(), new Path(path, name));
        written.add(new Written(name, bytes));
      }
      for (FileStatus other : fileSystem.listStatus(path)) {
        if (isStaging(other)) {
          fileSystem.delete(other.getPath(), true);
        }
      }
      return written;
    } catch (IOException failure) {
      throw cannotWrite(failure);
    }
  }

  private void rename(Path from, Path to) throws IOException {
    if (!fileSystem.rename(from, to)) {
      throw new IOException("cannot be renamed: " + from);
    }
  }

  JobException cannotWrite(IOException failure) {
    return cannotWrite(address, failure);
  }

  static JobException cannotWrite(String address, Exception failure) {
    return new JobException(
        ExitCode.FAILED,
        "The export cannot be written: --out " + address + ". " + Explanation.of(failure, null, ""),
        failure);
  }

  /** Takes away what was written and not published. */
  @Override
  public void close() {
    try {
      fileSystem.delete(staging, true);
    } catch (IOException remains) {
      // The next export takes it away; what ended this one is told.
      return;
    }
  }
}
