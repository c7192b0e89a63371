package io.fantail.table;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * The log of a Delta table as a listing shows it, by the PROTOCOL.md of Delta: {@code N.json} are
 * its commits, {@code N.checkpoint.parquet}, also in parts, the state after one of them, {@code
 * N.crc} is written once commit N is there. Delta itself takes what it finds: without its last
 * commit a table is an older one, with an empty commit it lacks what that said.
 */
final class TableLog {
  private static final String FOLDER = "_delta_log";
  private static final Pattern COMMIT = Pattern.compile("(\\d{20})\\.json");
  private static final Pattern CHECKPOINT =
      Pattern.compile(
          "(\\d{20})\\.checkpoint(?:\\.\\d{10}\\.(\\d{10})|\\.[-0-9a-f]+)?\\.(?:parquet|json)");
  private static final Pattern CHECKSUM = Pattern.compile("(\\d{20})\\.crc");

  /** What Spark and Delta call what they write, finished or not. */
  private static final Pattern OWN = Pattern.compile("[._].*|day=.*|part-.*|spark-.*");

  private final Path folder;
  private final TreeSet<Long> commits = new TreeSet<>();
  private final TreeSet<Long> checkpoints = new TreeSet<>();
  private final TreeSet<Long> checksums = new TreeSet<>();

  private TableLog(Path folder) {
    this.folder = folder;
  }

  /**
   * Looks at the log of a table.
   *
   * @throws LakeException when a part of it is missing
   */
  static TableLog of(FileSystem fileSystem, Path table) throws IOException {
    TableLog log = new TableLog(new Path(table, FOLDER));
    FileStatus[] files = listed(fileSystem, log.folder);
    for (FileStatus file : files) {
      log.add(file);
    }
    log.addCheckpoints(files);
    log.check();
    if (!String.valueOf(fileSystem.getUri().getScheme()).startsWith("s3")) {
      log.checkEnds(fileSystem, files);
    }
    return log;
  }

  /** Whether a commit was ever finished here. */
  boolean isTable() {
    return !commits.isEmpty() || !checkpoints.isEmpty();
  }

  /** The number of the last commit; -1 where there is none. */
  long version() {
    return Math.max(
        commits.isEmpty() ? -1 : commits.last(), checkpoints.isEmpty() ? -1 : checkpoints.last());
  }

  /** That commits are gone which there were. */
  LakeException missing() {
    return damaged("every commit is missing");
  }

  /**
   * Whether there is anything where there is no log: the first commit may have been interrupted.
   */
  static boolean hasFiles(FileSystem fileSystem, Path table) throws IOException {
    List<String> names =
        Arrays.stream(listed(fileSystem, table)).map(file -> file.getPath().getName()).toList();
    for (String name : names) {
      if (!OWN.matcher(name).matches()) {
        throw new LakeException(
            table
                + " has files in it that are of no table, such as "
                + name
                + ".\nGive --lake a folder of its own.");
      }
    }
    return names.stream().anyMatch(name -> !name.equals(FOLDER));
  }

  private static FileStatus[] listed(FileSystem fileSystem, Path path) throws IOException {
    try {
      return fileSystem.listStatus(path);
    } catch (FileNotFoundException missing) {
      if ("file".equals(fileSystem.getUri().getScheme())) {
        checkMissing(java.nio.file.Path.of(path.toUri().getPath()));
      }
      return new FileStatus[0];
    }
  }

  /**
   * To Hadoop, what lies in a folder that may not be searched, or in a file, is only not there.
   *
   * @throws IOException when it cannot be told whether it is there
   */
  private static void checkMissing(java.nio.file.Path path) throws IOException {
    try {
      Files.readAttributes(path, BasicFileAttributes.class);
    } catch (NoSuchFileException missing) {
      // As it is said.
    }
  }

  private void add(FileStatus file) {
    String name = file.getPath().getName();
    Matcher commit = COMMIT.matcher(name);
    if (commit.matches()) {
      if (file.getLen() == 0) {
        throw damaged("its commit " + name + " is empty");
      }
      commits.add(Long.parseLong(commit.group(1)));
    }
    Matcher checksum = CHECKSUM.matcher(name);
    if (checksum.matches()) {
      checksums.add(Long.parseLong(checksum.group(1)));
    }
  }

  /** Those that are there with all their parts. */
  private void addCheckpoints(FileStatus[] files) {
    Set<String> parts = new HashSet<>();
    for (FileStatus file : files) {
      Matcher checkpoint = CHECKPOINT.matcher(file.getPath().getName());
      if (!checkpoint.matches() || file.getLen() == 0) {
        continue;
      }
      long version = Long.parseLong(checkpoint.group(1));
      String count = checkpoint.group(2);
      parts.add(version + "/" + file.getPath().getName());
      if (count == null
          || parts.stream().filter(part -> part.startsWith(version + "/")).count()
              == Long.parseLong(count)) {
        checkpoints.add(version);
      }
    }
  }

  private void check() {
    long next = checkpoints.isEmpty() ? 0 : checkpoints.last() + 1;
    for (long commit : commits.tailSet(next)) {
      if (commit != next) {
        throw damaged("its commit " + nameOf(next) + " is missing");
      }
      next++;
    }
    if (checksums.ceiling(next) != null) {
      throw damaged("its last commit, " + nameOf(checksums.last()) + ", is missing");
    }
  }

  /**
   * A disk may be full in the middle of a commit, which Delta ends as a line; S3 has all or none.
   */
  private void checkEnds(FileSystem fileSystem, FileStatus[] files) throws IOException {
    long first = checkpoints.isEmpty() ? 0 : checkpoints.last() + 1;
    for (FileStatus file : files) {
      Matcher commit = COMMIT.matcher(file.getPath().getName());
      if (commit.matches() && Long.parseLong(commit.group(1)) >= first) {
        try (FSDataInputStream in = fileSystem.open(file.getPath())) {
          in.seek(file.getLen() - 1);
          int last = in.read();
          if (last != '\n' && last != '}') {
            throw damaged("its commit " + file.getPath().getName() + " is cut off");
          }
        }
      }
    }
  }

  private static String nameOf(long version) {
    return String.format(Locale.ROOT, "%020d.json", version);
  }

  private LakeException damaged(String what) {
    return new LakeException(
        "The table "
            + folder.getParent().getName()
            + " is damaged: "
            + what
            + (what.endsWith("missing") ? " from " : " in ")
            + folder
            + ".\n"
            + LakeFaults.makeAgain(folder.getParent().getName(), null));
  }
}
