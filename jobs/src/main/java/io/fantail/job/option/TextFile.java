package io.fantail.job.option;

import io.fantail.job.message.ExitCode;
import io.fantail.job.message.JobException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** Reads a file that an option names, wherever Hadoop finds it. */
public final class TextFile {
  private TextFile() {}

  /**
   * Returns the whole text.
   *
   * @throws JobException of wrong usage when it cannot be read
   */
  public static String read(String option, String file) {
    try {
      Path path = new Path(file);
      try (InputStream in = path.getFileSystem(new Configuration()).open(path)) {
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
      }
    } catch (IOException | IllegalArgumentException failure) {
      throw new JobException(
          ExitCode.USAGE,
          option + " " + file + " cannot be read: " + failure.getMessage(),
          failure);
    }
  }
}
