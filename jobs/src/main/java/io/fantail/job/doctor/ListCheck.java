package io.fantail.job.doctor;

import io.fantail.archive.named.FileList;
import io.fantail.archive.named.UnusableList;
import io.fantail.archive.record.ArchiveObject;
import io.fantail.job.message.Explanation;
import io.fantail.job.session.TemporaryFolder;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.Path;

/** Looks whether a list of objects can be followed, and one of them read: of it the beginning. */
final class ListCheck {
  private static final String CHECK = "archive";
  private static final int READ = 64 << 10;

  private ListCheck() {}

  static ArchiveCheck of(String fileList, Configuration hadoop) {
    List<ArchiveObject> named;
    try {
      named = new FileList(hadoop).read(fileList);
    } catch (FileNotFoundException missing) {
      return problem("There is no list " + fileList + ".", "Check --file-list.");
    } catch (UnusableList unusable) {
      return problem(String.valueOf(unusable.getMessage()), "Check --file-list.");
    } catch (IOException | IllegalArgumentException failure) {
      return problem("The list " + fileList + " cannot be read.", because(failure));
    }
    Optional<ArchiveObject> sample =
        named.stream().filter(object -> object.length() != 0).findFirst();
    if (sample.isEmpty()) {
      return problem(fileList + " names no object.", "Check --file-list.");
    }
    Path path = new Path(sample.get().uri());
    try (FSDataInputStream in = path.getFileSystem(hadoop).open(path)) {
      in.readNBytes(READ);
    } catch (IOException | IllegalArgumentException failure) {
      return problem(
          "The object " + path + ", which " + fileList + " names, cannot be read.",
          because(failure));
    }
    long bytes = named.stream().mapToLong(object -> Math.max(0, object.length())).sum();
    return new ArchiveCheck(Finding.ok(CHECK, inWords(fileList, named.size(), bytes)), bytes);
  }

  private static String inWords(String fileList, int objects, long bytes) {
    return String.format(
        Locale.ROOT,
        "%s can be read, and what it names: %,d objects%s.",
        fileList,
        objects,
        bytes == 0
            ? ", of which it does not say the size"
            : String.format(Locale.ROOT, ", %,.1f MB", bytes / 1e6));
  }

  private static String because(Exception failure) {
    return Explanation.of(failure, null, TemporaryFolder.ofJvm());
  }

  private static ArchiveCheck problem(String text, String advice) {
    return new ArchiveCheck(Finding.problem(CHECK, text, advice), 0);
  }
}
