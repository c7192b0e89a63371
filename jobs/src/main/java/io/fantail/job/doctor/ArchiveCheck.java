package io.fantail.job.doctor;

import io.fantail.job.message.Explanation;
import io.fantail.job.session.TemporaryFolder;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Locale;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.jspecify.annotations.Nullable;

/**
 * Looks whether an archive can be listed, and read: of it the beginning of one object.
 *
 * @param bytes what the objects take that were listed
 */
record ArchiveCheck(Finding finding, long bytes) {
  private static final String CHECK = "archive";

  /** Enough for the size of an archive; more would take minutes. */
  private static final int MOST_LISTED = 100_000;

  private static final int READ = 64 << 10;

  static ArchiveCheck of(String archive, Configuration hadoop) {
    Listing listing = new Listing();
    try {
      Path root = new Path(archive);
      FileSystem fileSystem = root.getFileSystem(hadoop);
      listing.read(fileSystem.listFiles(root, true));
      Path sample = listing.sample;
      if (sample == null) {
        return new ArchiveCheck(
            Finding.problem(
                CHECK,
                "There is no object under " + archive + ".",
                "Check --archive: it names the folder above the objects."),
            0);
      }
      try (FSDataInputStream in = fileSystem.open(sample)) {
        in.readNBytes(READ);
      }
      return new ArchiveCheck(Finding.ok(CHECK, listing.inWords(archive)), listing.bytes);
    } catch (FileNotFoundException missing) {
      return new ArchiveCheck(
          Finding.problem(CHECK, "There is no archive " + archive + ".", "Check --archive."), 0);
    } catch (IOException | IllegalArgumentException failure) {
      return new ArchiveCheck(
          Finding.problem(
              CHECK,
              "The archive " + archive + " cannot be " + listing.verb() + ".",
              Explanation.of(failure, null, TemporaryFolder.ofJvm())),
          listing.bytes);
    }
  }

  /** What is there, up to a number of objects. */
  private static final class Listing {
    private int objects;
    private long bytes;
    private boolean isEnded;
    private @Nullable Path sample;

    void read(RemoteIterator<LocatedFileStatus> files) throws IOException {
      while (files.hasNext() && objects < MOST_LISTED) {
        LocatedFileStatus file = files.next();
        objects++;
        bytes += file.getLen();
        if (sample == null && file.getLen() > 0) {
          sample = file.getPath();
        }
      }
      isEnded = !files.hasNext();
    }

    String verb() {
      return sample == null ? "listed" : "read";
    }

    String inWords(String archive) {
      return String.format(
          Locale.ROOT,
          "%s can be listed and read: %s%,d objects, %,.1f MB.",
          archive,
          isEnded ? "" : "at least ",
          objects,
          bytes / 1e6);
    }
  }
}
