package io.fantail.job.doctor;

import io.fantail.job.message.Explanation;
import io.fantail.job.session.TemporaryFolder;
import io.fantail.table.lease.ExclusiveCreate;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Looks whether files can be written and deleted in a lake, whether of two that create one file
 * only one does, and what the clock is there. Folders that it has to make for that are removed.
 */
final class LakeCheck {
  private static final String CHECK = "lake";
  private static final Duration UNIMPORTANT = Duration.ofSeconds(30);

  private final String lake;
  private final Configuration hadoop;
  private final Clock clock;

  LakeCheck(String lake, Configuration hadoop, Clock clock) {
    this.lake = lake;
    this.hadoop = hadoop;
    this.clock = clock;
  }

  List<Finding> findings() {
    try {
      Path path = new Path(lake);
      FileSystem fileSystem = path.getFileSystem(hadoop);
      List<Path> missing = missingFolders(fileSystem, fileSystem.makeQualified(path));
      try {
        return probe(fileSystem, new Path(path, "_fantail_doctor-" + UUID.randomUUID()));
      } finally {
        remove(fileSystem, missing);
      }
    } catch (IOException | IllegalArgumentException failure) {
      return List.of(
          Finding.problem(
              CHECK,
              "The lake " + lake + " cannot be written.",
              Explanation.of(failure, lake, TemporaryFolder.ofJvm())));
    }
  }

  private List<Finding> probe(FileSystem fileSystem, Path file) throws IOException {
    ExclusiveCreate create = ExclusiveCreate.of(fileSystem, file);
    Instant before = clock.instant();
    boolean isFirst = create.write(file, bytes("first"));
    Instant after = clock.instant();
    try {
      Instant there = Instant.ofEpochMilli(fileSystem.getFileStatus(file).getModificationTime());
      boolean isSecond = create.write(file, bytes("second"));
      return List.of(
          Finding.ok(CHECK, lake + " can be written."),
          exclusive(create.isAtomic(), isFirst && !isSecond),
          clocks(before, there, after));
    } finally {
      fileSystem.delete(file, false);
    }
  }

  private static Finding exclusive(boolean isAtomic, boolean isRefused) {
    String check = "create";
    if (!isRefused) {
      return Finding.warning(
          check,
          "The storage lets two jobs create the same file, though both ask that there be none: two jobs at once are not"
              + " kept apart.",
          "See that a schedule starts one at a time, or use a storage that knows If-None-Match.");
    }
    return isAtomic
        ? Finding.ok(check, "Of two jobs that create one file at once, only one does.")
        : Finding.warning(
            check,
            "Which of two jobs at once holds the lake rests on timing: this file system cannot create a file under the"
                + " condition that there is none.",
            "Use s3a of Hadoop 3.4.2 or later (EMR 7.13), or Delta's log store on DynamoDB: see"
                + " conf/spark-defaults.conf.");
  }

  /** How far the clocks are apart at least: a date may be one of whole seconds. */
  static Finding clocks(Instant before, Instant there, Instant after) {
    String check = "clock";
    Duration behind = Duration.between(there.plusSeconds(1), before);
    Duration ahead = Duration.between(after, there);
    Duration apart = behind.compareTo(ahead) > 0 ? behind : ahead;
    if (apart.compareTo(UNIMPORTANT) < 0) {
      return Finding.ok(check, "The clocks here and at the lake agree.");
    }
    return Finding.warning(
        check,
        "The clock here is "
            + apart.toSeconds()
            + " s "
            + (apart.equals(behind) ? "ahead of" : "behind")
            + " that of the lake. S3 refuses requests when these are 15 minutes apart.",
        "Set the clock (chronyc tracking, timedatectl).");
  }

  /** Those folders down to this one that are not there, this one first. */
  private static List<Path> missingFolders(FileSystem fileSystem, Path folder) throws IOException {
    List<Path> missing = new ArrayList<>();
    for (Path each = folder;
        each != null && !each.isRoot() && !fileSystem.exists(each);
        each = each.getParent()) {
      missing.add(each);
    }
    return missing;
  }

  private static void remove(FileSystem fileSystem, List<Path> folders) {
    for (Path folder : folders) {
      try {
        fileSystem.delete(folder, false);
      } catch (IOException inUse) {
        // Somebody has put something there meanwhile, or the marker of a folder may not be deleted.
        return;
      }
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
