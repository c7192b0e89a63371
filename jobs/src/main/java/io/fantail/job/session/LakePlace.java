package io.fantail.job.session;

import io.fantail.archive.record.StoredAddress;
import io.fantail.job.message.ExitCode;
import io.fantail.job.message.Explanation;
import io.fantail.job.message.JobException;
import java.io.IOException;
import java.util.List;
import java.util.function.Predicate;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** Checks where a lake is before anything is written there. */
public final class LakePlace {
  private final String lake;
  private final Configuration hadoop;

  public LakePlace(String lake, Configuration hadoop) {
    this.lake = lake;
    this.hadoop = hadoop;
  }

  /**
   * Ends the command when the lake lies where its own files would be read, or around an archive. Of
   * an archive that cannot be reached whoever reads it says what is wrong.
   */
  public void checkApartFrom(List<String> archives) throws IOException {
    String qualified = qualified(lake);
    for (String archive : archives) {
      String root;
      try {
        root = qualified(archive);
      } catch (IOException | IllegalArgumentException unreachable) {
        continue;
      }
      if (qualified.startsWith(root) || root.startsWith(qualified)) {
        throw new JobException(
            ExitCode.USAGE,
            ("--lake %s and --archive %s lie in one another: the tables would be read as archive."
                    + " Put them side by side.")
                .formatted(lake, archive));
      }
    }
  }

  /** Tells of the full address of an object whether it lies in the lake. */
  public Predicate<String> contents() throws IOException {
    String within = qualified(lake);
    return object -> StoredAddress.alike(object).startsWith(within);
  }

  /** What a command ends with when the lake cannot be written. */
  JobException notWritable(Exception failure) {
    return new JobException(
        ExitCode.FAILED,
        "The lake cannot be written: "
            + lake
            + ". "
            + Explanation.of(failure, lake, TemporaryFolder.ofJvm()),
        failure);
  }

  private String qualified(String address) throws IOException {
    Path path = new Path(address);
    return StoredAddress.alike(path.getFileSystem(hadoop).makeQualified(path) + "/");
  }
}
