package io.fantail.table.lease;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** The files of a lake's log of leases: one for each entry, named by its number. */
final class LeaseFolder {
  private static final Pattern ENTRY = Pattern.compile("(\\d{20})\\.json");

  private final FileSystem fileSystem;
  private final Path lake;
  private final Path folder;
  private final ExclusiveCreate create;

  /**
   * @param create how a file is made that nobody else makes
   */
  LeaseFolder(FileSystem fileSystem, Path lake, ExclusiveCreate create) {
    this.fileSystem = fileSystem;
    this.lake = lake;
    this.folder = new Path(lake, LeaseLog.FOLDER);
    this.create = create;
  }

  static LeaseFolder of(String lake, Configuration hadoop) throws IOException {
    Path path = new Path(lake);
    FileSystem fileSystem = path.getFileSystem(hadoop);
    return new LeaseFolder(fileSystem, path, ExclusiveCreate.of(fileSystem, path));
  }

  /** The numbers that are there, in no order. */
  List<Long> numbers() throws IOException {
    List<Long> numbers = new ArrayList<>();
    try {
      for (FileStatus file : listed(folder)) {
        Matcher entry = ENTRY.matcher(file.getPath().getName());
        if (entry.matches()) {
          numbers.add(Long.parseLong(entry.group(1)));
        }
      }
    } catch (FileNotFoundException never) {
      // Nobody has ever held this lake.
    }
    return numbers;
  }

  /**
   * Lists a folder. Hadoop's file system for disks stumbles over a file that another job deletes
   * meanwhile, as entries of a lease are: then it is listed once more.
   */
  private FileStatus[] listed(Path path) throws IOException {
    while (true) {
      try {
        return fileSystem.listStatus(path);
      } catch (NoSuchFileException deleted) {
        // The next listing does not have it.
      }
    }
  }

  /** Reads an entry; throws {@link FileNotFoundException} where it is gone. */
  LeaseEntry read(long number) throws IOException {
    Path path = pathOf(number);
    try {
      FileStatus status = fileSystem.getFileStatus(path);
      try (FSDataInputStream in = fileSystem.open(path)) {
        return new LeaseEntry(
            number,
            Instant.ofEpochMilli(status.getModificationTime()),
            Lease.parse(in.readAllBytes()));
      }
    } catch (NoSuchFileException deleted) {
      throw (FileNotFoundException) new FileNotFoundException(path.toString()).initCause(deleted);
    }
  }

  /** Makes an entry; false where there is one of this number already. */
  boolean create(long number, Lease lease) throws IOException {
    return create.write(pathOf(number), lease.json());
  }

  void delete(long number) throws IOException {
    fileSystem.delete(pathOf(number), false);
  }

  /** Whether the lake is there. */
  boolean hasLake() throws IOException {
    return fileSystem.exists(lake);
  }

  /** Whether nothing else is in the lake. */
  boolean isAlone() throws IOException {
    return Arrays.stream(listed(lake))
        .allMatch(file -> file.getPath().getName().equals(LeaseLog.FOLDER));
  }

  /**
   * Removes all of the log, its last entry last.
   *
   * @param withLake whether the lake's folder goes, too
   */
  void remove(boolean withLake) throws IOException {
    for (long number : new TreeSet<>(numbers())) {
      delete(number);
    }
    fileSystem.delete(folder, false);
    if (withLake) {
      fileSystem.delete(lake, false);
    }
  }

  /** The time by the clock that dates the entries: that of a file which is written for it. */
  Instant now() throws IOException {
    Path probe = new Path(folder, "now-" + UUID.randomUUID());
    fileSystem.create(probe, true).close();
    try {
      return Instant.ofEpochMilli(fileSystem.getFileStatus(probe).getModificationTime());
    } finally {
      fileSystem.delete(probe, false);
    }
  }

  private Path pathOf(long number) {
    return new Path(folder, String.format(Locale.ROOT, "%020d.json", number));
  }
}
